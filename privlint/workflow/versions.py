"""One version of a policy, judged and understood: what it discloses, to whom, what for, for how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.checks.report import FileError, PolicyReport
from privlint.checks.requires import Requirement
from privlint.checks.rule import Policy
from privlint.engine.grouping import Task
from privlint.engine.workshop import Workshop
from privlint.language.reading import Match, Reading
from privlint.model.errors import SourceError
from privlint.model.findings import Disclosure, Location, Verdict
from privlint.model.statements import Statement
from privlint.workflow.periods import Term, read_terms

GIVING = ("share", "sell", "transfer")
PROCESSING = ("collect", "use", "store", *GIVING)
RETENTION = "retention-period"
CONTACTS = ("<email>", "<phone>", "<postcode>")
NAMES = ("<organisation>", "<name>")

Facts = dict[str, Location]  # what is said, and where it is said first


class Version(NamedTuple):
    """A version: its report, its disclosures by code, and what its statements say."""

    report: PolicyReport
    disclosures: dict[str, Disclosure]
    recipients: Facts
    purposes: Facts
    contacts: Facts
    periods: tuple[Term, ...]
    names: frozenset[str]


def read_version(task: Task, workshop: Workshop) -> Version:
    """The version of a policy; raises SourceError where it cannot be read or judged."""
    linter = workshop.linter_of(task)
    asking = linter._replace(rules=tuple(rule for rule in linter.known if rule.kind == "requires"))
    failed: list[FileError] = []
    documents = asking.read(task.files, failed)
    report = asking.judge(task.name, documents, failed) if documents else None
    for error in failed:
        raise SourceError(f"{error.path}: {error.message}")
    if documents is None or report is None or any(d.verdict is Verdict.UNKNOWN for d in report.disclosures):
        raise SourceError(f"{task.name}: its language is not supported; `--language` says which it is in")
    policy = Policy(task.name, asking.reader.all_readings(documents))
    return Version(
        report,
        {disclosure.code: disclosure for disclosure in report.disclosures},
        _first(found for reading in policy.readings for found in _recipients(reading)),
        _first(found for reading in policy.readings for found in _purposes(reading)),
        _first(found for reading in policy.readings for found in _contacts(reading)),
        _periods(policy, task, workshop),
        frozenset(_words(match) for reading in policy.readings for match in reading.matches(*NAMES)),
    )


def _recipients(reading: Reading) -> Iterator[tuple[str, Location]]:
    """Classes of recipients, and the names that stand in the sentences which give data away."""
    for statement in _practices(reading, GIVING):
        place = _place(reading, statement)
        yield from ((recipient, place) for recipient in statement.recipients)
        names = reading.in_sentence(reading.sentences[statement.sentence], *NAMES)
        yield from ((_words(name), place) for name in names if name.start >= name.sentence.own)


def _purposes(reading: Reading) -> Iterator[tuple[str, Location]]:
    for statement in _practices(reading, PROCESSING):
        yield from ((purpose, _place(reading, statement)) for purpose in statement.purposes)


def _contacts(reading: Reading) -> Iterator[tuple[str, Location]]:
    for match in reading.matches(*CONTACTS):
        yield _words(match), Location(reading.document.source.path, match.span, match.sentence.quote)


def _periods(policy: Policy, task: Task, workshop: Workshop) -> tuple[Term, ...]:
    """How long which data is kept, as the rule about retention reads it."""
    for rule in workshop.plugins(task.config).rules():
        if rule.name == RETENTION and isinstance(rule.check, Requirement):
            return read_terms(policy, rule.check)
    return ()


def _practices(reading: Reading, actions: tuple[str, ...]) -> Iterator[Statement]:
    """What the policy says is done, by anyone but the reader."""
    for statement in reading.statements:
        told = statement.polarity == "affirmed" and statement.supposed == "no" and not statement.question
        if told and statement.action in actions and statement.actor != "reader":
            yield statement


def _place(reading: Reading, statement: Statement) -> Location:
    return Location(reading.document.source.path, statement.span, statement.quote)


def _words(match: Match) -> str:
    tokens = match.sentence.tokens
    return match.sentence.text[tokens[match.start].start : tokens[match.end - 1].end]


def _first(found: Iterable[tuple[str, Location]]) -> Facts:
    facts: Facts = {}
    for word, place in found:
        facts.setdefault(word, place)
    return facts
