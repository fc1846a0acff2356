"""Configuration as a user meets it: what is checked, what is reported, what is left out."""

import json
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Done, Run

WHO = """# Privacy policy

Larkfield Ltd ("we") is responsible for your personal data. Write to dpo@larkfield.example.
"""
KEEPING = "# Privacy policy: retention\n\nWe delete your account data twelve months after you close the account.\n"
SET = '[[policy]]\nname = "website"\nfiles = ["who.md", "keeping.md"]\n'


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "who.md").write_text(WHO, encoding="utf-8")
    (folder / "keeping.md").write_text(KEEPING, encoding="utf-8")


def configure(folder: Path, text: str, name: str = "privlint.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def policies(done: Done) -> list[dict[str, Any]]:
    assert done.err == ""
    found = json.loads(done.out)["policies"]
    assert isinstance(found, list)
    return found


def verdicts(policy: dict[str, Any]) -> dict[str, str]:
    return {disclosure["name"]: disclosure["verdict"] for disclosure in policy["disclosures"]}


@pytest.mark.parametrize("paths", [["who.md"], ["keeping.md"], ["."], [], ["who.md", "keeping.md"]], ids=str)
def test_any_file_of_a_set_stands_for_the_whole_set(run: Run, folder: Path, paths: list[str]) -> None:
    configure(folder, SET)
    (policy,) = policies(run("check", "--format", "json", *paths))
    assert (policy["name"], policy["files"]) == ("website", ["who.md", "keeping.md"])
    assert verdicts(policy)["controller-identity"] == "present"
    assert verdicts(policy)["retention-period"] == "present"
    (retention,) = [d for d in policy["disclosures"] if d["name"] == "retention-period"]
    assert {place["path"] for place in retention["evidence"]} == {"keeping.md"}


def test_without_a_set_each_file_is_a_policy_of_its_own(run: Run) -> None:
    found = policies(run("check", "--format", "json"))
    assert [policy["name"] for policy in found] == ["keeping.md", "who.md"]
    assert verdicts(found[1])["retention-period"] == "missing"


def test_a_set_without_one_of_its_files_is_not_judged(run: Run, folder: Path) -> None:
    configure(folder, SET)
    (folder / "keeping.md").unlink()
    done = run("check", "--format", "json")
    assert (done.code, json.loads(done.out)["policies"]) == (2, [])
    assert done.err.startswith("privlint: keeping.md: no such file")


def test_a_translation_is_a_policy_in_its_language(run: Run, folder: Path) -> None:
    configure(folder, SET + 'translations = { xx = ["xx.md"] }\n')
    (folder / "xx.md").write_text(WHO, encoding="utf-8")
    found = policies(run("check", "--format", "json", "xx.md"))
    assert [(policy["name"], policy["language"]) for policy in found] == [("website", "en"), ("website (xx)", "xx")]
    assert [policy["name"] for policy in policies(run("check", "--format", "json"))] == ["website"]


def test_select_and_ignore(run: Run, folder: Path) -> None:
    configure(folder, 'select = ["GDPR10"]\nignore = ["dpo-contact"]')
    asked = verdicts(policies(run("check", "--format", "json", "who.md"))[0])
    assert "controller-identity" in asked
    assert not {"dpo-contact", "retention-period"} & set(asked)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        pytest.param(["--select", "dpo-contact"], {"dpo-contact"}, id="asked for by name, though it is ignored"),
        pytest.param(["--select", "GDPR104,GDPR111"], {"dpo-contact", "retention-period"}, id="by code"),
        pytest.param(["--select", "GDPR11", "--ignore", "GDPR11"], set(), id="ignored on the command line"),
    ],
)
def test_the_command_line_comes_before_the_file(run: Run, folder: Path, arguments: list[str], asked: set[str]) -> None:
    configure(folder, 'select = ["GDPR2"]\nignore = ["dpo-contact"]')
    assert set(verdicts(policies(run("check", "--format", "json", *arguments, "who.md"))[0])) == asked


def test_a_prefix_on_the_command_line_leaves_ignored_what_the_file_ignores(run: Run, folder: Path) -> None:
    configure(folder, 'ignore = ["dpo-contact"]')
    assert "dpo-contact" not in verdicts(policies(run("check", "--format", "json", "--select", "GDPR", "who.md"))[0])


