"""The first day of a policy repository, as the README tells it: every consumer is the real one, installed from the wheel."""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, call

yaml = pytest.importorskip("yaml")  # pre-commit brings it
pytest.importorskip("pre_commit")
pytestmark = [
    pytest.mark.wheel,
    pytest.mark.xdist_group("wheel"),
    pytest.mark.skipif(sys.platform == "win32", reason="the steps of the jobs are written for bash"),
]
Shell = Callable[..., subprocess.CompletedProcess[str]]

POLICY = """\
# Privacy policy

Last updated: 3 May 2026

Larkfield Ltd ("we") is the controller. Write to privacy@larkfield.test with any question.

## What we use

We collect your name and your e-mail address and use them to send you the kites that you order.

## How long we keep it

We delete your order data ten years after the end of the contract.

## Your rights

You have the right to access your personal data and to have it erased.
"""
KEPT = "We delete your order data ten years after the end of the contract."
BROKEN = "We keep your personal data for as long as necessary."
LINE = POLICY.splitlines().index(KEPT) + 1


@pytest.fixture(scope="module")
def scripts(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment with privlint and pre-commit."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--find-links", str(wheels))
    done = call(*pip, "privlint", "pre-commit", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.fixture
def shell(tmp_path: Path, scripts: Path, wheels: Path) -> Shell:
    """A shell in the repository, with the environment on its path."""
    (tmp_path / "home").mkdir()
    repository = tmp_path / "repository"
    repository.mkdir()

    def shell(line: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path / "home"),
            "PIP_FIND_LINKS": str(wheels),
            "GIT_AUTHOR_NAME": "Larkfield",
            "GIT_AUTHOR_EMAIL": "dev@larkfield.test",
            "GIT_COMMITTER_NAME": "Larkfield",
            "GIT_COMMITTER_EMAIL": "dev@larkfield.test",
            "GIT_CONFIG_GLOBAL": os.devnull,
        } | more
        return call("bash", "-e", "-o", "pipefail", "-c", line, cwd=repository, **environment)

    return shell


def policy(tmp_path: Path) -> Path:
    return tmp_path / "repository" / "docs" / "privacy.md"


def ok(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_first_day(tmp_path: Path, shell: Shell) -> None:
    ok(shell("git init -q -b main && mkdir docs"))
    policy(tmp_path).write_text(POLICY, encoding="utf-8")
    assert "policy   docs/privacy.md" in ok(shell("privlint init"))
    job = load(tmp_path / "repository" / ".github" / "workflows" / "privlint.yml")["jobs"]["privlint"]
    steps = [step["run"] for step in job["steps"] if "run" in step]

    first = shell("privlint check")
    assert first.returncode == 1
    assert "right-to-object" in first.stdout
    recorded = ok(shell("privlint baseline"))
    assert "known already: " in ok(shell("privlint check"))
    ok(shell("pre-commit install && git add --all && git commit -q -m 'Policy'"))
    ok(shell(" && ".join(steps)))

    policy(tmp_path).write_text(POLICY.replace(KEPT, BROKEN), encoding="utf-8")
    refused = shell("git commit -q -a -m 'Shorter'")
    assert refused.returncode == 1
    assert f"docs/privacy.md:{LINE}:4: GDPR202 vague-retention [error]" in refused.stdout + refused.stderr
    ok(shell("git commit -q -a --no-verify -m 'Shorter'"))
    failed = shell(" && ".join(steps), GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert failed.returncode == 1
    annotations = [line for line in failed.stdout.splitlines() if line.startswith("::")]
    assert len(annotations) == 1, annotations
    assert annotations[0].startswith(f"::error file=docs/privacy.md,line={LINE},endLine={LINE},col=4,")
    assert "title=GDPR202 vague-retention::" in annotations[0]
    assert "GDPR202 vague-retention" in (tmp_path / "summary.md").read_text("utf-8")
    assert f"docs/privacy.md:{LINE}:4: GDPR202" in shell("privlint check --no-baseline --diff HEAD~1").stdout
    compared = shell("privlint diff --git HEAD~1 docs/privacy.md")
    assert compared.returncode == 1
    assert "disclosure-weakened retention-period" in compared.stdout
    assert "date-not-moved effective-date" in compared.stdout

    mended = POLICY.replace("and to have it erased", "to have it erased, and to object to its use")
    policy(tmp_path).write_text(mended.replace("3 May", "9 June"), encoding="utf-8")
    ok(shell("git commit -q -a -m 'As it was, and better'"))
    ok(shell(" && ".join(steps)))
    ok(shell("privlint diff --git HEAD~2 docs/privacy.md"))
    count = int(recorded.split()[1])
    assert ok(shell("privlint baseline")) == f".privlint-baseline.json: {count - 1} findings (1 out, 0 in)\n"
    assert ok(shell("git status --porcelain")) == " M .privlint-baseline.json\n"


def test_the_action_of_github(tmp_path: Path, shell: Shell) -> None:
    ok(shell("git init -q && mkdir docs"))
    policy(tmp_path).write_text(POLICY.replace(KEPT, BROKEN), encoding="utf-8")
    action = load(ROOT / "examples" / "ci" / "github" / "action.yml")
    inputs = {name: str(entry["default"]) for name, entry in action["inputs"].items()}
    inputs |= {"paths": "docs/privacy.md", "arguments": "--select vague-retention"}
    steps = [step for step in action["runs"]["steps"] if "run" in step]
    assert {step["shell"] for step in steps} == {"bash"}

    def run(step: dict[str, Any], **more: str) -> subprocess.CompletedProcess[str]:
        given = {name: _filled(text, inputs | more) for name, text in step["env"].items()}
        return shell(step["run"], GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"), **given)

    ok(run(steps[0]))
    done = run(steps[1])
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file=docs/privacy.md,line={LINE},")
    assert "| GDPR" not in (tmp_path / "summary.md").read_text("utf-8")  # no disclosure was selected
    assert run(steps[1], arguments="--select repealed-law --fail-on info", paths="").returncode == 0


def test_the_job_of_gitlab(tmp_path: Path, shell: Shell) -> None:
    ok(shell("git init -q && mkdir docs"))
    policy(tmp_path).write_text(POLICY.replace(KEPT, BROKEN), encoding="utf-8")
    template = load(ROOT / "examples" / "ci" / "gitlab" / "privlint.yml")
    variables = template["variables"] | {
        "PRIVLINT_PATHS": "docs/privacy.md",
        "PRIVLINT_ARGUMENTS": "--select vague-retention",
    }
    done = shell("\n".join(template["privlint"]["script"]), **variables)
    assert done.returncode == 1
    assert f"docs/privacy.md:{LINE}:4: GDPR202" in done.stdout
    report = tmp_path / "repository" / template["privlint"]["artifacts"]["reports"]["codequality"]
    (entry,) = json.loads(report.read_text("utf-8"))
    assert entry["location"] == {"path": "docs/privacy.md", "lines": {"begin": LINE, "end": LINE}}


def _filled(text: str, inputs: dict[str, str]) -> str:
    """An expression such as `${{ inputs.paths }}`, filled as the service does it."""
    assert text.startswith("${{ inputs.")
    return inputs[text.removeprefix("${{ inputs.").removesuffix(" }}")]
