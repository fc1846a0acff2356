"""Real pre-commit, in a repository of its own, with the hooks of this one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, call

LEFT_OUT = shutil.ignore_patterns(
    ".*cache*", ".git", ".venv", "build", "dist", "__pycache__", "*.egg-info", ".hypothesis"
)
GOOD = "# Privacy policy\n\nWe collect your personal data, and you have the right to access it.\n"
BAD = f"{GOOD}\nWe comply with the Data Protection Act 1998.\n"
pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]
pytest.importorskip("pre_commit")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Larkfield", "-c", "user.email=dev@larkfield.example")
    done = call("git", *identity, *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as pre-commit clones it, whatever is committed here."""
    folder = tmp_path_factory.mktemp("hooks") / "privlint"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "all")
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    (tmp_path / "privlint.toml").write_text(
        'select = ["repealed-law"]\nfail-on = "info"\nexclude = ["archive/"]\n', "utf-8"
    )
    for name, text in {"privacy.md": BAD, "archive/privacy.md": BAD, "notice.md": BAD, "cookies.md": GOOD}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    git(tmp_path, "init", "-q")
    return tmp_path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("store"))


def pre_commit(repository: Path, store: str, *arguments: str, wheels: Path) -> subprocess.CompletedProcess[str]:
    git(repository, "add", "--all")
    command = (sys.executable, "-m", "pre_commit", "run", *arguments)
    return call(*command, cwd=repository, PRE_COMMIT_HOME=store, PIP_FIND_LINKS=str(wheels))


def test_the_hooks(repository: Path, hooks: Path, wheels: Path, store: str) -> None:
    rev = call("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
    configuration = (
        f"repos:\n- repo: {hooks.as_uri()}\n  rev: {rev}\n  hooks: [{{id: privlint}}, {{id: privlint-policies}}]\n"
    )
    (repository / ".pre-commit-config.yaml").write_text(configuration, encoding="utf-8")

    named = pre_commit(repository, store, "privlint", "--all-files", wheels=wheels)
    assert named.returncode == 1, named.stdout + named.stderr
    assert "privacy.md:5:" in named.stdout
    assert "archive/" not in named.stdout
    assert "notice.md" not in named.stdout

    excluded = pre_commit(repository, store, "privlint", "--files", "archive/privacy.md", "cookies.md", wheels=wheels)
    assert excluded.returncode == 0, excluded.stdout

    whole = pre_commit(repository, store, "privlint-policies", "--files", "cookies.md", wheels=wheels)
    assert whole.returncode == 1
    assert "privacy.md:5:" in whole.stdout
    assert "notice.md:5:" in whole.stdout
    assert "archive/" not in whole.stdout


def test_the_entry_that_init_writes(repository: Path, wheels: Path, store: str) -> None:
    done = call(sys.executable, "-m", "privlint", "init", "--ci", "none", cwd=repository, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    broken = pre_commit(repository, store, "--all-files", wheels=wheels)
    assert broken.returncode == 1, broken.stdout + broken.stderr
    assert "privacy.md:5:" in broken.stdout
    assert "notice.md:5:" in broken.stdout
    for name in ("privacy.md", "notice.md"):
        (repository / name).write_text(GOOD, encoding="utf-8")
    mended = pre_commit(repository, store, "--all-files", wheels=wheels)
    assert mended.returncode == 0, mended.stdout + mended.stderr