def test_severity_moves_the_milder_finding_too(run: Run, folder: Path) -> None:
    configure(folder, 'select = ["GDPR101", "GDPR111"]\nseverity = { retention-period = "info", GDPR = "warning" }')
    done = run("check", "--format", "json", "who.md")
    assert [(f["name"], f["severity"]) for f in policies(done)[0]["findings"]] == [("retention-period", "info")]
    assert done.code == 0


def test_fail_on(run: Run, folder: Path) -> None:
    configure(folder, 'select = ["GDPR111"]\nseverity = { GDPR = "info" }\nfail-on = "info"')
    assert run("check", "who.md").code == 1
    assert run("check", "--fail-on", "warning", "who.md").code == 0


def test_the_profile_is_asked(run: Run, folder: Path) -> None:
    configure(folder, '[organisation]\ndpo = "not-required"')
    (found,) = policies(run("check", "--format", "json", "--select", "dpo-contact", "keeping.md"))
    assert verdicts(found) == {"dpo-contact": "not-applicable"}
    assert "organisation profile" in found["disclosures"][0]["reason"]


def test_max_age(run: Run, folder: Path) -> None:
    (folder / "who.md").write_text(WHO + "\nLast updated: 1 August 2026\n", encoding="utf-8")
    arguments = ("check", "--format", "concise", "-q", "--select", "stale-date", "--as-of", "2026-11-22", "who.md")
    assert run(*arguments).out == ""
    configure(folder, 'max-age = "P1M"')
    assert "stale-date" in run(*arguments).out


def test_exclude_is_no_error_even_for_a_named_file(run: Run, folder: Path) -> None:
    configure(folder, 'exclude = ["who.md"]')
    done = run("check", "--verbose", "--select", "LINT", "who.md")
    assert (done.code, done.err) == (0, "privlint: who.md: left out by the configuration\n")
    assert done.out.endswith("files: 0 checked, 0 skipped\n")


def test_per_file_ignores_leave_the_verdict_out_too(run: Run, folder: Path) -> None:
    configure(folder, 'per-file-ignores = { "who.md" = ["GDPR111"] }')
    found = {policy["name"]: verdicts(policy) for policy in policies(run("check", "--format", "json"))}
    assert ["retention-period" in found[name] for name in ("keeping.md", "who.md")] == [True, False]


def test_per_file_ignores_of_one_file_of_a_set_leave_out_its_findings(run: Run, folder: Path) -> None:
    (folder / "who.md").write_text(WHO + "\nWrite to [Company Name] of Larkfield.\n", encoding="utf-8")
    (folder / "keeping.md").write_text(KEEPING + "\nWrite to [Company Name] of Larkfield.\n", encoding="utf-8")
    configure(folder, SET + '[per-file-ignores]\n"who.md" = ["DOC"]\n')
    (policy,) = policies(run("check", "--format", "json", "--select", "DOC101"))
    assert [finding["path"] for finding in policy["findings"]] == ["keeping.md"]


def test_a_file_that_is_too_large(run: Run, folder: Path) -> None:
    configure(folder, 'max-file-size = "10 B"')
    done = run("check", "--select", "LINT", "who.md")
    assert (done.code, done.err) == (
        2,
        f"privlint: who.md: {len(WHO)} bytes is more than max-file-size (10 bytes); raise it if this is a policy\n",
    )


def test_a_document_of_a_policy_that_is_too_large(run: Run, folder: Path) -> None:
    configure(folder, 'max-file-size = "1 KB"\n' + SET)
    (folder / "keeping.md").write_text(KEEPING * 20, encoding="utf-8")
    for paths in ((), ("who.md",)):
        done = run("check", *paths)
        assert (done.code, done.err.split(";")[0]) == (
            2,
            "privlint: keeping.md: 2.0 KB is more than max-file-size (1.0 KB)",
        )


