"""The same input gives the same bytes, whatever the seed of Python's hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def output(seed: str) -> bytes:
    command = ["check", "--isolated", "--format", "json", "--exit-zero", "--as-of", "2026-11-22"]
    files = [str(EXAMPLES / name) for name in ("bad-policy.md", "good-policy.md")]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-m", "privlint", *command, *files], env=environment, capture_output=True, check=True
    )
    return done.stdout


def test_the_seed_of_hashes_changes_no_byte() -> None:
    assert output("0") == output("1")
