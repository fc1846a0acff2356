"""How long a cold check takes over the floor of its imports, and how many KB a second privlint reads once it runs.

    make bench

The wheel is built and installed into an environment of its own; both commands run in turn: a busy machine slows both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ("good-policy.md", "bad-policy.md", "good-policy.md")  # read one after the other, and cut
SIZE = 12_000
RUNS = 21
SECONDS = 3.0
THROUGHPUT = "throughput"  # the argument that asks this file for nothing else
LIMIT = 6.0  # floors that a cold check may take


def install(folder: Path) -> Path:
    """An environment with the wheel, its bytecode compiled; the folder of its scripts."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", "--compile", wheel], check=True, capture_output=True
    )
    return scripts


def policy() -> bytes:
    """An invented policy of 12 KB."""
    return b"\n".join((ROOT / "examples" / name).read_bytes() for name in EXAMPLES)[:SIZE]


def cold(scripts: Path) -> tuple[float, float]:
    """The medians, in seconds, of the floor and of a check."""
    environment = {
        key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")
    }
    commands = (
        [scripts / "python", "-c", "import click, pluggy"],
        [scripts / "privlint", "check", "--no-cache", "--exit-zero", "policy.md"],
    )
    (scripts / "policy.md").write_bytes(policy())
    taken: tuple[list[float], list[float]] = ([], [])
    for run in range(RUNS + 1):
        for command, times in zip(commands, taken, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, cwd=scripts)
            if run:  # the first warms the disk
                times.append(time.perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def running(scripts: Path) -> float:
    """KB a second in a process that runs already: this file, run by the environment that has the wheel."""
    command = [scripts / "python", Path(__file__).resolve(), THROUGHPUT]
    return float(subprocess.run(command, check=True, capture_output=True, cwd=scripts).stdout)


def throughput() -> float:
    """KB a second, in this process."""
    from privlint.checks.rule import Context
    from privlint.engine.discovery import PolicyFile
    from privlint.engine.linter import Linter
    from privlint.engine.plugins import Plugins

    rules = Plugins(installed=False).rules()
    linter = Linter(rules, rules, Context(date(2026, 11, 22)))
    file = PolicyFile("policy.md", content=policy())
    linter.lint([file])
    runs, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        linter.lint([file])
        runs += 1
    return runs * SIZE / 1000 / (time.perf_counter() - start)


def main() -> None:
    """Print the figures; exit with 1 where a cold check takes longer than it may."""
    if sys.argv[1:] == [THROUGHPUT]:
        print(throughput())
        return
    with tempfile.TemporaryDirectory() as folder:
        scripts = install(Path(folder))
        floor, check = cold(scripts)
        speed = running(scripts)
    print(f"floor (import click, pluggy)   {1000 * floor:6.0f} ms")
    print(
        f"cold check of {SIZE // 1000} KB          {1000 * check:6.0f} ms   {check / floor:.1f} floors, at most {LIMIT}"
    )
    print(f"in a running process           {speed:6.0f} KB/s")
    sys.exit(check / floor > LIMIT)


if __name__ == "__main__":
    main()
