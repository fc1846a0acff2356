"""CON105: two times of keeping for the same data after the same event, or a denial of keeping against keeping."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.contradicts import MOST_SIDES, Contradiction
from privlint.checks.python.defects.deadlines import longest_days
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.scope import scopes_of
from privlint.checks.telling import told
from privlint.checks.topics import are_alike, knows_topics, sharing, topics_of
from privlint.checks.ways import Place, find, read_way
from privlint.language.reading import match_values
from privlint.model.findings import Finding, Severity

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData

_TILL_EVENT = 100.0  # days; what goes with an event may take a quarter of a year, but no longer
_BY_TOPIC = (
    ("topic-period", None), ("topic-endless", inf), ("topic-at-once", 0.0), ("topic-till-event", _TILL_EVENT)
)  # fmt: skip
_CLOSE = 1.1  # two ways of saying one period may differ by a tenth: a month and 30 days
_GENERAL = frozenset({"general"})
_WITH_THE_ACCOUNT = frozenset({"general", "account", "contact", "order", "newsletter", "payment"})
_RUNNING = ("paragraph", "quote")  # a cell or an item may speak of data that its row or stem names in words we lack


class Kept(NamedTuple):
    """A place that says for how many days (or without end) some kinds of data are kept, counted from some events."""

    place: Place
    days: float
    kinds: frozenset[str | int]
    events: frozenset[str | int]
    parts: frozenset[str | int]

    @property
    def topics(self) -> frozenset[str | int]:
        """The matters that the sentence speaks of, by its words."""
        return topics_of(self.place.reading, self.place.sentence)


def contradiction(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """Denials of keeping that a practice opposes, and the first of two periods that differ for the same data."""
    where = f"rules/{data.get('file', data['name'])}"
    denials, practices = (tuple(read_way(table, where) for table in data[key]) for key in ("denial", "practice"))
    pairs = Contradiction(
        data["code"], data["name"], data.severity, data["message"], data["help"], denials, practices,
        frozenset(data["guards"]), data["opposed"],
    )  # fmt: skip
    found = pairs(policy, context).findings
    periods = _periods(data, policy)
    known = {
        (place.path, place.span) for finding in (*found, *periods) for place in (finding.location, *finding.related)
    }
    others = (each for each in _of_one_topic(data, policy) if (each.location.path, each.location.span) not in known)
    return Outcome(findings=(*found, *periods, *others))


def _periods(data: RuleData, policy: Policy) -> list[Finding]:
    rule = f"rules/{data.get('file', data['name'])}"
    bounded, endless = (find(read_way(data["options"][key], rule), policy) for key in ("period", "endless"))
    ends = [each for place in bounded if (each := _kept(place)) is not None]
    kept = ends + [each for place in endless if (each := _kept(place, endless=True)) is not None] if ends else []
    findings: list[Finding] = []
    met: set[int] = set()
    for number, first in enumerate(kept):
        others = [at for at in range(number + 1, len(kept)) if at not in met and _differ(first, kept[at])]
        if others and number not in met:
            met.update(others)
            strict = first.kinds != _GENERAL and first.events and any(kept[at].events == first.events for at in others)
            severity = data.severity if strict else Severity.WARNING
            related = tuple(kept[at].place.location(data["options"]["other"]) for at in others)
            message, where = data["options"]["periods"], first.place.location()
            finding = Finding(data["code"], data["name"], severity, message, data["help"], where, related)
            findings.append(told(finding, policy))
    return findings


def _of_one_topic(data: RuleData, policy: Policy) -> list[Finding]:
    """The first of two periods for one matter that is no kind of data which the lexicon knows; a warning."""
    if not knows_topics(policy):
        return []
    rule = f"rules/{data.get('file', data['name'])}"
    ways = [(read_way(data["options"][key], rule), days) for key, days in _BY_TOPIC]
    kept = [each for way, days in ways for place in find(way, policy) if (each := _kept_topic(place, days)) is not None]
    del kept[MOST_SIDES:]
    findings: list[Finding] = []
    for first, near in zip(kept, sharing([each.topics for each in kept]), strict=True):
        others = [kept[at] for at in near if _differ_on_a_topic(first, kept[at])]
        if others:
            related = tuple(other.place.location(data["options"]["other"]) for other in others)
            message, where = data["options"]["periods"], first.place.location()
            finding = Finding(data["code"], data["name"], Severity.WARNING, message, data["help"], where, related)
            findings.append(told(finding, policy))
    return findings


def _differ_on_a_topic(first: Kept, second: Kept) -> bool:
    if first.place.sentence is second.place.sentence or not _may_be_one(first, second):
        return False
    if not are_alike(first.topics, second.topics) or _scopes(first) != _scopes(second):
        return False
    shorter, longer = sorted((first.days, second.days))
    return longer > _CLOSE * shorter and longer != _TILL_EVENT


def _may_be_one(first: Kept, second: Kept) -> bool:
    """Whether two periods may be for one thing: one names no kind of data, or both share one, and the rest that they name is alike."""
    if not (first.kinds and second.kinds):
        return True
    return bool(first.kinds & second.kinds) and first.parts == second.parts and _of_one_event(first, second)


def _scopes(kept: Kept) -> frozenset[str]:
    return scopes_of(kept.place.reading, kept.place.sentence)


def _kept(place: Place, *, endless: bool = False) -> Kept | None:
    reading, sentence = place.reading, place.sentence
    days = inf if endless else _days_said(place)
    kinds = frozenset(match_values(sentence, 0, len(sentence.tokens), reading.lexicon, "kept-kind", -1))
    if not kinds and sentence.kind in _RUNNING and reading.in_sentence(sentence, "kept-in-general"):
        kinds = _GENERAL
    parts = _parts(place)
    is_one = len(_periods_said(place)) == 1 - endless
    return Kept(place, days, kinds, _events(place), parts) if days and kinds and is_one else None


def _kept_topic(place: Place, days: float | None) -> Kept | None:
    """What a place says of the keeping of a matter, for some days or, where none are given, for the one period it names."""
    reading, sentence = place.reading, place.sentence
    if days is None:
        days = _days_said(place)
        if len(_periods_said(place)) != 1 or not days:
            return None
    elif days != inf and _periods_said(place):
        return None
    kinds = frozenset(match_values(sentence, 0, len(sentence.tokens), reading.lexicon, "kept-kind", -1))
    return Kept(place, days, kinds, _events(place), _parts(place))


def _events(place: Place) -> frozenset[str | int]:
    """The events that a period begins with."""
    return place.reading.values_in(place.sentence, "kept-from")


def _periods_said(place: Place) -> tuple[str | int, ...]:
    """The periods that a place names, each once."""
    found = place.reading.in_sentence(place.sentence, "<period>")
    return tuple(dict.fromkeys(value for match in found for value in match.values))


def _days_said(place: Place) -> float:
    """The days of the longest period that a place names."""
    is_business = bool(place.reading.in_sentence(place.sentence, "business-days"))
    return longest_days(_periods_said(place), business=is_business)


def _parts(place: Place) -> frozenset[str | int]:
    """The parts of the controller's offer that the sentence, or a heading above it, names."""
    reading, sentence = place.reading, place.sentence
    places = (sentence, *reading.above(sentence.path[1:]))
    return frozenset().union(*(reading.values_in(place, "kept-part") for place in places))


def _of_one_event(first: Kept, second: Kept) -> bool:
    """Whether two periods begin with one event; where one names none, that of data that lives as long as the account is open."""
    if first.events == second.events:
        return True
    return not (first.events and second.events) and not first.kinds & _WITH_THE_ACCOUNT


def _differ(first: Kept, second: Kept) -> bool:
    if (first.kinds, first.parts) != (second.kinds, second.parts) or not _of_one_event(first, second):
        return False
    if _scopes(first) != _scopes(second):
        return False
    return max(first.days, second.days) > _CLOSE * min(first.days, second.days)
