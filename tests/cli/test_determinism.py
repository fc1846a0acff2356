"""The same input gives the same bytes, whatever the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


CHECK = ["check", "--format", "json", "--exit-zero"]


def output(seed: str, command: list[str]) -> bytes:
    files = [str(EXAMPLES / name) for name in ("bad-policy.md", "good-policy.md")]
    done = subprocess.run(
        [sys.executable, "-m", "privlint", *command, "--isolated", "--as-of", "2026-11-22", *files],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("command", [CHECK, ["report"], ["report", "--format", "markdown"]], ids=" ".join)
def test_the_seed_of_hashes_changes_no_byte(command: list[str]) -> None:
    assert output("0", command) == output("1", command)
