"""Setting up a repository."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from privlint import __version__
from privlint.workflow.repository import NAMED
from tests.cli.conftest import Run

yaml = pytest.importorskip("yaml")  # pre-commit brings it
ROOT = Path(__file__).parent.parent.parent
POLICY = "# Privacy policy\n\nWe collect your personal data. You have the right to access it. We use cookies.\n"
HOOKS = ".pre-commit-config.yaml"


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_it_writes_configuration_hook_and_job(run: Run, folder: Path) -> None:
    (folder / "terms of data.md").write_text(POLICY, encoding="utf-8")
    done = run("init")
    assert done.code == 0
    assert done.out.splitlines() == [
        "written  privlint.toml",
        "written  .pre-commit-config.yaml",
        "written  .github/workflows/privlint.yml",
        "policy   terms of data.md",
        "next: `privlint check`",
    ]
    assert tomllib.loads((folder / "privlint.toml").read_text("utf-8")) == {"fail-on": "error", "exclude": []}
    assert "terms of data.md" in run("check", "-q", "--format", "concise").out
    (hook,) = load(folder / HOOKS)["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == [f"privlint=={__version__}"]
    for name, taken in {"terms of data.md": True, "docs/privacy.html": True, "README.md": False}.items():
        assert bool(re.search(hook["files"], name)) is taken, name
    steps = load(folder / ".github/workflows/privlint.yml")["jobs"]["privlint"]["steps"]
    assert steps[-1] == {"run": "privlint check --format github"}


def test_nothing_that_exists_is_touched(run: Run, folder: Path) -> None:
    files = {"privlint.toml": "max-age = 'P12M'\n", HOOKS: "repos: []\n", ".github/workflows/privlint.yml": "{}\n"}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = run("init")
    assert done.code == 0
    assert [line.split(":")[0] for line in done.out.splitlines() if line.startswith(("kept", "written"))] == [
        "kept     privlint.toml",
        "kept     .pre-commit-config.yaml",
        "kept     .github/workflows/privlint.yml",
    ]
    assert {name: (folder / name).read_text("utf-8") for name in files} == files


def test_force_writes_anew_and_keeps_the_hooks_of_others(run: Run, folder: Path) -> None:
    (folder / "privlint.toml").write_text("max-age = 'P12M'\n", encoding="utf-8")
    other = "default_stages: [pre-commit]\nrepos:\n- repo: local\n  hooks: [{id: spell, name: spell, entry: spell}]\n"
    (folder / HOOKS).write_text(other, encoding="utf-8")
    run("init", "--force")
    assert "max-age" not in (folder / "privlint.toml").read_text("utf-8")
    assert (folder / HOOKS).read_text("utf-8").startswith(other)
    assert [hook["id"] for repo in load(folder / HOOKS)["repos"] for hook in repo["hooks"]] == ["spell", "privlint"]
    before = (folder / HOOKS).read_text("utf-8")
    run("init", "--force")
    assert (folder / HOOKS).read_text("utf-8") == before


def test_hooks_that_cannot_be_added_to_are_left_with_advice(run: Run, folder: Path) -> None:
    text = "repos: []\nfail_fast: true\n"
    (folder / HOOKS).write_text(text, encoding="utf-8")
    assert "kept     .pre-commit-config.yaml: add to its `repos`:\n  - repo: local\n" in run("init", "--force").out
    assert (folder / HOOKS).read_text("utf-8") == text


def test_a_configuration_in_pyproject_is_enough(run: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.privlint]\nmax-age = 'P12M'\n", encoding="utf-8")
    assert "kept     pyproject.toml: it has [tool.privlint] already\n" in run("init").out
    assert not (folder / "privlint.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "found", "written"),
    [
        pytest.param([], ".gitlab-ci.yml", ".gitlab/privlint.yml", id="looks like GitLab"),
        pytest.param(["--ci", "gitlab"], None, ".gitlab/privlint.yml", id="GitLab asked for"),
        pytest.param(["--ci", "github"], ".gitlab-ci.yml", ".github/workflows/privlint.yml", id="GitHub asked for"),
        pytest.param(["--ci", "none"], None, None, id="none"),
    ],
)
def test_the_job_is_for_the_service(
    run: Run, folder: Path, arguments: list[str], found: str | None, written: str | None
) -> None:
    if found:
        (folder / found).write_text("stages: [test]\n", encoding="utf-8")
    run("init", *arguments)
    jobs = [path.relative_to(folder).as_posix() for path in folder.rglob("privlint.yml")]
    assert jobs == ([written] if written else [])


def test_the_hooks_of_privlint_take_the_same_files() -> None:
    hooks = {hook["id"]: hook for hook in load(ROOT / ".pre-commit-hooks.yaml")}
    assert hooks["privlint"]["files"] == NAMED
    assert hooks["privlint-policies"]["pass_filenames"] is False
    for name, taken in {"privlint.toml": True, "a/cookies.MD": True, "setup.py": False}.items():
        assert bool(re.search(hooks["privlint-policies"]["files"], name)) is taken, name


def test_the_examples_for_ci_are_what_the_services_read() -> None:
    action = load(ROOT / "examples/ci/github/action.yml")
    assert action["runs"]["using"] == "composite"
    assert all("shell" in step for step in action["runs"]["steps"] if "run" in step)
    job = load(ROOT / "examples/ci/gitlab/privlint.yml")["privlint"]
    assert job["artifacts"]["reports"]["codequality"] in job["script"][1]
