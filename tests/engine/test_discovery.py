"""Which files are linted."""

import os
import sys
from pathlib import Path

import pytest

from privlint.engine.discovery import PolicyFile, discover
from privlint.model.errors import SourceError


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, *names: str, text: str = "x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def found(*paths: str) -> list[str]:
    return [file.path for file in discover(paths).files]


def test_named_files_are_taken_whatever_they_are(here: Path) -> None:
    write(here, "policy.md", "notes.rst")
    assert found("notes.rst", "policy.md") == ["notes.rst", "policy.md"]
    assert not discover(["policy.md"]).files[0].walked


def test_a_directory_is_walked_for_its_policy_files(here: Path) -> None:
    names = ["a.md", "b.markdown", "sub/c.txt", "sub/deep/d.HTML", "e.htm", "f.xhtml"]
    write(here, *names, "g.py", "sub/h.json")
    assert found(".") == sorted(names)
    assert all(file.walked for file in discover(["."]).files)


def test_hidden_files_and_folders_are_left_out(here: Path) -> None:
    write(here, ".secret.md", ".venv/policy.md", "policy.md")
    assert found(".") == ["policy.md"]


def test_ignored_files_are_left_out(here: Path) -> None:
    write(here, "policy.md", "draft.md", "build/policy.md", "sub/keep.md", "sub/draft.md", "sub/other.md")
    write(here, ".gitignore", text="draft.md\nbuild/\n/sub/other.md\n")
    write(here, "sub/.gitignore", text="!draft.md\n")
    assert found(".") == ["policy.md", "sub/draft.md", "sub/keep.md"]


def test_ignore_files_above_count_inside_a_repository(here: Path) -> None:
    write(here, "docs/policy.md", "docs/draft.md", "docs/old.md")
    (here / ".git/info").mkdir(parents=True)
    write(here, ".gitignore", text="draft.md\n")
    write(here, ".git/info/exclude", text="old.md\n")
    assert found("docs") == ["docs/policy.md"]


def test_a_named_file_is_linted_even_when_it_is_ignored(here: Path) -> None:
    write(here, "draft.md")
    write(here, ".gitignore", text="draft.md\n")
    assert found("draft.md") == ["draft.md"]


def test_a_file_found_twice_is_linted_once_and_counts_as_named(here: Path) -> None:
    write(here, "policy.md", "sub/b.md")
    files = discover([".", "./policy.md", str(here / "policy.md"), "sub/../policy.md"]).files
    assert [(file.path, file.walked) for file in files] == [("policy.md", False), ("sub/b.md", True)]


def test_a_path_that_leads_nowhere_is_an_error_and_the_rest_goes_on(here: Path) -> None:
    write(here, "policy.md")
    discovery = discover(["gone.md", "policy.md"])
    assert [file.path for file in discovery.files] == ["policy.md"]
    assert [(error.path, error.message) for error in discovery.errors] == [
        ("gone.md", "no such file or directory; check the path")
    ]


def test_a_directory_without_any_policy_file_is_an_error(here: Path) -> None:
    write(here, "sub/code.py")
    assert [error.path for error in discover(["sub"]).errors] == ["sub"]


def test_standard_input_has_the_name_it_is_given() -> None:
    files = discover(["-"], PolicyFile("site.html", content=b"<p>x")).files
    assert [(file.path, file.data()) for file in files] == [("site.html", b"<p>x")]


def test_a_folder_that_cannot_be_listed_is_an_error_and_the_rest_goes_on(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here, "policy.md", "closed/policy.md")
    scan = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("closed"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    discovery = discover(["."])
    assert [file.path for file in discovery.files] == ["policy.md"]
    assert [tuple(error) for error in discovery.errors] == [
        ("closed", "permission denied; check the path and its permissions")
    ]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
@pytest.mark.parametrize("path", [".", os.fsdecode(b"pri\xff.md")], ids=["walked", "named"])
def test_a_name_that_no_report_can_say_is_an_error(here: Path, path: str) -> None:
    write(here, "policy.md", os.fsdecode(b"pri\xff.md"))
    discovery = discover([path, "policy.md"])
    assert [file.path for file in discovery.files] == ["policy.md"]
    assert [tuple(error) for error in discovery.errors] == [("pri\\xff.md", "its name is not UTF-8; rename it")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_one_clear_error(here: Path) -> None:
    write(here, "policy.md")
    (here / "policy.md").chmod(0)
    with pytest.raises(SourceError, match=r"policy\.md: permission denied"):
        PolicyFile("policy.md").data()
