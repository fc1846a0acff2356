"""A policy with a translation, as its users see it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import ROOT

DAY = ("--as-of", "2026-11-22")
GERMAN = Path("de", "datenschutz.md")
TOLD = """\
de/datenschutz.md:51:1: TRN102 value-drift [error]
  The versions of the policy state retention-period differently: P20D in 'de', P14D in 'en'.
   51 | Protokolldaten löschen wir nach 20 Tagen.
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  but privacy.md:51: "We delete log data after 14 days."
  help: Find out which of the two is true, and make both versions state it (Art. 5(1)(a), 12(1) GDPR).

findings: 1 error, 0 warning, 0 info
disclosures: 54 present, 0 partial, 0 missing, 6 not-applicable, 0 unknown
files: 2 checked, 0 skipped
"""


@pytest.fixture(autouse=True)
def translated(folder: Path) -> None:
    for name in ("privlint.toml", "privacy.md", GERMAN):
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "examples" / "translated" / name, target)


def change(folder: Path, said: str, instead: str) -> None:
    path = folder / GERMAN
    text = path.read_text(encoding="utf-8")
    assert said in text
    path.write_text(text.replace(said, instead), encoding="utf-8")


def test_a_true_translation_is_clean(run: Run) -> None:
    assert run("check", *DAY).code == 0


@pytest.mark.parametrize("paths", [(), ("privacy.md",), ("de/datenschutz.md",), (".",)], ids=str)
def test_any_file_of_the_policy_checks_all_of_it(run: Run, folder: Path, paths: tuple[str, ...]) -> None:
    change(folder, "14 Tagen", "20 Tagen")
    done = run("check", *DAY, *paths)
    assert (done.code, done.out) == (1, TOLD)
    assert run("check", *DAY, *paths).out == TOLD  # what is remembered is the same


def test_a_change_of_the_translation_is_seen_though_the_policy_is_remembered(run: Run, folder: Path) -> None:
    assert run("check", *DAY).code == 0
    change(folder, "14 Tagen", "20 Tagen")
    assert run("check", *DAY).out == TOLD


def test_json_has_both_sides(run: Run, folder: Path) -> None:
    change(folder, "- Sie haben das Recht auf Löschung Ihrer personenbezogenen Daten.\n", "")
    policies = json.loads(run("check", *DAY, "--select", "TRN", "--format", "json").out)["policies"]
    assert [(policy["name"], policy["files"], policy["language"]) for policy in policies] == [
        ("reading-room (de)", ["de/datenschutz.md"], "de"),
        ("reading-room", ["privacy.md"], "en"),
    ]
    (finding,) = policies[1]["findings"]
    assert (finding["code"], finding["severity"], finding["path"], finding["quote"]) == (
        "TRN101", "error", "de/datenschutz.md", "Ihre Rechte",
    )  # fmt: skip
    assert finding["message"].endswith("right-to-erasure (Art. 13(2)(b) GDPR).")
    side = finding["related"][0]
    assert (side["path"], side["quote"]) == ("privacy.md", "You have the right to have your personal data erased.")
    assert side["start"]["line"] == 59


def test_a_translation_that_cannot_be_read_is_an_error_and_the_policy_is_judged(run: Run, folder: Path) -> None:
    (folder / GERMAN).unlink()
    done = run("check", *DAY, "--format", "json")
    assert [policy["name"] for policy in json.loads(done.out)["policies"]] == ["reading-room"]
    assert (done.code, done.err.count("de/datenschutz.md")) == (2, 1)


@pytest.mark.parametrize("file", ["privacy.md", "de/datenschutz.md"])
def test_explain_tells_what_differs(run: Run, folder: Path, file: str) -> None:
    change(folder, "14 Tagen", "20 Tagen")
    assert run("explain", "value-drift", file, *DAY).out == TOLD.partition("\n\nfindings")[0] + "\n"


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_report_shows_both_sides(run: Run, folder: Path, form: str) -> None:
    change(folder, "14 Tagen", "20 Tagen")
    done = run("report", *DAY, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert all(said in done.out for said in ("Translations", "TRN102 value-drift", "de/datenschutz.md, line 51"))
    assert "and compared with this one" in done.out


def test_draft_writes_each_version_in_its_own_language(run: Run, folder: Path) -> None:
    change(folder, "- Sie haben das Recht auf Löschung Ihrer personenbezogenen Daten.\n", "")
    assert "Sie haben das Recht, die Löschung" in run("draft", str(GERMAN), *DAY).out
    assert "nothing is missing" in run("draft", "privacy.md", *DAY).out


def test_parse_reads_a_version_in_its_own_language(run: Run) -> None:
    (document,) = json.loads(run("parse", str(GERMAN), "--format", "json").out)["documents"]
    assert (document["language"], len(document["statements"]) > 0) == ("de", True)


def test_diff_compares_a_version_with_what_it_was(run: Run, folder: Path) -> None:
    (folder / "old.md").write_bytes((folder / GERMAN).read_bytes())
    change(folder, "14 Tagen", "20 Tagen")
    assert "retention-longer retention-period (P14D → P20D)" in run("diff", "old.md", str(GERMAN), *DAY).out


def test_suppressions_of_both_versions_are_listed(run: Run, folder: Path) -> None:
    clause = "Protokolldaten löschen wir nach 14 Tagen."
    comment = "<!-- privlint: ignore[value-drift] -- the German logs are kept elsewhere; owner=dpo -->\n"
    change(folder, clause, comment + clause.replace("14", "20"))
    assert run("check", *DAY).code == 0
    listed = run("suppressions", *DAY).out
    assert "TRN102 value-drift  de/datenschutz.md:51" in listed


@pytest.mark.parametrize("form", ["concise", "sarif", "github", "gitlab", "junit", "markdown"])
def test_every_format_tells_of_a_difference(run: Run, folder: Path, form: str) -> None:
    change(folder, "14 Tagen", "20 Tagen")
    done = run("check", *DAY, "--format", form)
    assert (done.code, done.err) == (1, "")
    assert "TRN102" in done.out
    assert "datenschutz.md" in done.out


def test_what_one_version_denies_and_the_other_does_is_told_once(run: Run, folder: Path) -> None:
    change(folder, "## Cookies", "## Verlosung\n\nWir verkaufen Ihre Daten an unsere Sponsoren.\n\n## Cookies")
    policy = folder / "privacy.md"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("## Cookies", "We never sell your data.\n\n## Cookies"),
        encoding="utf-8",
    )
    told = run("check", *DAY, "--select", "CON", "--format", "concise").out.splitlines()[:-3]
    assert [line.split()[1] for line in told] == ["CON119"]
    assert run("explain", "CON119", str(GERMAN), *DAY).out.startswith("privacy.md:")
