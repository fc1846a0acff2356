"""The register of suppressions: what is silenced, where, why, who answers for it, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from privlint.checks.report import FileError
from privlint.checks.rule import Rule
from privlint.engine.grouping import Grouping
from privlint.engine.suppressions import Suppression, read_suppressions
from privlint.engine.workshop import Workshop
from privlint.model.positions import Position, Positions
from privlint.model.tree import Document

CLOSING = "enable"  # ends a range; it silences nothing of its own


class State(StrEnum):
    """Whether a suppression does anything on the day."""

    ACTIVE = "active"
    EXPIRED = "expired"
    UNKNOWN_RULE = "unknown-rule"
    BROKEN = "broken"


class Entry(NamedTuple):
    """One rule that one comment silences. `code` is empty where no rule has that name; `scope` is the comment's verb.

    `policy` is the policy that the file belongs to; `until` is None where the comment sets no end.
    """

    policy: str
    path: str
    start: Position
    code: str
    name: str
    scope: str
    reason: str
    owner: str | None
    until: date | None
    state: State


class Register(NamedTuple):
    """The suppressions of some policies on a day, by file and place; `errors` are the files that could not be read."""

    as_of: date
    entries: tuple[Entry, ...]
    errors: tuple[FileError, ...] = ()


def read_register(found: Grouping, errors: Iterable[FileError], workshop: Workshop) -> Register:
    """The suppressions of the policies that were found; a file of two policies counts once."""
    failed = [*errors, *found.errors]
    entries: dict[tuple[str, int, str], Entry] = {}
    for task in found.tasks:
        linter = workshop.linter(task.config, language=task.language)
        rules = {key: rule for rule in linter.known for key in (rule.code, rule.name)}
        for document in linter.read(task.files, failed) or ():
            for entry in _entries(task.name, document, rules, workshop.order.as_of):
                entries.setdefault((entry.path, entry.start.offset, entry.name), entry)
    return Register(workshop.order.as_of, tuple(entries[key] for key in sorted(entries)), tuple(failed))


def _entries(policy: str, document: Document, rules: dict[str, Rule], day: date) -> Iterator[Entry]:
    positions = Positions(document.source.text)
    for suppression in read_suppressions(document):
        if suppression.verb == CLOSING:
            continue
        start = positions.at(suppression.comment.span.start)
        for word in suppression.rules or ("",):
            rule = rules.get(word)
            yield Entry(
                policy,
                suppression.path,
                start,
                rule.code if rule else "",
                rule.name if rule else word,
                suppression.verb,
                suppression.reason or suppression.broken,
                suppression.owner,
                suppression.until,
                _state(suppression, rule, day),
            )


def _state(suppression: Suppression, rule: Rule | None, day: date) -> State:
    if suppression.broken or not suppression.rules:
        return State.BROKEN
    if rule is None:
        return State.UNKNOWN_RULE
    return State.EXPIRED if suppression.expired(day) else State.ACTIVE
