"""The fuzzer that is guided by coverage: `python -m tests.fuzz SECONDS [TARGET…]`, `make fuzz`.

Without atheris, which not every Python and system has, hypothesis makes the input from the same seeds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def seeds() -> list[bytes]:
    """Examples of everything that is read: policies, comments, configurations and lines of a corpus."""
    from privlint.checks.loader import load_examples, load_rules

    found = [path.read_bytes() for path in sorted((ROOT / "examples").rglob("*.md"))]
    found += [example.text.encode() for rule in load_rules() for example in load_examples(rule)[:2]]
    found += [b"ignore[retention-period] -- why; owner=dpo; until=2027-06-30", b"disable[GDPR111, CON101]", b"enable[]"]
    found += [
        b'select = ["GDPR"]\nmax-age = "P24M"\n[[policy]]\nname = "p"\nfiles = ["a.md"]\n[severity]\nDOC = "info"\n'
    ]
    found += [
        b'{"id": "a", "text": "We share data.", "format": "md"}\n',
        b'["p.md", [["p.md", "markdown"]], "en", [], []]',
    ]
    found += [b"<html><body><h1>Privacy policy</h1><ul><li>We share <b>data</b></ul><table><tr><td>a</table>"]
    return found


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target in this process; an input that fails is left in the folder here."""
    import atheris

    with atheris.instrument_imports(include=["privlint"]):
        from tests.fuzz.targets import TARGETS

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds()):
            Path(corpus, str(number)).write_bytes(seed)
        kept = Path(os.environ.get("FUZZ_FOUND", ".")).resolve()
        os.chdir(corpus_work := tempfile.mkdtemp())
        limits = [f"-max_total_time={seconds}", "-max_len=20000", "-timeout=60", "-rss_limit_mb=2000", "-verbosity=0"]
        arguments = [corpus_work, *limits, "-print_final_stats=1", f"-artifact_prefix={kept}/{name}-", corpus]
        atheris.Setup(arguments, TARGETS[name])
        atheris.Fuzz()


def mutate(name: str, seconds: int) -> None:
    """The same without a fuzzer: seeds that hypothesis cuts, repeats and mixes, until the time is over."""
    from hypothesis import HealthCheck, given, settings

    from tests.fuzz.targets import TARGETS
    from tests.test_fuzz import policies

    end, runs = time.monotonic() + seconds, 0

    @settings(max_examples=10_000, deadline=None, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(policies())
    def run(data: bytes) -> None:
        nonlocal runs
        if time.monotonic() < end:
            TARGETS[name](data)
            runs += 1

    while time.monotonic() < end:
        run()
    print(f"{name}: {runs} runs")


def main() -> int:
    """Fuzz every target in turn, each in a process of its own, for its share of the time."""
    seconds, *names = sys.argv[1:]
    if os.environ.get("FUZZ_TARGET"):
        try:
            import atheris  # noqa: F401
        except ImportError:
            mutate(os.environ["FUZZ_TARGET"], int(seconds))
        else:
            fuzz(os.environ["FUZZ_TARGET"], int(seconds))
        return 0
    from tests.fuzz.targets import TARGETS

    names = names or list(TARGETS)
    share, failed = str(max(1, int(seconds) // len(names))), []
    for name in names:
        print(f"== {name}: {share} s", flush=True)
        environment = {**os.environ, "FUZZ_TARGET": name, "PYTHONPATH": str(ROOT)}
        if subprocess.run([sys.executable, "-m", "tests.fuzz", share], env=environment, check=False).returncode:
            failed.append(name)
    print("fuzz:", f"failed: {', '.join(failed)}" if failed else "no open finding")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
