"""Setting up a repository: the files that `privlint init` writes, made for the policies that it finds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint import __version__
from privlint.engine.config import OWN, SHARED, configs
from privlint.engine.discovery import discover

HOOKS, WORKFLOW, JOB = ".pre-commit-config.yaml", ".github/workflows/privlint.yml", ".gitlab/privlint.yml"
NAMED = r"(?i)(privacy|datenschutz|data[-_ ]protection|cookie)[^/]*\.(md|markdown|txt|html?|xhtml)$"

CONFIGURATION = """\
# What privlint checks here; `privlint config` shows what applies, docs/configuration.md has every key.
fail-on = "error"      # error, warning or info
exclude = []           # patterns as in .gitignore: ["archive/"]
# ignore = ["hard-to-read"]

# [organisation]       # what the text of a policy cannot say
# established-in = "IE"
# member-states = ["DE", "FR"]
# dpo = "required"     # or "not-required"

# [[policy]]           # documents that are read as one policy
# name = "website"
# files = ["privacy.md", "cookies.md"]
"""
HOOK = """\
- repo: local
  hooks:
    - id: privlint
      name: privlint
      entry: privlint check
      language: python
      additional_dependencies: ["privlint=={version}"]
      files: '{files}'
      require_serial: true
"""
GITHUB = """\
name: privacy policies

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  privlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.13"
      - run: python -m pip install "privlint=={version}"
      - run: privlint check --format github
"""
GITLAB = """\
privlint:
  image: python:3.13-slim
  script:
    - python -m pip install --quiet "privlint=={version}"
    - privlint check --exit-zero --format gitlab --output gl-code-quality-report.json
    - privlint check
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""


class State(NamedTuple):
    """What stands in a folder: the policies found in it, and which service it seems to be built by."""

    folder: str
    policies: tuple[str, ...]
    gitlab: bool


class Planned(NamedTuple):
    """A file to write. `present` says that it exists; `text` is then what `--force` makes of it, or empty.

    `advice` is what is left to do by hand where the file stays as it is.
    """

    path: str
    text: str
    present: bool = False
    advice: str = ""


def survey(folder: str = ".") -> State:
    """What stands in a folder."""
    applied = configs()
    files = (file for file in discover([folder]).files if file.resembles())
    policies = tuple(file.path for file in files if not applied.of(file.path).excludes(file.path))
    gitlab = os.path.isfile(os.path.join(folder, ".gitlab-ci.yml")) or "gitlab" in _remotes(folder)
    return State(folder, policies, gitlab)


def plan(state: State, ci: str | None = None) -> Iterator[Planned]:
    """The files for a repository; `ci` is github, gitlab or none, if not what the repository looks like."""
    yield _configuration(state.folder)
    yield _hooks(state)
    service = ci or ("gitlab" if state.gitlab else "github")
    if service != "none":
        path, text = (JOB, GITLAB) if service == "gitlab" else (WORKFLOW, GITHUB)
        include = f"have .gitlab-ci.yml include it: `include: [{{local: {JOB}}}]`" if service == "gitlab" else ""
        yield Planned(path, text.format(version=__version__), _exists(state.folder, path), include)


def write(planned: Planned, folder: str) -> None:
    """Write a file, and the folders above it."""
    path = os.path.join(folder, planned.path)
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(planned.text)


def _configuration(folder: str) -> Planned:
    shared = _read(folder, SHARED)
    if re.search(r"^\[tool\.privlint[.\]]", shared, re.MULTILINE):
        return Planned(SHARED, "", present=True, advice="it has [tool.privlint] already")
    return Planned(OWN, CONFIGURATION, _exists(folder, OWN))


def _hooks(state: State) -> Planned:
    """The pre-commit entry: a file with other hooks is added to, never replaced."""
    entry = HOOK.format(version=__version__, files=_pattern(state.policies).replace("'", "''"))
    if not _exists(state.folder, HOOKS):
        return Planned(HOOKS, f"repos:\n{_indented(entry, '  ')}")
    before = _read(state.folder, HOOKS)
    if re.search(r"\bprivlint\b", before):
        return Planned(HOOKS, "", present=True, advice="it has privlint already")
    keys = re.findall(r"^([\w-]+):(.*)$", before, re.MULTILINE)
    if not keys or keys[-1][0] != "repos" or keys[-1][1].strip():
        return Planned(HOOKS, "", present=True, advice=f"add to its `repos`:\n{_indented(entry, '  ')}".rstrip())
    marks = re.findall(r"^( *)- repo:", before, re.MULTILINE)
    added = _indented(entry, marks[0] if marks else "  ")
    return Planned(HOOKS, f"{before.rstrip()}\n{added}", present=True, advice="--force adds the entry below the others")


def _pattern(policies: Iterable[str]) -> str:
    """Which files a hook takes: those named like policies, and those found here that are not."""
    others = [re.escape(path) for path in policies if not re.search(NAMED, path)]
    return "|".join([NAMED, *(f"^{other}$" for other in others)])


def _indented(text: str, indent: str) -> str:
    return "".join(f"{indent}{line}\n" for line in text.splitlines())


def _exists(folder: str, path: str) -> bool:
    return os.path.exists(os.path.join(folder, path))


def _remotes(folder: str) -> str:
    return _read(folder, os.path.join(".git", "config"))


def _read(folder: str, path: str) -> str:
    try:
        with open(os.path.join(folder, path), encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""
