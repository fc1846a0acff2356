"""Rules of kind "contradicts": a denial, and a practice that opposes it in the same scope.

The pairing follows the order of the literature's false alarms (PolicyLint, PoliGraph): polarity, actor, scope, purpose, exceptions.
When in doubt a pair is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.scope import scopes_of
from privlint.checks.ways import Place, Way, find, holds, query_holds, shorten
from privlint.model.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.model.statements import Statement

_MOST_RELATED = 5
_APART = {
    "scope": "they speak of different readers or data (scope)",
    "exceptions": "an exception or condition of one leaves room for the other",
    "values": "they are about different things",
    "apart": "they stand together, and the later one qualifies the other",
}
_NOT_PERSONAL = frozenset({"non-personal", "aggregate", "anonymous"})
_GENERAL = frozenset({"personal", "any"})
_VOLUNTARY = frozenset({"consent", "user-action", "business-transfer", "law"})
_WIDE_EXCEPTIONS = frozenset({"self-reference", "purpose", "recipient", "user-action", "data", "region", "child"})
_NOBODY_ELSE = frozenset({"own", "us", "reader", "user-directed", "customer", "authority", "acquirer"})
_OUTSIDE = frozenset({"third-party", "partner", "advertising", "public", "anyone"})
_HELPERS = frozenset({"processor", "group"})


class Side(NamedTuple):
    """One side of a pair: where it stands, and its statement when it is one."""

    reading: Reading
    sentence: Sentence
    statement: Statement | None
    place: Place | None
    values: frozenset[str | int] = frozenset()
    weak: bool = False

    def location(self, note: str = "") -> Location:
        """The sentence, or the statement's own words, as a place."""
        path = self.reading.document.source.path
        if self.statement is not None:
            return Location(path, self.sentence.span, shorten(self.sentence.quote), note)
        assert self.place is not None
        return self.place.location(note)


@dataclass(frozen=True, eq=False, repr=False)
class Contradiction:
    """A rule file of kind "contradicts". `guards` names what must meet: data, recipients, purposes, values, scope, exceptions.

    The guard "apart" asks for two paragraphs, "contrast" that no word of contrast opens the second of two neighbours.
    """

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    denial: tuple[Way, ...]
    practice: tuple[Way, ...]
    guards: frozenset[str]
    note: str = "the other side"

    def __call__(self, policy: Policy, context: Context) -> Outcome:
        """One finding a denial, with every practice that opposes it."""
        denials, practices = list(sides(self.denial, policy)), list(sides(self.practice, policy))
        if not denials or not practices:
            return Outcome()
        findings: dict[int, Finding] = {}
        for denial in denials:
            if id(denial.sentence) in findings:
                continue
            opposed = [(side, strong) for side in practices if (strong := self._meets(denial, side)) is not None]
            if opposed:
                findings[id(denial.sentence)] = self._finding(denial, opposed)
        return Outcome(findings=tuple(findings.values()))

    def _finding(self, denial: Side, opposed: list[tuple[Side, bool]]) -> Finding:
        opposed.sort(key=lambda pair: not pair[1])
        severity = self.severity if opposed[0][1] else min(self.severity, Severity.WARNING)
        sides = [side for side, _ in opposed[:_MOST_RELATED]]
        related = tuple(side.location(self.note) for side in sides)
        return Finding(self.code, self.name, severity, self.message, self.help, denial.location(), related)

    def kept_apart(self, denial: Side, practice: Side) -> Iterator[str]:
        """Why two sides do not oppose each other: each guard is asked for itself."""
        for guard in sorted(self.guards):
            if replace(self, guards=frozenset({guard}))._meets(denial, practice) is None:
                yield _APART.get(guard, f"their {guard} do not meet")

    def _meets(self, denial: Side, practice: Side) -> bool | None:
        """None when the two sides do not oppose each other, else whether they do without any doubt."""
        if denial.sentence is practice.sentence:
            return None
        if "scope" in self.guards and not _same_scope(denial, practice):
            return None
        if "apart" in self.guards and denial.sentence.block is practice.sentence.block:
            return None
        if "contrast" in self.guards and _limited_nearby(denial, practice):
            return None
        if "values" in self.guards and not denial.values & (practice.values | {"any"}):
            return None
        strong = not (denial.weak or practice.weak)
        if "exceptions" in self.guards:
            covered = _covered(denial, practice)
            if covered is None:
                return None
            strong = strong and covered
        if denial.statement is None or practice.statement is None:
            return strong
        for guard, check in (("data", _data_meets), ("recipients", _recipients_meet), ("purposes", _purposes_meet)):
            if guard in self.guards:
                met = check(denial.statement, practice.statement)
                if met is None:
                    return None
                strong = strong and met
        return strong