def test_a_pack_of_our_own(run: Run, folder: Path) -> None:
    head = 'code = "OUR101"\nname = "our-rule"\nseverity = "error"\nkind = "forbids"'
    rule = head + '\nmessage = "m"\nwhy = "w"\nhelp = "h"\n'
    (folder / "pack").mkdir()
    (folder / "pack" / "our-rule.toml").write_text(rule + '[[found]]\nconcept = "personal-data"\n', encoding="utf-8")
    configure(folder, 'packs = ["pack"]\nselect = ["OUR"]')
    assert "OUR101 our-rule m" in run("check", "--format", "concise", "who.md").out


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param('ignore = ["retention-perod"]', "ignore: no rule, code or code prefix 'reten", id="rule"),
        pytest.param('severity = { GDPR999 = "info" }', "severity: no rule, code or code", id="severity"),
        pytest.param('per-file-ignores = { "*" = ["X"] }', "per-file-ignores, *: no rule, code or", id="a file's rule"),
        pytest.param("fail-on = 1", "fail-on must be 'error' or 'warning' or 'info', not 1", id="a wrong type"),
    ],
)
def test_a_mistake_is_one_line(run: Run, folder: Path, text: str, error: str) -> None:
    configure(folder, text)
    done = run("check", "who.md")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"privlint: privlint.toml: {error}")
    assert done.err.count("\n") == 1


def test_isolated_reads_no_configuration(run: Run, folder: Path) -> None:
    configure(folder, "no such key = 1")
    assert run("check", "--isolated", "--select", "LINT", "who.md").code == 0
    assert run("check", "--isolated", "--config", "privlint.toml").code == 2


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_the_number_of_processes_changes_nothing(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system does not {start}")
    monkeypatch.setattr("privlint.engine.workshop.WORTH_A_PROCESS", 1)
    monkeypatch.setattr("privlint.engine.crew.start_method", lambda: start)
    monkeypatch.setattr("privlint.engine.workshop.WORTH_A_FORK", 1)
    configure(folder, 'per-file-ignores = { "1*.md" = ["DOC"] }\n' + SET)
    for number in range(40):
        (folder / f"{number}.md").write_text(KEEPING.replace("twelve", f"{number + 2}"), encoding="utf-8")
    (folder / "latin.md").write_bytes("Datenschutzerklärung".encode("latin-1"))
    check = ("check", "--format", "json", "--no-cache")
    alone, together = (run(*check, "--jobs", jobs, ".") for jobs in ("1", "3"))
    assert alone.code == 2
    assert len(json.loads(alone.out)["policies"]) == 41
    assert alone == together == run(*check, ".")


def test_config_shows_what_applies_and_from_where(run: Run, folder: Path) -> None:
    configure(folder, 'fail-on = "info"\n[severity]\nGDPR = "info"\n' + SET)
    assert run("config", "who.md").out == (
        "# configuration: privlint.toml\n"
        "# who.md: part of the policy 'website'\n"
        "\n"
        "# select: every loaded rule  # default\n"
        "ignore = []  # default\n"
        'fail-on = "info"  # privlint.toml\n'
        "exclude = []  # default\n"
        "packs = []  # default\n"
        "disable-plugins = []  # default\n"
        'max-age = "P24M"  # default\n'
        'max-file-size = "5000000 B"  # default\n'
        "\n"
        "[severity]  # privlint.toml\n"
        'GDPR = "info"\n'
        "\n"
        "[[policy]]  # privlint.toml\n"
        'name = "website"\n'
        'files = ["who.md", "keeping.md"]\n'
    )


def test_what_config_prints_is_a_configuration(run: Run, folder: Path) -> None:
    configure(folder, 'select = ["GDPR"]\n[organisation]\nmember-states = ["DE"]\n' + SET)
    printed = run("config").out
    configure(folder, printed)
    assert run("config").out == printed.replace("# default", "# privlint.toml").replace(
        "# select: every loaded rule  # privlint.toml", "# select: every loaded rule  # default"
    )


def test_a_folder_without_a_configuration(run: Run) -> None:
    assert run("config").out.startswith("# configuration: none; these are the defaults\n")


def test_rules_and_test_know_the_packs(run: Run, folder: Path) -> None:
    (folder / "pack").mkdir()
    head = 'code = "OUR101"\nname = "our-rule"\nseverity = "error"\nkind = "forbids"'
    rule = head + '\nmessage = "m"\nwhy = "w"\nhelp = "h"\n[[found]]\nconcept = "third-party"\n'
    (folder / "pack" / "our-rule.toml").write_text(rule, encoding="utf-8")
    configure(folder, 'packs = ["pack"]')
    assert "\nOUR101 " in run("rules").out
