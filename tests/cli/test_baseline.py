"""Only what is new: baselines, and the difference to a revision."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

VAGUE = "We comply with the Data Protection Act 1998."
OTHER = "Your data is protected by EU Directive 95/46/EC."
BASELINE = ".privlint-baseline.json"
CHECK = ("check", "-q", "--format", "concise", "--select", "repealed-law", "--fail-on", "info")


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    (folder / "privlint.toml").write_text('select = ["repealed-law"]\n', encoding="utf-8")
    write(folder, VAGUE)


def write(folder: Path, *sentences: str) -> None:
    (folder / "policy.md").write_text("\n\n".join(["# Privacy policy", *sentences]) + "\n", encoding="utf-8")


def test_a_known_finding_is_left_out_and_counted(run: Run) -> None:
    assert run(*CHECK).code == 1
    assert run("baseline").out == f"{BASELINE}: 1 findings (0 out, 1 in)\n"
    done = run("check", "--select", "repealed-law")
    assert done.code == 0
    assert "known already: 1\n" in done.out
    assert run(*CHECK, "--no-baseline").code == 1


def test_it_moves_with_its_text(run: Run, folder: Path) -> None:
    run("baseline")
    write(folder, "An introduction.", "Another one.", VAGUE)
    assert run(*CHECK).out == ""


def test_a_new_finding_does_not_hide_behind_a_fixed_one(run: Run, folder: Path) -> None:
    run("baseline")
    write(folder, OTHER)
    assert "policy.md:3:" in run(*CHECK).out
    write(folder, VAGUE, VAGUE)
    assert "policy.md:5:" in run(*CHECK).out


@pytest.mark.parametrize("place", [".", "legal", "elsewhere"])
def test_it_knows_a_policy_wherever_privlint_is_called(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (folder / "privlint.toml").write_text('select = ["repealed-law", "retention-period"]\n', encoding="utf-8")
    (folder / "elsewhere").mkdir()
    (folder / "legal").mkdir()
    (folder / "policy.md").rename(folder / "legal" / "policy.md")
    assert run("baseline").out == f"{BASELINE}: 2 findings (0 out, 2 in)\n"
    monkeypatch.chdir(folder / place)
    done = run("check", "--fail-on", "info", "-q", os.path.relpath(folder / "legal" / "policy.md"))
    assert (done.code, done.out) == (0, "")
    above = os.path.relpath(folder / BASELINE).replace(os.sep, "/")
    assert run("baseline", os.path.relpath(folder / "legal")).out == f"{above}: 2 findings (0 out, 0 in)\n"


def test_policies_of_one_name_under_two_configurations_have_a_baseline_each(run: Run, folder: Path) -> None:
    for part in ("shop", "blog"):
        (folder / part).mkdir()
        (folder / part / "privlint.toml").write_text('select = ["repealed-law"]\n', encoding="utf-8")
        (folder / part / "policy.md").write_text(f"# Privacy policy\n\n{VAGUE}\n", encoding="utf-8")
    run("baseline", "shop")
    done = run(*CHECK, "shop", "blog")
    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == ["blog/policy.md"]


def test_prune_takes_out_what_is_fixed_and_puts_nothing_in(run: Run, folder: Path) -> None:
    run("baseline")
    write(folder, OTHER)
    assert run("baseline", "--prune").out == f"{BASELINE}: 0 findings (1 out, 0 in)\n"
    assert run(*CHECK).code == 1


def test_what_it_knows_of_other_policies_stays(run: Run, folder: Path) -> None:
    (folder / "other.md").write_text(f"# Privacy policy\n\n{OTHER}\n", encoding="utf-8")
    run("baseline")
    before = (folder / BASELINE).read_bytes()
    assert run("baseline", "policy.md").out == f"{BASELINE}: 2 findings (0 out, 0 in)\n"
    assert (folder / BASELINE).read_bytes() == before


def test_what_becomes_worse_is_new(run: Run, folder: Path) -> None:
    run("baseline")
    (folder / "privlint.toml").write_text('severity = { repealed-law = "error" }\n', encoding="utf-8")
    assert run(*CHECK).code == 1


def test_a_baseline_may_have_another_name(run: Run, folder: Path) -> None:
    run("baseline")
    (folder / BASELINE).rename(folder / "known.json")
    assert run(*CHECK).code == 1
    assert run(*CHECK, "--baseline", "known.json").code == 0


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{", "not JSON: "),
        ("[]", "not a baseline of version 1; write it anew"),
        ('{"version": 1, "findings": [{}]}', "an entry is not as privlint writes it ('policy')"),
    ],
)
def test_a_broken_baseline_is_one_line(run: Run, folder: Path, text: str, error: str) -> None:
    (folder / BASELINE).write_text(text, encoding="utf-8")
    done = run(*CHECK)
    assert done.code == 2
    assert done.err.startswith(f"privlint: {BASELINE}: {error}")
    assert done.err.count("\n") == 1


def test_a_baseline_that_is_not_there(run: Run) -> None:
    done = run(*CHECK, "--baseline", "gone.json")
    assert (done.code, done.err.partition(";")[0]) == (2, "privlint: gone.json: no such file or directory")


def test_the_entries_say_what_they_are_about(run: Run, folder: Path) -> None:
    run("baseline")
    (entry,) = json.loads((folder / BASELINE).read_text("utf-8"))["findings"]
    assert (entry["policy"], entry["code"], entry["severity"]) == ("policy.md", "GDPR213", "warning")


@pytest.fixture
def repository(folder: Path) -> Path:
    def git(*arguments: str) -> None:
        author = ("-c", "user.name=Larkfield", "-c", "user.email=dev@larkfield.example")
        subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "before")
    return folder


def test_diff_reports_what_the_revision_did_not_have(run: Run, repository: Path) -> None:
    assert run(*CHECK, "--diff", "HEAD").code == 0
    write(repository, OTHER, VAGUE)
    done = run(*CHECK, "--diff", "HEAD")
    assert done.code == 1
    assert [line.split(":")[1] for line in done.out.splitlines()] == ["3"]


def test_diff_takes_a_new_file_as_new(run: Run, repository: Path) -> None:
    (repository / "new.md").write_text(f"# Privacy policy\n\n{OTHER}\n", encoding="utf-8")
    assert run(*CHECK, "--diff", "HEAD", "new.md").code == 1


@pytest.mark.parametrize("revision", ["no-such-branch", "--all"])
def test_diff_needs_a_revision(run: Run, repository: Path, revision: str) -> None:
    assert repository.is_dir()
    done = run(*CHECK, f"--diff={revision}")
    assert done.code == 2
    assert done.err.startswith(f"privlint: --diff {revision}: there is no such revision")


def test_diff_needs_a_repository(run: Run) -> None:
    done = run(*CHECK, "--diff", "HEAD")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "not a git repository" in done.err


def test_github_writes_the_summary_of_the_step(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "step.md"))
    done = run("check", "--format", "github", "policy.md")
    assert done.out.startswith("::warning file=policy.md,line=3,")
    assert (folder / "step.md").read_text("utf-8").startswith("## Privacy policies\n")


def test_a_summary_that_cannot_be_written_is_one_line(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder))
    done = run("check", "--format", "github", "policy.md")
    assert (done.code, done.err) == (2, f"privlint: {folder}: is a directory; check the path and its permissions\n")
