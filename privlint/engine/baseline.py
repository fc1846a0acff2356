"""The baseline: findings of a day, written down by fingerprint so that they move with their text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from privlint.checks.report import PolicyReport, Report
from privlint.engine.config import Config, from_here
from privlint.engine.known import Known, without_known
from privlint.model.errors import ConfigError
from privlint.model.findings import Severity

if TYPE_CHECKING:
    from privlint.engine.grouping import Task

NAME = ".privlint-baseline.json"
VERSION = 1
_AGAIN = "write it anew with `privlint baseline`"


class Entry(NamedTuple):
    """One finding that is known; all but `policy`, `fingerprint` and `severity` is for people."""

    policy: str
    fingerprint: str
    severity: str
    code: str
    name: str
    message: str
    quote: str


def baseline_path(config: Config) -> str:
    """Where the baseline of a configuration stands: beside it, else here."""
    return from_here(os.path.join(config.folder, NAME)) if config.folder else NAME


def load(path: str) -> tuple[Entry, ...]:
    """The entries of a baseline; raises ConfigError."""
    from json import JSONDecodeError
    from json import load as parse

    try:
        with open(path, encoding="utf-8") as file:
            data = parse(file)
    except OSError as error:
        raise ConfigError(f"{path}: {(error.strerror or str(error)).lower()}; {_AGAIN}") from error
    except (JSONDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not JSON: {error}; {_AGAIN}") from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ConfigError(f"{path}: not a baseline of version {VERSION}; {_AGAIN}")
    try:
        return tuple(Entry(**{field: _text(entry[field]) for field in Entry._fields}) for entry in data["findings"])
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{path}: an entry is not as privlint writes it ({error}); {_AGAIN}") from error


def known_in(entries: Iterable[Entry], names: Mapping[str, str]) -> Known:
    """What a baseline knows, under the `names` of the policies in reports (by what they are known by); raises ConfigError."""
    try:
        return {
            (names[entry.policy], entry.fingerprint): Severity[entry.severity.upper()]
            for entry in entries
            if entry.policy in names
        }
    except KeyError as error:
        raise ConfigError(f"the baseline has the severity {error}; {_AGAIN}") from error


def without_baselines(report: Report, tasks: Iterable[Task], named: str | None = None) -> Report:
    """The report without what the baselines of its policies know, or the `named` one; raises ConfigError."""
    covered: dict[str, list[Task]] = {named: []} if named else {}
    for task in tasks:
        covered.setdefault(named or baseline_path(task.config), []).append(task)
    for path in sorted(path for path in covered if named or os.path.isfile(path)):
        names = {task.identity: task.name for task in covered[path]}
        report = without_known(report, known_in(load(path), names), {task.first for task in covered[path]})
    return report


def entries_of(policies: Iterable[tuple[str, PolicyReport]]) -> list[Entry]:
    """The findings of some policies, each with what it is known by, that no suppression silences, as entries."""
    return [
        Entry(
            identity,
            finding.fingerprint,
            str(finding.severity),
            finding.code,
            finding.name,
            finding.message,
            finding.location.quote,
        )
        for identity, policy in policies
        for finding in policy.findings
        if not finding.suppressed
    ]


def renewed(old: Iterable[Entry], found: list[Entry], judged: set[str], *, prune: bool) -> list[Entry]:
    """The baseline after a run: what was found in the judged policies, and what it knew of others; only less to `prune`."""
    current = {(entry.policy, entry.fingerprint) for entry in found}
    if prune:
        return [e for e in old if e.policy not in judged or (e.policy, e.fingerprint) in current]
    return [*(entry for entry in old if entry.policy not in judged), *found]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def written(entries: Iterable[Entry]) -> str:
    """The text of a baseline: the same findings give the same bytes."""
    from json import dumps

    listed: list[dict[str, Any]] = [entry._asdict() for entry in sorted(entries)]
    return dumps({"version": VERSION, "findings": listed}, indent=1, ensure_ascii=False) + "\n"
