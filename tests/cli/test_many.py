"""Many policies at once: what one of them brings about is its own affair, and an interruption ends all of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from privlint.engine.linter import Linter
from tests.cli.conftest import HEARS_SIGNALS, Run

POLICY = "# Privacy policy\n\nLarkfield Ltd collects your e-mail address. We never share your personal data.\n"
CHECK = ("check", "--as-of", "2026-11-22", "--no-cache", "--format", "json")


@pytest.fixture(autouse=True)
def many(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        (folder / f"policy-{number:02}.md").write_text(POLICY.replace("Lark", f"Lark{number}"), encoding="utf-8")
    monkeypatch.setattr("privlint.engine.workshop.WORTH_A_PROCESS", 1)
    monkeypatch.setattr("privlint.engine.workshop.WORTH_A_FORK", 1)


def spoil(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """One policy that brings the linter down, or the process that it runs in."""
    really = Linter.judge

    def judge(self: Linter, policy: str, *rest: object) -> object:
        if policy == "policy-05.md":
            if name == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise RecursionError("too deep")
        return really(self, policy, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Linter, "judge", judge)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_policy_that_cannot_be_judged_loses_no_other(run: Run, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    spoil(monkeypatch, "raise")
    done = run(*CHECK, "--jobs", jobs, ".")
    assert done.code == 2
    assert done.err.startswith("privlint: policy-05.md: internal error: RecursionError: too deep;")
    assert len(json.loads(done.out)["policies"]) == 11


def test_a_policy_that_takes_its_process_with_it_loses_no_other(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "kill")
    done = run(*CHECK, "--jobs", "2", ".")
    assert done.code == 2
    assert done.err.startswith("privlint: policy-05.md: the process that judged it died")
    assert len(json.loads(done.out)["policies"]) == 11


def test_an_unreadable_file_loses_no_other(run: Run, folder: Path) -> None:
    (folder / "policy-05.md").write_bytes(b"# Privacy policy\n\nWe collect \xff\n")
    done = run(*CHECK, "--jobs", "2", ".")
    assert (done.code, len(json.loads(done.out)["policies"])) == (2, 11)
    assert done.err == "privlint: policy-05.md: byte 29 is not UTF-8: save the file as UTF-8\n"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_is_one_line(folder: Path, jobs: str) -> None:
    paragraphs = "".join(f"We share datum {number} with our partners of kind {number}.\n\n" for number in range(3000))
    for number in range(8):
        (folder / f"long-{number}.md").write_text(f"# Privacy policy {number}\n\n{paragraphs}", encoding="utf-8")
    code = f"{HEARS_SIGNALS}from privlint.cli import main\nprint('ready', flush=True)\nmain({[*CHECK, '--jobs', jobs, '.']!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the command
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (2, b"", b"privlint: interrupted")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # none is left