def sides(ways: tuple[Way, ...], policy: Policy) -> Iterator[Side]:
    """The places that meet a way, and the statements that answer one."""
    for way in ways:
        if way.concepts:
            for place in find(way, policy):
                values = _values(way, place.reading, place.sentence)
                yield Side(place.reading, place.sentence, None, place, values, way.weak)
            continue
        for reading in policy.readings:
            seen: set[int] = set()
            for statement in reading.statements:
                sentence = reading.sentences[statement.sentence]
                if statement.sentence in seen or not query_holds(way.statement, statement):
                    continue
                if not holds(way, reading, policy, sentence):
                    continue
                seen.add(statement.sentence)
                yield Side(reading, sentence, statement, None, _values(way, reading, sentence), way.weak)


def _values(way: Way, reading: Reading, sentence: Sentence) -> frozenset[str | int]:
    """What a side speaks of: the literal values of its way, and those that its sentence names, denied or not."""
    concepts = [value.strip("{}") for value in way.value if value[0] == "{"]
    named = {value for match in reading.in_sentence(sentence, *concepts) for value in match.values}
    return frozenset(named.union(value for value in way.value if value[0] != "{"))


def _same_scope(denial: Side, practice: Side) -> bool:
    return scopes_of(denial.reading, denial.sentence) == scopes_of(practice.reading, practice.sentence)


def _covered(denial: Side, practice: Side) -> bool | None:
    """Whether the denial stands unqualified; None when an exception or condition of either side keeps the two apart."""
    said, done = denial.statement, practice.statement
    exceptions = {qualifier.kind for qualifier in said.exceptions} if said else set()
    conditions = {qualifier.kind for qualifier in said.conditions} if said else set()
    permitted = {qualifier.kind for qualifier in (*done.exceptions, *done.conditions)} if done else set()
    if exceptions & _WIDE_EXCEPTIONS or conditions - {"time"} or permitted & _VOLUNTARY:
        return None
    if exceptions & permitted or (exceptions and denial.sentence.path[-1] is practice.sentence.path[-1]):
        return None
    if _limited_nearby(denial, practice):
        return None
    limited = bool(denial.reading.in_sentence(denial.sentence, "says-exception"))
    if limited and (exceptions or denial.sentence.path[-1] is practice.sentence.path[-1]):
        return None
    return not exceptions and not limited


def _limited_nearby(denial: Side, practice: Side) -> bool:
    """Whether the practice stands with the denial in one paragraph or follows it, opened by a word of contrast."""
    first, second = denial.sentence.index, practice.sentence.index
    if denial.reading is not practice.reading or abs(first - second) > 6:
        return False
    between = denial.reading.sentences[min(first, second) + 1 : max(first, second) + 1]
    same_section = denial.sentence.path[-1] is practice.sentence.path[-1]
    return same_section and any(denial.reading.in_sentence(sentence, "contrast-start") for sentence in between)


def _data_meets(denial: Statement, practice: Statement) -> bool | None:
    said, done = frozenset(denial.data), frozenset(practice.data) - _NOT_PERSONAL
    if said & _NOT_PERSONAL or (not done and practice.data):
        return None
    if practice.data and frozenset(practice.data) & _NOT_PERSONAL:
        return None
    if not said or said & _GENERAL:
        return True
    if done & said:
        return True
    return None


def _purposes_meet(denial: Statement, practice: Statement) -> bool | None:
    if not denial.purposes:
        return True
    if denial.only and denial.polarity == "affirmed":
        return True if practice.purposes and not frozenset(denial.purposes) & frozenset(practice.purposes) else None
    return True if frozenset(denial.purposes) & frozenset(practice.purposes) else None


def _recipients_meet(denial: Statement, practice: Statement) -> bool | None:
    said = frozenset(denial.recipients)
    done = frozenset(practice.recipients) - (_NOBODY_ELSE - said)
    if not done:
        return None
    if "anyone" in said:
        return True if done & (_OUTSIDE | _HELPERS) else None
    if done & said:
        return True
    if (not said or "third-party" in said) and done & _OUTSIDE:
        return bool(said)
    if "third-party" in said and "group" in done:
        return None
    return None
