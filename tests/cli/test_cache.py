"""`check` remembers what came of a policy until something that it depends on changes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from privlint.engine.linter import Linter
from tests.cli.conftest import Run, install_plug_in

POLICY = "# Privacy policy\n\nLarkfield Ltd collects your e-mail address. We may update this notice.\n"
CHECK = ("check", "--as-of", "2026-11-22", "--exit-zero", "--format", "json")


@pytest.fixture(autouse=True)
def judged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The policies that are really judged."""
    (folder / "policy.md").write_text(POLICY, encoding="utf-8")
    names: list[str] = []
    really = Linter.judge

    def judge(self: Linter, name: str, *rest: object) -> object:
        names.append(name)
        return really(self, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Linter, "judge", judge)
    return names


def test_an_unchanged_policy_is_judged_once(run: Run, judged: list[str]) -> None:
    first, second = run(*CHECK, "policy.md"), run(*CHECK, "policy.md")
    assert first == second
    assert judged == ["policy.md"]
    assert json.loads(second.out)["policies"][0]["findings"]


@pytest.mark.parametrize("form", ["text", "concise", "sarif", "github", "gitlab", "junit", "markdown"])
def test_every_format_shows_the_same(run: Run, judged: list[str], form: str) -> None:
    arguments = ("check", "--as-of", "2026-11-22", "--format", form, "--show-evidence", "policy.md")
    assert run(*arguments) == run(*arguments) == run(*arguments, "--no-cache")
    assert len(judged) == 2


def test_a_changed_policy_is_judged_again(run: Run, folder: Path, judged: list[str]) -> None:
    run(*CHECK, "policy.md")
    (folder / "policy.md").write_text(POLICY + "\nWe keep it for a year.\n", encoding="utf-8")
    changed = run(*CHECK, "policy.md")
    assert len(judged) == 2
    assert changed == run(*CHECK, "--no-cache", "policy.md")


@pytest.mark.parametrize(
    "more",
    [
        ("--as-of", "2030-01-01"),
        ("--select", "DOC"),
        ("--ignore", "DOC"),
        ("--extend-select", "DOC"),
        ("--language", "en"),
        ("--isolated",),
    ],
    ids=" ".join,
)
def test_another_question_has_another_answer(run: Run, folder: Path, judged: list[str], more: tuple[str, ...]) -> None:
    (folder / "privlint.toml").write_text('ignore = ["GDPR1"]\n', encoding="utf-8")
    run(*CHECK, "policy.md")
    assert run(*CHECK, *more, "policy.md") == run(*CHECK, *more, "--no-cache", "policy.md")
    assert len(judged) == 3


@pytest.mark.parametrize("text", ['max-age = "P6M"\n', 'severity = { "GDPR" = "info" }\n', 'packs = ["ours"]\n'])
def test_another_configuration_has_another_answer(run: Run, folder: Path, judged: list[str], text: str) -> None:
    (folder / "privlint.toml").write_text("", encoding="utf-8")
    (folder / "ours").mkdir()
    run(*CHECK, "policy.md")
    (folder / "privlint.toml").write_text(text, encoding="utf-8")
    run(*CHECK, "policy.md")
    assert len(judged) == 2


def test_a_changed_pack_has_another_answer(run: Run, folder: Path, judged: list[str]) -> None:
    (folder / "ours").mkdir()
    (folder / "privlint.toml").write_text('packs = ["ours"]\n', encoding="utf-8")
    run(*CHECK, "policy.md")
    rule = 'code = "OUR101"\nname = "ours"\nseverity = "error"\nkind = "document"\ncheck = "linting"\n'
    (folder / "ours" / "ours.toml").write_text(rule + 'message = "m"\nwhy = "w"\nhelp = "h"\n', encoding="utf-8")
    run(*CHECK, "policy.md")
    assert len(judged) == 2


def test_a_plug_in_that_somebody_works_on_is_asked_every_time(
    run: Run, folder: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    info = install_plug_in(folder, "privlint_tea", "")
    monkeypatch.syspath_prepend(str(folder))
    run(*CHECK, "policy.md")
    run(*CHECK, "policy.md")
    assert len(judged) == 2
    (info / "RECORD").write_text("privlint_tea.py,sha256=1,0\n", encoding="utf-8")  # installed, for good
    run(*CHECK, "policy.md")
    run(*CHECK, "policy.md")
    assert len(judged) == 3


def test_no_cache_reads_and_writes_none(run: Run, folder: Path, judged: list[str]) -> None:
    run(*CHECK, "--no-cache", "policy.md")
    assert not (folder / ".privlint_cache").exists()
    run(*CHECK, "policy.md")
    run(*CHECK, "--no-cache", "policy.md")
    assert len(judged) == 3


def test_a_damaged_cache_is_ignored(run: Run, folder: Path, judged: list[str]) -> None:
    whole = run(*CHECK, "policy.md")
    for entry in (folder / ".privlint_cache").glob("*.json"):
        entry.write_bytes(b"\xff" + entry.read_bytes()[1:-7])
    assert run(*CHECK, "policy.md") == whole
    assert run(*CHECK, "policy.md") == whole
    assert len(judged) == 2


def test_it_stands_beside_the_configuration(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "privlint.toml").write_text("", encoding="utf-8")
    (folder / "docs").mkdir()
    os.replace(folder / "policy.md", folder / "docs" / "policy.md")
    monkeypatch.chdir(folder / "docs")
    run(*CHECK, "policy.md")
    assert (folder / ".privlint_cache").is_dir()
    assert not (folder / "docs" / ".privlint_cache").exists()


def test_a_policy_that_fails_is_not_remembered(run: Run, folder: Path) -> None:
    (folder / "bad.md").write_bytes(b"# Privacy policy \xff\n")
    assert run(*CHECK, "bad.md", "policy.md").code == run(*CHECK, "bad.md", "policy.md").code == 2


def test_standard_input_is_not_remembered(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / "policy.md").open("rb") as file:
        monkeypatch.setattr("sys.stdin", type("In", (), {"buffer": file}))
        assert run(*CHECK, "-").code == 0
    names = [path.name for path in (folder / ".privlint_cache").glob("*.json")]
    assert len(names) == 1  # the rules
