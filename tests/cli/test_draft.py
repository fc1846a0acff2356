"""`privlint draft`: shown, as a change, and put in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POLICY = """\
# Privacy policy

We collect your name.

## Your rights

You have the right to access your personal data.
"""
OBJECTION = (
    "You have the right to object to the processing of your personal data at any time, "
    "on grounds relating to your particular situation."
)
KEPT = "We keep [specify which data] for [retention period] after [describe what starts it]. Then we delete it."


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "privacy.md").write_text(POLICY, encoding="utf-8")


def test_a_clause_is_shown_with_its_place(run: Run, folder: Path) -> None:
    done = run("draft", "GDPR111", "right-to-object", "privacy.md")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"right-to-object: after privacy.md:7, under 'Your rights'\n  {OBJECTION}\n"
        "\n"
        f"retention-period: a new section after privacy.md:7\n  How long we keep your data\n\n  {KEPT}\n"
        "  note: One sentence for each kind of data; where no period can be given, the criteria that decide it.\n"
        "\n"
        "clauses: 2, with 3 placeholders to fill: placeholder-text reports each that is left\n"
    )
    assert (folder / "privacy.md").read_text("utf-8") == POLICY


def test_the_change_is_one_that_git_applies(run: Run, folder: Path) -> None:
    for name, text in {
        "privacy.md": POLICY,
        "crlf.md": POLICY.replace("\n", "\r\n"),
        "open.md": POLICY.rstrip("\n"),
    }.items():
        (folder / name).write_bytes(text.encode())
        (folder / "change.diff").write_bytes(run("draft", "--diff", "GDPR111", "GDPR116", name).out.encode())
        subprocess.run(["git", "apply", "change.diff"], cwd=folder, check=True)
        drafted = (folder / name).read_bytes()
        (folder / name).write_bytes(text.encode())
        run("draft", "--write", "GDPR111", "GDPR116", name)
        assert (folder / name).read_bytes() == drafted
        assert OBJECTION.encode() in drafted


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        pytest.param("utf-8", b"", id="UTF-8"),
        pytest.param("utf-8", b"\xef\xbb\xbf", id="with a mark"),
        pytest.param("utf-16-le", b"\xff\xfe", id="UTF-16, little end first"),
        pytest.param("utf-16-be", b"\xfe\xff", id="UTF-16, big end first"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_encoding_and_mark_stay(run: Run, folder: Path, encoding: str, mark: bytes, newline: str) -> None:
    text = POLICY.replace("your name", "your näme 😀")
    (folder / "privacy.md").write_bytes(mark + text.replace("\n", newline).encode(encoding))
    assert run("draft", "--write", "right-to-object", "privacy.md").out.startswith("written  privacy.md\n")
    wanted = mark + f"{text}\n{OBJECTION}\n".replace("\n", newline).encode(encoding)
    assert (folder / "privacy.md").read_bytes() == wanted


def test_all_that_is_missing_is_drafted_once(run: Run, folder: Path) -> None:
    run("draft", "--write", "privacy.md")
    drafted = (folder / "privacy.md").read_text("utf-8")
    assert KEPT in drafted
    assert run("check", "--select", "placeholder-text", "-q", "--format", "concise", "privacy.md").code == 1
    assert run("draft", "--write", "privacy.md").out == "nothing is missing for which there is a clause\n"
    assert (
        "GDPR111 retention-period: its clause stands there; fill in what it asks for" in run("draft", "privacy.md").out
    )
    assert (folder / "privacy.md").read_text("utf-8") == drafted
    (folder / "privacy.md").write_text(drafted.replace("[retention period]", "ten years"), encoding="utf-8")
    assert "retention-period: a new section" not in run("draft", "privacy.md").out


def test_what_is_said_needs_no_clause(run: Run) -> None:
    out = run("draft", "right-of-access", "eu-representative", "privacy.md").out
    assert "GDPR112 right-of-access: present: the policy says it" in out
    assert "GDPR103 eu-representative: not-applicable: " in out
    assert out.endswith("nothing is missing for which there is a clause\n")


def test_what_is_said_in_part_is_drafted_when_it_is_named(run: Run, folder: Path) -> None:
    (folder / "privacy.md").write_text(f"{POLICY}\nWe keep your data as long as necessary.\n", encoding="utf-8")
    assert "retention-period" not in run("draft", "privacy.md").out
    assert KEPT in run("draft", "retention-period", "privacy.md").out


def test_what_is_suppressed_is_left_alone_unless_it_is_named(run: Run, folder: Path) -> None:
    comment = "<!-- privlint: ignore[retention-period] -- in the contract -->"
    (folder / "privacy.md").write_text(f"{POLICY}\n{comment}\n", encoding="utf-8")
    assert KEPT not in run("draft", "privacy.md").out
    assert KEPT in run("draft", "retention-period", "privacy.md").out


def test_a_clause_goes_into_the_document_that_has_its_section(run: Run, folder: Path) -> None:
    (folder / "privlint.toml").write_text(
        '[[policy]]\nname = "site"\nfiles = ["privacy.md", "more.md"]\n', encoding="utf-8"
    )
    (folder / "more.md").write_text("# More\n\nHello.\n\n## How long we keep it\n\nNot for ever.\n", encoding="utf-8")
    out = run("draft", "--write", "retention-period", "right-to-object", "data-categories", "privacy.md").out
    assert out.splitlines()[:2] == ["written  privacy.md", "written  more.md"]
    assert KEPT in (folder / "more.md").read_text("utf-8")
    assert OBJECTION in (folder / "privacy.md").read_text("utf-8")


def test_the_configuration_says_what_is_asked(run: Run, folder: Path) -> None:
    (folder / "privlint.toml").write_text('ignore = ["retention-period"]\n', encoding="utf-8")
    assert KEPT not in run("draft", "privacy.md").out
    assert KEPT in run("draft", "--isolated", "privacy.md").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param([], "Missing argument 'FILE'", id="no file"),
        pytest.param(["gone.md"], "gone.md: no such file", id="no such file"),
        pytest.param(["retention-perod", "privacy.md"], "did you mean 'retention-period'", id="no such rule"),
        pytest.param(["--diff", "--write", "privacy.md"], "--diff and --write exclude each other", id="both"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, arguments: list[str], told: str) -> None:
    done = run("draft", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_a_file_that_cannot_be_replaced_stays_as_it_is(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    done = run("draft", "--write", "retention-period", "privacy.md")
    assert (done.code, done.err) == (2, "privlint: privacy.md: permission denied; check the path and its permissions\n")
    assert (folder / "privacy.md").read_text("utf-8") == POLICY
    assert sorted(path.name for path in folder.iterdir()) == ["privacy.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays_a_link_and_the_mode_stays(run: Run, folder: Path) -> None:
    (folder / "privacy.md").chmod(0o640)
    (folder / "link.md").symlink_to("privacy.md")
    run("draft", "--write", "retention-period", "link.md")
    assert (folder / "link.md").is_symlink()
    assert KEPT in (folder / "privacy.md").read_text("utf-8")
    assert (folder / "privacy.md").stat().st_mode & 0o777 == 0o640


def test_check_loads_nothing_of_drafts(folder: Path) -> None:
    code = (
        "import sys\nfrom privlint.cli import main\n"
        "try:\n    main(['check', '--exit-zero', 'privacy.md'])\n"
        "except SystemExit:\n    print([name for name in sys.modules if 'draft' in name or 'lsp' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
