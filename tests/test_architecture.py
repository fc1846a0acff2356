"""The floors of the house: each imports only from floors below, and third parties stay where they belong."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from privlint.language.compiled import load_tables

ROOT = Path(__file__).parent.parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "privlint").rglob("*.py"))


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_the_contracts_are_exhaustive() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert contracts[0]["exhaustive"] is True


@pytest.mark.parametrize("module", MODULES)
def test_names_of_modules_say_what_is_in_them(module: str) -> None:
    assert Path(module).stem not in {"utils", "common", "helpers", "base", "manager", "misc"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        pytest.param(["--version"], {"lark", "pathspec", "json", "importlib.metadata", "tomllib"}, id="version"),
        pytest.param(["--help"], {"lark", "pathspec", "json", "importlib.metadata", "tomllib"}, id="help"),
        pytest.param(
            ["check", "--help"], {"lark", "pathspec", "json", "importlib.metadata", "tomllib"}, id="check help"
        ),
        pytest.param(["explain", "LINT001"], {"lark", "pathspec", "json"}, id="explain"),
        pytest.param(["rules"], {"lark", "pathspec", "json"}, id="rules"),
        pytest.param(
            ["check", "--no-cache", "examples/good-policy.md"],
            {"lark", "pathspec", "json", "importlib.metadata", "multiprocessing", "subprocess"},
            id="check",
        ),
    ],
)
def test_commands_import_no_more_than_they_need(arguments: list[str], unwanted: set[str]) -> None:
    load_tables()  # compiled, and kept, in a checkout whose grammar has just changed
    assert (unwanted | {"jinja2"}).isdisjoint(imported(arguments, ROOT))  # `privlint report` alone has templates


def test_an_unchanged_policy_costs_no_parse(tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_bytes((ROOT / "examples" / "good-policy.md").read_bytes())
    heavy = {"privlint.language.lalr", "privlint.checks.loader", "privlint.engine.linter", "privlint.language.compiled"}
    assert heavy <= imported(["check", "policy.md"], tmp_path)
    light = imported(["check", "policy.md"], tmp_path)
    assert (heavy | {"pathspec", "importlib.metadata", "multiprocessing"}).isdisjoint(light)


@pytest.mark.parametrize(
    ("policy", "tables"),
    [
        pytest.param("examples/good-policy.md", {"lexicon:en", "structure:en"}, id="English"),
        pytest.param(  # whose headings are read as English before its language is known
            "examples/translated/de/datenschutz.md", {"lexicon:de", "structure:de", "structure:en"}, id="German"
        ),
    ],
)
def test_a_check_reads_the_tables_of_the_languages_that_it_meets(policy: str, tables: set[str]) -> None:
    load_tables()
    read = parts(["check", "--no-cache", "--isolated", policy], ROOT)
    assert {name for name in read if name.startswith(("lexicon:", "structure:"))} == tables


def parts(arguments: list[str], folder: Path) -> set[str]:
    """The parts of the compiled tables that a command reads."""
    code = (
        "import sys\nfrom privlint.language.compiled import Parts\nfrom privlint.cli import main\n"
        "read, get = set(), Parts.get\nParts.get = lambda self, name: read.add(name) or get(self, name)\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    print(*sorted(read), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def imported(arguments: list[str], folder: Path) -> set[str]:
    """The modules that a command imports."""
    code = (
        "import sys\nfrom privlint.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.split())
