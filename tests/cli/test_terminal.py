"""What only somebody at a terminal sees: completion, and how far a long run has come."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        pytest.param("ba", ["plain,baseline"], id="command"),
        pytest.param("check --stat", ["plain,--statistics"], id="option"),
        pytest.param("check --format s", ["plain,sarif"], id="format"),
        pytest.param("check --fail-on w", ["plain,warning"], id="choice"),
        pytest.param("explain retention-p", ["plain,retention-period"], id="rule by name"),
        pytest.param("explain GDPR111", ["plain,GDPR111"], id="rule by code"),
        pytest.param("check --ignore CON101,vague-r", ["plain,CON101,vague-retention"], id="rule in a list"),
        pytest.param("check pri", ["file,pri"], id="file"),
        pytest.param("check --config p", ["file,p"], id="file of an option"),
        pytest.param("explain retention-period p", ["file,p"], id="file to explain"),
    ],
)
def test_the_shell_completes(run: Run, monkeypatch: pytest.MonkeyPatch, typed: str, completed: list[str]) -> None:
    monkeypatch.setenv("_PRIVLINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"privlint {typed}")
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split())))
    assert run().out.split() == completed


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    ("arguments", "policies", "shown"),
    [
        pytest.param([], 24, True, id="many policies"),
        pytest.param(["--jobs", "2"], 24, True, id="many policies, in two processes"),
        pytest.param(["--quiet"], 24, False, id="quiet"),
        pytest.param([], 3, False, id="few policies"),
    ],
)
def test_a_long_run_shows_how_far_it_has_come(folder: Path, arguments: list[str], policies: int, shown: bool) -> None:
    import pty

    for number in range(policies):
        (folder / f"privacy-{number}.md").write_text("# Privacy policy\n\nWe like kites.\n", encoding="utf-8")
    watcher, terminal = pty.openpty()
    command = [sys.executable, "-m", "privlint", "check", "--select", "LINT", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=terminal, check=True)
    os.close(terminal)
    told = b""
    try:
        while more := os.read(watcher, 4096):
            told += more
    except OSError:  # what Linux says of a terminal that everybody has left
        pass
    assert (b"checking" in told and b"100%" in told) is shown
    assert shown or not told
    assert b"checking" not in done.stdout


def test_nobody_watches_a_pipe(run: Run, folder: Path) -> None:
    for number in range(24):
        (folder / f"privacy-{number}.md").write_text("# Privacy policy\n\nWe like kites.\n", encoding="utf-8")
    assert run("check", "--select", "LINT").err == ""
