"""How fast privlint is: ratios to the floor of its imports, KB a second once it runs, peak memory, growth.

    make bench                             everything but growth
    python bench/bench.py growth [BYTES]   growth from 10 KB to BYTES (1 MB): minutes
    python bench/bench.py others FILE...   the files as one command, beside the linters of prose that are installed
    python bench/bench.py scaling          one process against two, over 10 MB: minutes

The wheel is built and installed into an environment of its own. README.md beside this file says how each figure is measured.
"""

from __future__ import annotations

import gc
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from privlint.engine.linter import Linter

ROOT = Path(__file__).parent.parent
EXAMPLES = ("good-policy.md", "bad-policy.md", "good-policy.md")  # read one after the other, and cut
SIZE = 12_000
RUNS = 21
SECONDS = 3.0
THROUGHPUT, GROWTH, OTHERS, SCALING = (
    "throughput",
    "growth",
    "others",
    "scaling",
)  # arguments that ask for one thing only
SMALLEST, LARGEST = 10_000, 1_000_000  # bytes of the policies by which growth is told
TURNS = 5  # of the comparison with other linters
MANY, EACH = 100, 100_000  # policies, and bytes of each, that one process and two are compared over


OTHER_LINTERS = (  # each with what makes it read files and report in text; where it has rules of its own, with those
    ("proselint", "check"),
    ("textlint", "--rule", "no-todo"),
    ("write-good",),
    ("alex", "--quiet"),
    ("markdownlint-cli2",),
)


class Command(NamedTuple):
    """A command that is timed; `most` is how many floors it may take, None where that is only told."""

    name: str
    arguments: tuple[str, ...]
    most: float | None = None


FLOOR = Command("floor (import click, pluggy)", ("python", "-c", "import click, pluggy"))
COLD = Command("cold check of 12 KB", ("privlint", "check", "--no-cache", "--exit-zero", "policy.md"), 6.0)
COMMANDS = (
    FLOOR,
    Command("privlint --help", ("privlint", "--help"), 1.4),
    Command("privlint --version", ("privlint", "--version"), 1.4),
    Command("privlint explain", ("privlint", "explain", "GDPR101"), 1.5),
    Command("an unchanged policy", ("privlint", "check", "--exit-zero", "policy.md"), 1.7),
    COLD,
)


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


