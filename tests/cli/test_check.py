"""`privlint check`: whole outputs, and exit codes."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BREAD = "# Bread\n\nMix flour and water.\n"
POLICY = """# Privacy policy

<!-- privlint: ignore[retention-perod] -- the handbook says it -->

Larkfield Ltd collects your personal data when you place an order.
"""
LINTED = """\
bread.md:1:1: LINT004 not-a-policy [warning]
  This does not look like a privacy policy.
    1 | # Bread
      | ^^^^^^^
  help: Name the file of the policy, or a directory: in a directory, files that do not look like a policy are left out.

policy.md:3:1: LINT005 unknown-rule [error]
  The suppression names a rule that no loaded pack has: 'retention-perod'; did you mean 'retention-period'?
    3 | <!-- privlint: ignore[retention-perod] -- the handbook says it -->
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: Write the name or the code as `privlint rules` lists it.

findings: 1 error, 1 warning, 0 info
disclosures: 0 present, 0 partial, 0 missing, 0 not-applicable, 0 unknown
files: 2 checked, 0 skipped
"""
CONCISE = """\
bread.md:1:1: LINT004 not-a-policy This does not look like a privacy policy.
policy.md:3:1: LINT005 unknown-rule The suppression names a rule that no loaded pack has: \
'retention-perod'; did you mean 'retention-period'?
"""


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "bread.md").write_text(BREAD, encoding="utf-8")
    (folder / "policy.md").write_text(POLICY, encoding="utf-8")


def test_text(run: Run) -> None:
    done = run("check", "--select", "LINT", "policy.md", "bread.md")
    assert (done.code, done.out, done.err) == (1, LINTED, "")


def test_concise_and_quiet(run: Run) -> None:
    done = run("check", "--select", "LINT", "--format", "concise", "--quiet", "policy.md", "bread.md")
    assert (done.code, done.out, done.err) == (1, CONCISE, "")


def test_json(run: Run) -> None:
    done = run("check", "--select", "LINT", "--format", "json", "--as-of", "2026-11-22", "policy.md")
    data = json.loads(done.out)
    assert done.code == 1
    assert (data["as_of"], data["summary"]["error"]) == ("2026-11-22", 1)
    assert data["policies"][0]["findings"][0]["start"] == {"line": 3, "column": 1, "offset": 18}


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    arguments = ("check", "--format", "json", "--as-of", "2026-11-22", "policy.md", "bread.md")
    assert run(*arguments) == run(*arguments)


def test_no_path_walks_the_folder_and_counts_what_it_skips(run: Run) -> None:
    done = run("check", "--select", "LINT", "--verbose")
    assert done.out.endswith("files: 1 checked, 1 skipped\n")
    assert done.err == "privlint: bread.md: skipped, since it does not look like a policy\n"


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BREAD.encode())))
    done = run("check", "--select", "LINT", "--format", "concise", "--quiet", "--stdin-filename", "site.md", "-")
    assert (done.code, done.out) == (0, "site.md:1:1: LINT004 not-a-policy This does not look like a privacy policy.\n")


def test_output_goes_into_a_file(run: Run, folder: Path) -> None:
    done = run("check", "--select", "LINT", "--output", "found.txt", "policy.md", "bread.md")
    assert (done.code, done.out) == (1, "")
    assert (folder / "found.txt").read_text(encoding="utf-8") == LINTED


def test_statistics(run: Run) -> None:
    done = run("check", "--select", "LINT", "--statistics", "policy.md", "bread.md")
    assert done.out == "    1  LINT004  not-a-policy\n    1  LINT005  unknown-rule\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["policy.md"], 1, id="an error"),
        pytest.param(["bread.md"], 0, id="a warning is below error"),
        pytest.param(["--fail-on", "warning", "bread.md"], 1, id="a warning, when warnings fail"),
        pytest.param(["--ignore", "LINT005", "policy.md"], 0, id="an ignored rule"),
        pytest.param(["--exit-zero", "policy.md"], 0, id="exit zero"),
        pytest.param(["--exit-zero", "gone.md"], 2, id="exit zero hides no failure"),
        pytest.param(["--isolated", "--no-cache", "bread.md"], 0, id="isolated, without cache"),
        pytest.param(["."], 1, id="a folder"),
    ],
)
def test_exit_code(run: Run, arguments: list[str], code: int) -> None:
    assert run("check", "--select", "LINT", *arguments).code == code


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param(["gone.md"], "privlint: gone.md: no such file or directory; check the path", id="no such file"),
        pytest.param(
            ["--select", "GDPR999", "."], "privlint: no rule, code or code prefix 'GDPR999'", id="no such rule"
        ),
        pytest.param(
            ["--as-of", "soon", "."], "privlint: Invalid value for '--as-of': 'soon' is not a date", id="no date"
        ),
        pytest.param(
            ["--format", "jsn", "."], "privlint: Invalid value for '--format': no format 'jsn'; did you mean", id="form"
        ),
        pytest.param(["--language", "xx", "."], "privlint: Invalid value for '--language'", id="no such language"),
        pytest.param(
            ["--statistics", "--format", "json", "."],
            "privlint: --statistics goes with --format text or",
            id="statistics",
        ),
        pytest.param(["--jbos", "."], "privlint: No such option '--jbos'", id="no such option"),
        pytest.param(["--output", "no/such/file", "."], "privlint: Could not open file 'no/such/file'", id="output"),
        pytest.param(["empty"], "privlint: empty: no policy file in it", id="an empty folder"),
        pytest.param(["latin.md"], "privlint: latin.md: ", id="undecodable"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, folder: Path, arguments: list[str], error: str) -> None:
    (folder / "empty").mkdir()
    (folder / "latin.md").write_bytes("Datenschutzerklärung".encode("latin-1"))
    done = run("check", *arguments)
    assert done.code == 2
    assert done.err.startswith(error), done.err
    assert done.err.count("\n") == 1


def test_a_bad_file_does_not_keep_the_others_from_being_linted(run: Run) -> None:
    done = run("check", "--select", "LINT", "--format", "json", "gone.md", "bread.md")
    data = json.loads(done.out)
    assert (done.code, [policy["name"] for policy in data["policies"]]) == (2, ["bread.md"])
    assert data["errors"] == [{"path": "gone.md", "message": "no such file or directory; check the path"}]


@pytest.mark.parametrize(
    ("color", "no_color", "colored"),
    [("always", "", True), ("always", "1", True), ("auto", "", False), ("never", "", False)],
)
def test_color(run: Run, monkeypatch: pytest.MonkeyPatch, color: str, no_color: str, colored: bool) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    assert ("\x1b[" in run("check", "--select", "LINT", "--color", color, "policy.md").out) is colored
