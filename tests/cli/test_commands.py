"""The other commands, and what they share."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from privlint import __version__
from privlint.cli import COMMANDS
from tests.cli.conftest import Run

POLICY = """# Privacy policy

Larkfield Ltd collects your e-mail address.

## How long we keep it

We delete it after twelve months.
"""
PARSED = """\
policy.md (en)
    1 # Privacy policy
    3   Larkfield Ltd collects your e-mail address.
    5   # How long we keep it
    7     We delete it after twelve months.
"""


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "policy.md").write_text(POLICY, encoding="utf-8")


def test_version(run: Run) -> None:
    assert run("--version").out == f"privlint {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: privlint {command} ")


def test_no_command_is_help_and_not_success(run: Run) -> None:
    done = run()
    assert (done.code, done.out) == (2, "")
    assert "Usage: privlint" in done.err


def test_a_misspelt_command(run: Run) -> None:
    done = run("chek")
    assert (done.code, done.err) == (2, "privlint: no command 'chek'; did you mean 'check'; see `privlint --help`\n")


def test_the_module_is_the_command(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "privlint", "--version"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"privlint {__version__}\n"


def test_rules_as_text_name_code_name_severity_and_article(run: Run) -> None:
    lines = run("rules").out.splitlines()
    (row,) = [line.split(maxsplit=3) for line in lines if line.startswith("GDPR111 ")]
    assert row == ["GDPR111", "retention-period", "error", "Art. 13(2)(a) GDPR"]
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)


def test_rules_as_json(run: Run) -> None:
    data = json.loads(run("rules", "--format", "json").out)
    assert list(data) == ["version", "rules"]
    for rule in data["rules"]:
        assert list(rule) == ["code", "name", "severity", "kind", "law", "message"]
        assert all(list(law) == ["article", "from", "to", "source"] for law in rule["law"])


def test_rules_as_markdown(run: Run) -> None:
    lines = run("rules", "--format", "markdown").out.splitlines()
    assert lines[0] == "| code | name | severity | article | finding |"
    assert any(line.startswith("| LINT001 | [unused-suppression](unused-suppression.md) | warning |") for line in lines)


@pytest.mark.parametrize("word", ["LINT002", "suppression-without-reason"])
def test_explain_says_it_all(run: Run, word: str) -> None:
    page = run("explain", word).out
    assert page.startswith("# suppression-without-reason (LINT002)\n")
    for part in ("## Why", "## What to write", "### These are fine", "### These are reported", "## How to suppress it"):
        assert part in page


def test_explain_with_a_file_shows_the_verdict_and_its_words(run: Run) -> None:
    done = run("explain", "retention-period", "policy.md")
    head, evidence = done.out.splitlines()
    assert head.startswith("policy.md: GDPR111 retention-period: present [P12M]: ")
    assert evidence == '  policy.md:7:1: "We delete it after twelve months."'


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param(["LINT999"], "privlint: no rule, code or code prefix 'LINT999'; did you mean", id="no such rule"),
        pytest.param(
            ["LINT001", "gone.md"], "privlint: gone.md: no such file or directory; check the path", id="no such file"
        ),
        pytest.param([], "privlint: Missing argument 'RULE'; see `privlint explain --help`", id="no rule"),
    ],
)
def test_what_explain_cannot_do(run: Run, arguments: list[str], error: str) -> None:
    done = run("explain", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(error)


def test_parse_as_a_tree(run: Run) -> None:
    tree = run("parse", "policy.md").out
    assert [line for line in tree.splitlines(keepends=True) if "    = " not in line] == PARSED.splitlines(keepends=True)


def test_parse_as_json_keeps_the_order_of_the_files(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text("# A\n\nWe store your name.\n", encoding="utf-8")
    done = run("parse", "--format", "json", "policy.md", "a.md")
    data = json.loads(done.out)
    assert data["version"] == 1
    assert [document["path"] for document in data["documents"]] == ["policy.md", "a.md"]
    assert data["documents"][0]["sections"][1] == {
        "heading": "How long we keep it",
        "level": 2,
        "start": {"line": 5, "column": 1, "offset": 63},
        "end": {"line": 5, "column": 23, "offset": 85},
    }


def test_parse_tells_a_bad_file_and_shows_the_others(run: Run) -> None:
    done = run("parse", "gone.md", "policy.md")
    assert (done.code, done.err) == (
        2,
        "privlint: gone.md: no such file or directory; check the path and its permissions\n",
    )
    assert "policy.md (en)" in done.out


def test_test_runs_the_examples_of_a_pack(run: Run, folder: Path) -> None:
    rule = """code = "OUR101"
name = "our-rule"
severity = "error"
kind = "document"
check = "linting"
message = "m"
why = "w"
help = "h"
[[good]]
text = "We keep nothing."
[[bad]]
text = "We keep it all."
"""
    (folder / "pack").mkdir()
    (folder / "pack" / "our-rule.toml").write_text(rule, encoding="utf-8")
    done = run("test", "pack")
    assert done.out == (
        "OUR101 our-rule-bad-1: 0 findings, not at least one finding: 'We keep it all.'\n"
        "1 rules, 2 examples: 1 passed, 1 failed\n"
    )
    assert done.code == 1


def test_test_needs_a_folder(run: Run) -> None:
    done = run("test", "no-pack")
    assert (done.code, done.err) == (2, "privlint: no-pack: no such folder of rule files; check the path\n")


def test_test_mutate_lists_what_no_example_needs(run: Run, folder: Path) -> None:
    rule = """code = "OUR101"
name = "our-rule"
severity = "error"
kind = "forbids"
message = "m"
why = "w"
help = "h"
[[found]]
concept = ["personal-data", "third-party"]
[[good]]
text = "We bake bread."
[[bad]]
text = "Bread is personal data."
"""
    (folder / "pack").mkdir()
    (folder / "pack" / "our-rule.toml").write_text(rule, encoding="utf-8")
    done = run("test", "--mutate", "pack")
    assert done.code == 1
    assert done.out == (
        "pack/our-rule.toml\n"
        "  [[found]] 1: concept: third-party: no example depends on it\n"
        "en: 2 examples of rules, 0 of concepts\n"
        "phrases: 0 of 0 idle, 0 of them untested\n"
        "conditions: 1 of 3 idle\n"
        "clauses: 0 idle\n"
    )


def test_test_mutate_only_asks_for_a_name_that_is_there(run: Run) -> None:
    done = run("test", "--mutate", "--only", "tea")
    assert (done.code, done.out) == (2, "")
    assert done.err == "privlint: tea: no rule, concept or file of this name; `privlint rules` lists the rules\n"


@pytest.mark.parametrize("option", ["--only", "--language"])
def test_what_limits_a_survey_goes_with_mutate(option: str, run: Run) -> None:
    done = run("test", option, "tea")
    assert done.code == 2
    assert f"{option} goes with --mutate" in done.err


def test_test_mutate_needs_a_language_with_a_lexicon(run: Run) -> None:
    done = run("test", "--mutate", "--language", "sv")
    assert done.code == 2
    assert "no lexicon of the language 'sv'; there are de, en" in done.err


def test_test_mutate_surveys_a_language_with_its_own_examples(run: Run) -> None:
    done = run("test", "--mutate", "--language", "de", "--only", "supervisory-authority-complaint")
    assert done.out.startswith("de: ")
    assert "conditions" not in done.out