def policy(size: int = SIZE) -> bytes:
    """An invented policy of so many bytes: of several times the same examples, each has a controller of its own."""
    text = "\n".join((ROOT / "examples" / name).read_text("utf-8") for name in EXAMPLES).encode()
    copies = -(-size // len(text))
    return b"\n".join(text.replace(b"Larkfield", b"Larkfield%d" % n if n else b"Larkfield") for n in range(copies))[
        :size
    ]


def timed(scripts: Path) -> dict[str, float]:
    """The median, in seconds, that each command takes; they run in turn."""
    environment = _environment()
    (scripts / "policy.md").write_bytes(policy())
    taken: dict[str, list[float]] = {command.name: [] for command in COMMANDS}
    for run in range(RUNS + 1):
        for command in COMMANDS:
            start = time.perf_counter()
            subprocess.run(_line(scripts, command), check=True, env=environment, stdout=subprocess.DEVNULL, cwd=scripts)
            if run:  # the first warms the disk, and the cache of results
                taken[command.name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def memory(scripts: Path) -> float | None:
    """The MB that a cold check takes at most; None where the system does not tell."""
    if not hasattr(os, "wait4"):
        return None
    process = subprocess.Popen(_line(scripts, COLD), env=_environment(), stdout=subprocess.DEVNULL, cwd=scripts)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def _line(scripts: Path, command: Command) -> list[str]:
    program, *arguments = command.arguments
    return [str(scripts / program), *arguments]


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}


def running(scripts: Path, *arguments: str) -> str:
    """What this file prints when the environment that has the wheel runs it."""
    command = [scripts / "python", Path(__file__).resolve(), *arguments]
    return subprocess.run(command, check=True, capture_output=True, cwd=scripts, text=True).stdout


def throughput() -> tuple[float, float, float]:
    """KB a second that are parsed, and that are checked with all rules, and ms that a check takes when one sentence changed."""
    from privlint.engine.discovery import PolicyFile
    from privlint.language.sentences import understood

    linter = _linter()
    file = PolicyFile("policy.md", content=policy())

    def check() -> None:
        understood.cache_clear()
        linter.lint([file])

    changes = iter(range(1_000_000))

    def keystroke() -> None:
        text = policy().replace(b"Larkfield", b"Larkfield%d" % next(changes), 1)
        linter.lint([PolicyFile("policy.md", content=text)])

    parsed, checked = _speed(lambda: linter.reader.read(file)), _speed(check)
    return parsed, checked, SIZE / _speed(keystroke)


def _linter() -> Linter:
    from privlint.checks.rule import Context
    from privlint.engine.linter import Linter
    from privlint.engine.plugins import Plugins

    rules = Plugins(installed=False).rules()
    return Linter(rules, rules, Context(date(2026, 11, 22)))


def _speed(work: Callable[[], object]) -> float:
    work()
    runs, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        work()
        runs += 1
    return runs * SIZE / 1000 / (time.perf_counter() - start)


def growth(largest: int) -> None:
    """Print what checks of ever larger policies take in this process, and the exponent by which it grows."""
    from privlint.cli import COLLECTION
    from privlint.engine.discovery import PolicyFile
    from privlint.language import sentences

    gc.set_threshold(*COLLECTION)
    sentences.understood = sentences.understood.__wrapped__  # type: ignore[assignment]  # the same clauses come again
    linter = _linter()
    linter.lint([PolicyFile("policy.md", content=policy())])
    sizes = [size for size in (SMALLEST * 10**power for power in range(9)) if size <= largest]
    taken = []
    for size in sizes:
        file = PolicyFile("policy.md", content=policy(size))
        start = time.process_time()
        linter.lint([file])
        taken.append(time.process_time() - start)
        print(f"check of {size / 1000:8.0f} KB {taken[-1]:10.2f} s of processor time")
    exponent = math.log(taken[-1] / taken[0]) / math.log(sizes[-1] / sizes[0])
    print(f"growth exponent {exponent:.2f}")


def others(files: list[str]) -> None:
    """Print what one command over all the files takes: privlint's, and that of each other linter which is installed."""
    found = [command for command in OTHER_LINTERS if shutil.which(command[0])]
    commands = (("privlint", "check", "--no-cache", "--exit-zero", "--isolated"), *found)
    taken: dict[str, list[float]] = {command[0]: [] for command in commands}
    for turn in range(TURNS + 1):
        for command in commands:
            start = time.perf_counter()
            subprocess.run([*command, *files], check=False, env=_environment(), capture_output=True)
            if turn:
                taken[command[0]].append(time.perf_counter() - start)
    own = statistics.median(taken["privlint"])
    for name, times in taken.items():
        print(
            f"{name:30} {1000 * statistics.median(times):6.0f} ms {statistics.median(times) / own:6.2f} of privlint's"
        )
    for command in OTHER_LINTERS:
        if command not in found:
            print(f"{command[0]:30} not installed")


def scaling() -> None:
    """Print what one process and two take to check many policies, in turn, and how many times as fast two are."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(MANY):
            (Path(folder) / f"policy{number}.md").write_bytes(
                policy(EACH).replace(b"Larkfield", b"Larkfield%d" % number)
            )
        taken = {}
        for jobs in ("1", "2"):
            line = [
                "privlint",
                "check",
                "--no-cache",
                "--exit-zero",
                "--isolated",
                "--format",
                "json",
                "--jobs",
                jobs,
                ".",
            ]
            start = time.perf_counter()
            subprocess.run(line, check=True, env=_environment(), stdout=subprocess.DEVNULL, cwd=folder)
            taken[jobs] = time.perf_counter() - start
            print(f"{jobs} processes, {MANY * EACH / 1e6:.0f} MB {taken[jobs]:8.1f} s")
    print(f"two processes are {taken['1'] / taken['2']:.2f} times as fast as one")


def main() -> None:
    """Print the figures; exit with 1 where a command takes longer than it may."""
    if sys.argv[1:] == [THROUGHPUT]:
        print(*throughput())
        return
    if sys.argv[1:2] == [GROWTH]:
        growth(int(sys.argv[2]) if sys.argv[2:] else LARGEST)
        return
    if sys.argv[1:2] == [OTHERS]:
        others(sys.argv[2:])
        return
    if sys.argv[1:] == [SCALING]:
        scaling()
        return
    with tempfile.TemporaryDirectory() as folder:
        scripts = install(Path(folder))
        taken = timed(scripts)
        peak = memory(scripts)
        parsed, checked, again = map(float, running(scripts, THROUGHPUT).split())
    floor = taken[FLOOR.name]
    slow = False
    for command in COMMANDS:
        ratio = taken[command.name] / floor
        limit = f", at most {command.most}" if command.most else ""
        print(f"{command.name:30} {1000 * taken[command.name]:6.0f} ms {ratio:6.2f} floors{limit}")
        slow = slow or bool(command.most and ratio > command.most)
    print(f"parsed in a running process    {parsed:6.0f} KB/s")
    print(f"checked in a running process   {checked:6.0f} KB/s")
    print(f"a sentence of it changed       {again:6.0f} ms")
    if peak is not None:
        print(f"peak memory of a cold check    {peak:6.0f} MB")
    sys.exit(slow)


if __name__ == "__main__":
    main()
