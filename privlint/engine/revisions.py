"""Policies as they were in another revision of the repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable

from privlint.engine.discovery import PolicyFile
from privlint.engine.grouping import Task
from privlint.model.errors import ConfigError


def at_revision(tasks: Iterable[Task], revision: str) -> list[Task]:
    """The policies as of a revision: files that it has not are left out, and policies without any file too."""
    tasks = list(tasks)
    for folder in {os.path.dirname(file.path) or "." for task in tasks for file in task.all_files}:
        _check(folder, revision)
    then = [_then(task, revision) for task in tasks]
    return [task for task in then if task.files]


def _then(task: Task, revision: str) -> Task:
    translations = ((language, tuple(_files(files, revision))) for language, files in task.translations)
    known = tuple((language, files) for language, files in translations if files)
    return task._replace(files=tuple(_files(task.files, revision)), translations=known)


def _files(files: Iterable[PolicyFile], revision: str) -> Iterable[PolicyFile]:
    for file in files:
        folder, name = os.path.split(file.path)
        done = _git(folder or ".", "show", f"{revision}:./{name}")
        if done.returncode == 0:
            yield PolicyFile(file.path, content=done.stdout)


def _check(folder: str, revision: str) -> None:
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or "there is no such revision"
        raise ConfigError(
            f"--diff {revision}: {said.removeprefix('fatal: ')} (in {folder}); name a commit, branch or tag"
        )


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError as error:
        raise ConfigError(f"--diff needs git: {(error.strerror or str(error)).lower()}") from error
