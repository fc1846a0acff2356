"""Rules of kind "contradicts": a denial, and a practice that opposes it in the same scope.

The pairing follows the order of the literature's false alarms (PolicyLint, PoliGraph): polarity, actor, scope, purpose, exceptions.
When in doubt a pair is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from privlint.checks.pairing import (
    Side,
    data_meet,
    keeps_all_in,
    limited_nearby,
    purposes_meet,
    recipients_meet,
    same_scope,
    same_user,
    unqualified,
)
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.telling import told
from privlint.checks.topics import Opposite, can_be_asked, names_as_asked, same_matter, same_topic
from privlint.checks.ways import Way, find, holds, query_holds
from privlint.model.findings import Finding, Severity

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

# Places of one kind that are weighed against others: pairs grow with the square, and no policy has as many
MOST_SIDES = 300
_ANY = "any"  # the value of a denial that speaks of everything
_MOST_OPPOSED = 50  # practices that are weighed against one denial
_APART = {
    "scope": "they speak of different readers or data (scope)",
    "exceptions": "an exception or condition of one leaves room for the other",
    "values": "they are about different things",
    "apart": "they stand together, and the later one qualifies the other",
}


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
        denials = list(islice(sides(self.denial, policy), MOST_SIDES))
        if not denials:
            return Outcome()
        practices = Opposite(list(islice(sides(self._facing(denials), policy), MOST_SIDES)))
        findings: dict[int, Finding] = {}
        for denial in denials:
            if id(denial.sentence) in findings:
                continue
            met = ((side, self._meets(denial, side)) for side in practices.of(denial))
            opposed = list(islice(((side, strong) for side, strong in met if strong is not None), _MOST_OPPOSED))
            if opposed:
                findings[id(denial.sentence)] = told(self._finding(denial, opposed), policy)
        return Outcome(findings=tuple(_least_once(findings.values())))

    def _facing(self, denials: list[Side]) -> tuple[Way, ...]:
        """The ways of practice that may speak of what a denial speaks of: no other needs to be looked for."""
        said = {value for denial in denials for value in denial.values}
        if "values" not in self.guards or _ANY in said:
            return self.practice
        return tuple(
            way
            for way in self.practice
            if not said.isdisjoint(way.value) or any(value.startswith("{") for value in way.value)
        )

    def _finding(self, denial: Side, opposed: list[tuple[Side, bool]]) -> Finding:
        graded = [(self._severity(denial, side, strong=strong), side) for side, strong in opposed]
        graded.sort(key=lambda pair: -pair[0])
        severity, worst = graded[0]
        places = {id(side.sentence): side for _, side in reversed(graded)}  # each sentence once, by its worst
        sides = [side for _, side in graded if places[id(side.sentence)] is side]
        related = tuple(side.location(self.note) for side in sides)
        message = worst.way.message or denial.way.message or self.message
        return Finding(self.code, self.name, severity, message, self.help, denial.location(), related)

    def _severity(self, denial: Side, practice: Side, *, strong: bool) -> Severity:
        severity = self.severity if strong else min(self.severity, Severity.WARNING)
        caps = [Severity[way.at_most.upper()] for way in (denial.way, practice.way) if way.at_most]
        return min([severity, *caps])

    def kept_apart(self, denial: Side, practice: Side) -> Iterator[str]:
        """Why two sides do not oppose each other: each guard is asked for itself."""
        for guard in sorted(self.guards):
            if replace(self, guards=frozenset({guard}))._meets(denial, practice) is None:
                yield _APART.get(guard, f"their {guard} do not meet")

    def _meets(self, denial: Side, practice: Side) -> bool | None:
        """None when the two sides do not oppose each other, else whether they do without any doubt."""
        if denial.sentence is practice.sentence:
            return None
        if "values" in self.guards and not denial.values & (practice.values | {_ANY}):
            return None
        if "scope" in self.guards and not same_scope(denial, practice):
            return None
        if "apart" in self.guards and denial.sentence.block is practice.sentence.block:
            return None
        if "contrast" in self.guards and limited_nearby(denial, practice):
            return None
        if (denial.way.matter or practice.way.matter) and not same_matter(denial, practice):
            return None
        if "purposes" in self.guards and not same_user(denial, practice):
            return None
        if not names_as_asked(denial, practice):
            return None
        by_topic = denial.way.topic or practice.way.topic
        if by_topic and not same_topic(denial, practice):
            return None
        strong = not (denial.weak or practice.weak)
        if "exceptions" in self.guards:
            covered = unqualified(denial, practice)
            if covered is None:
                return None
            strong = strong and covered
        if "recipients" in self.guards and practice.statement is None and not keeps_all_in(denial.statement):
            return None
        for guard, check in (("data", data_meet), ("recipients", recipients_meet), ("purposes", purposes_meet)):
            if guard in self.guards and practice.statement is not None and not by_topic:
                met = check(denial.statement, practice.statement)
                if met is None:
                    return None
                strong = strong and met
        return strong


def _least_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, but of those that are no more than information the first alone."""
    told = False
    for finding in findings:
        if finding.severity is not Severity.INFO or not told:
            yield finding
        told = told or finding.severity is Severity.INFO


def sides(ways: tuple[Way, ...], policy: Policy) -> Iterator[Side]:
    """The places that meet a way, and the statements that answer one; what is only told, asked or supposed is no side."""
    for way in ways:
        if not can_be_asked(way, policy):
            continue
        if way.concepts:
            for place in find(way, policy):
                yield Side(place.reading, place.sentence, None, place, _values(way, place.reading, place.sentence), way)
            continue
        for reading in policy.readings:
            seen: set[tuple[object, ...]] = set()
            for statement in reading.statements:
                sentence = reading.sentences[statement.sentence]
                said = (statement.sentence, statement.data, statement.recipients, statement.purposes)
                if said in seen or statement.supposed != "no":
                    continue
                if not query_holds(way.statement, statement) or not holds(way, reading, policy, sentence):
                    continue
                seen.add(said)
                yield Side(reading, sentence, statement, None, _values(way, reading, sentence), way)


def _values(way: Way, reading: Reading, sentence: Sentence) -> frozenset[str | int]:
    """What a side speaks of: the literal values of its way, and those that its sentence names, denied or not."""
    concepts = [value.strip("{}") for value in way.value if value[0] == "{"]
    return reading.values_in(sentence, *concepts).union(value for value in way.value if value[0] != "{")
