"""CON113: one thing, two numbers: the time for answering requests, the notice before changes, the date of the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.contradicts import MOST_SIDES
from privlint.checks.python.defects.deadlines import longest_days
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.scope import scopes_of
from privlint.checks.telling import told
from privlint.checks.topics import matter, shared
from privlint.checks.ways import Place, Way, find, read_way, shorten
from privlint.model.findings import Finding, Location

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

_EDGE = 6  # sentences at either end of a text that date all of it
_MEASURES = ("how-often", "<period>", "sum-of-money")
_LEAST_ALIKE, _MOSTLY = 3, 0.6  # words, and the part of the words, by which two sentences are about the same matter
_NEARLY = 3  # days by which two ways of saying one period may differ: a month, 30 days, four weeks


class Said(NamedTuple):
    """A number that a place gives: `size` in days, `about` the kinds of request (or nothing) that it is for."""

    place: Place
    size: float
    about: frozenset[str]


def contradiction(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """At most one finding for each thing that the ways (`said` names it) give a period for, and one for dates."""
    where = f"rules/{data.get('file', data['name'])}"
    topics = tuple(data["options"]["topics"])
    by_thing: dict[str, dict[tuple[str, int], Said]] = {}
    for way in (read_way(table, where) for table in data["practice"]):
        there = by_thing.setdefault(way.said, {})
        for place in find(way, policy):
            said = _said(way, place, topics)
            if said is not None:
                there.setdefault(_position(place), said)
    findings = [
        finding
        for thing in by_thing
        for finding in _compare(data, policy, thing, [*map(by_thing[thing].get, sorted(by_thing[thing]))])
    ]
    findings.extend(_alike(data, policy))
    return Outcome(
        findings=(*findings, *(each for reading in policy.readings for each in _dates(data, policy, reading)))
    )


def _said(way: Way, place: Place, topics: tuple[str, ...]) -> Said | None:
    periods = tuple(dict.fromkeys(value for value in place.values if str(value)[:1] == "P"))
    if len(periods) != 1 or place.foreign:
        return None
    business = bool(place.reading.in_sentence(place.sentence, "business-days"))
    days = longest_days(periods, business=business)
    about = frozenset(topic for topic in topics if place.reading.in_sentence(place.sentence, topic))
    return Said(place, days, about) if days else None


def _compare(data: RuleData, policy: Policy, thing: str, said: list[Said | None]) -> list[Finding]:
    places = [each for each in said if each is not None]
    for number, first in enumerate(places):
        others = [other for other in places[number + 1 :] if _differ(first, other)]
        if others:
            related = tuple(other.place.location(data["opposed"]) for other in others)
            message = data["message"].replace("{thing}", thing)
            where = first.place.location()
            finding = Finding(data["code"], data["name"], data.severity, message, data["help"], where, related)
            return [told(finding, policy)]
    return []


def _differ(first: Said, second: Said) -> bool:
    same_matter = first.about == second.about and _scopes(first) == _scopes(second)
    return same_matter and abs(first.size - second.size) > _NEARLY


def _alike(data: RuleData, policy: Policy) -> list[Finding]:
    """At most one finding where sentences that are about the same matter, by their words, give two numbers for it."""
    by_unit: dict[str, list[tuple[float, Reading, Sentence]]] = {}
    for reading in policy.readings:
        measured = {match.sentence.index for match in reading.matches(*_MEASURES)}
        for index in sorted(measured):
            sentence = reading.sentences[index]
            unit, size = _measure(reading, sentence)
            if unit and len(matter(reading, sentence)) >= _LEAST_ALIKE:
                by_unit.setdefault(unit, []).append((size, reading, sentence))
    for unit in sorted(by_unit):
        places = by_unit[unit][:MOST_SIDES]
        for number, first in enumerate(places):
            others = [other for other in places[number + 1 :] if _disagree(unit, first, other)]
            if others:
                related = tuple(_whole(reading, sentence, data["opposed"]) for _, reading, sentence in others)
                message = data["message"].replace("{thing}", data["options"]["same"])
                where = _whole(first[1], first[2])
                finding = Finding(data["code"], data["name"], data.severity, message, data["help"], where, related)
                return [told(finding, policy)]
    return []


def _measure(reading: Reading, sentence: Sentence) -> tuple[str, float]:
    """The unit and the size of the one number that a sentence gives, if nothing limits it; else no unit."""
    found = [(measure, _values_of(reading, sentence, measure)) for measure in _MEASURES]
    named = [(measure, values) for measure, values in found if values]
    if named and named[0][0] == _MEASURES[0]:  # "every three years" has a period in it
        named = [pair for pair in named if pair[0] != "<period>"]
    limited = (
        sentence.kind in ("heading", "cell") or sentence.question or reading.in_sentence(sentence, "number-limited")
    )
    if limited or len(named) != 1 or len(named[0][1]) != 1:
        return "", 0
    (measure, (value,)) = named[0]
    if measure == "<period>":
        return measure, longest_days((value,), business=bool(reading.in_sentence(sentence, "business-days")))
    return measure, float(value)


def _values_of(reading: Reading, sentence: Sentence, measure: str) -> tuple[str | int, ...]:
    found = reading.in_sentence(sentence, measure)
    if measure == "sum-of-money" and found:
        numbers = reading.in_sentence(sentence, "<number>")
        found = [n for n in numbers if any(sum_.start <= n.start and n.end <= sum_.end for sum_ in found)]
    return tuple(dict.fromkeys(value for match in found for value in match.values))


def _disagree(unit: str, first: tuple[float, Reading, Sentence], other: tuple[float, Reading, Sentence]) -> bool:
    (size, reading, sentence), (other_size, other_reading, other_sentence) = first, other
    nearly = _NEARLY if unit == "<period>" and min(size, other_size) > _NEARLY else 0
    if not size or not other_size or abs(size - other_size) <= nearly:
        return False
    if _is_denied(reading, sentence) != _is_denied(other_reading, other_sentence):
        return False
    words, other_words = matter(reading, sentence), matter(other_reading, other_sentence)
    alike = shared(words, other_words)
    return (
        alike >= max(_LEAST_ALIKE, _MOSTLY * min(len(words), len(other_words)))
        and alike >= len(max(words, other_words, key=len)) / 2
        and scopes_of(reading, sentence) == scopes_of(other_reading, other_sentence)
        and sentence.block is not other_sentence.block
    )


def _is_denied(reading: Reading, sentence: Sentence) -> bool:
    """Whether the negations of a sentence do not cancel each other."""
    return reading.clauses.count(sentence, reading.clauses.of(sentence).cues) % 2 == 1


def _whole(reading: Reading, sentence: Sentence, note: str = "") -> Location:
    return Location(reading.document.source.path, sentence.span, shorten(sentence.quote), note)


def _scopes(said: Said) -> frozenset[str]:
    return scopes_of(said.place.reading, said.place.sentence)


def _dates(data: RuleData, policy: Policy, reading: Reading) -> list[Finding]:
    """A finding where two labels of the last change in one document carry dates that cannot be the same."""
    from privlint.checks.python.document.dates import own_dates

    labelled = [match for match in own_dates(reading) if _is_revision(reading, match)]
    for number, first in enumerate(labelled):
        others = [match for match in labelled[number + 1 :] if not _may_be_same(first, match)]
        if others:
            message = data["message"].replace("{thing}", data["options"]["date"])
            related = tuple(_location(reading, match, data["opposed"]) for match in others)
            where = _location(reading, first)
            finding = Finding(data["code"], data["name"], data.severity, message, data["help"], where, related)
            return [told(finding, policy)]
    return []


def _is_revision(reading: Reading, date: Match) -> bool:
    """Whether a date is that of the last change of the whole text: at its edge, or in a sentence that names the policy."""
    sentence = date.sentence
    before = reading.sentences[sentence.index - 1 : sentence.index]
    labels = reading.in_sentence(sentence, "revision-label")
    apart = [each for each in before if not reading.in_sentence(each, "<date>")]
    labels += [label for each in apart for label in reading.in_sentence(each, "revision-label")]
    if not labels or reading.in_sentence(sentence, "dates-apart", "foreign-date"):
        return False
    at_edge = sentence.index < _EDGE or sentence.index >= len(reading.sentences) - _EDGE
    return at_edge or bool(reading.in_sentence(sentence, "this-policy")) or _stands_alone(reading, sentence)


def _stands_alone(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is a paragraph of its own, under no heading of a part that may have a date of its own."""
    beside = reading.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
    alone = all(each is sentence or each.block is not sentence.block for each in beside)
    return alone and not reading.heading_says(
        sentence.path[1:], ("whole-text-elsewhere", "foreign-scope", "dates-apart")
    )


def _may_be_same(first: Match, second: Match) -> bool:
    return any(str(a).startswith(str(b)) or str(b).startswith(str(a)) for a in first.values for b in second.values)


def _location(reading: Reading, match: Match, note: str = "") -> Location:
    return Location(reading.document.source.path, match.sentence.span, shorten(match.sentence.quote), note)


def _position(place: Place) -> tuple[str, int]:
    return place.reading.document.source.path, place.sentence.index
