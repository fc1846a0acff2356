"""The wheel, installed into a clean environment, has everything that it needs; so has the example plug-in."""

import os
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, call

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]  # one process builds the wheel, for all of them


def run(*command: str | Path, cwd: Path) -> str:
    done = call(*(str(part) for part in command), cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(wheels: Path) -> Path:
    (built,) = wheels.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment with the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return scripts


def test_the_wheel_carries_rules_grammar_and_the_compiled_tables(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "grammar"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"privlint/_data/{name}" for name in files} <= names
    assert "privlint/_data/compiled.bin" in names
    assert "privlint/py.typed" in names


def test_the_rules_pass_their_examples_from_another_folder(installed: Path, tmp_path: Path) -> None:
    assert " 0 failed" in run(installed / "privlint", "test", cwd=tmp_path)


def test_nothing_is_compiled_in_an_installed_run(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("# Privacy policy\n\nWe keep your data.\n", encoding="utf-8")
    run(installed / "privlint", "check", "--exit-zero", "policy.md", cwd=tmp_path)
    code = (
        "import sys\nfrom privlint.cli import main\n"
        "try:\n    main(['check', '--exit-zero', 'policy.md'])\n"
        "except SystemExit:\n    assert 'tomllib' not in sys.modules, 'compiled'"
    )
    run(installed / "python", "-c", code, cwd=tmp_path)


def test_the_report_has_its_templates(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("# Privacy policy\n\nWe keep your data for two years.\n", encoding="utf-8")
    run(installed / "privlint", "report", "policy.md", "-o", "report.html", cwd=tmp_path)
    assert "We keep your data for two years." in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_example_plug_in_is_installed_and_runs(installed: Path, tmp_path: Path) -> None:
    assert "LARK001" not in run(installed / "privlint", "rules", cwd=tmp_path)
    run(
        installed / "python", "-m", "pip", "install", "--quiet", "--no-deps", ROOT / "examples" / "plugin", cwd=tmp_path
    )
    policy = "# Privacy policy\n\nWE ARE NOT LIABLE FOR ANYTHING THAT HAPPENS TO YOUR DATA.\n"
    (tmp_path / "policy.md").write_text(policy, encoding="utf-8")
    concise = run(
        installed / "privlint", "check", "--select", "LARK", "--format", "concise", "-q", "policy.md", cwd=tmp_path
    )
    assert concise == "policy.md:3:1: LARK001 shouted-text A whole paragraph is shouted.\n"
    assert " 0 failed" in run(installed / "privlint", "test", cwd=tmp_path)
    verdicts = run(installed / "privlint", "check", "--exit-zero", "--format", "verdicts", "policy.md", cwd=tmp_path)
    assert "policy.md\tGDPR111\tretention-period\tmissing\n" in verdicts
    run(installed / "python", "-m", "pip", "uninstall", "--quiet", "--yes", "larkfield-privlint", cwd=tmp_path)
