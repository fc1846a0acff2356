"""Deadlines for answering requests: the law allows one month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, find, read_way
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData

_DAYS = {"H": 1 / 24, "D": 1, "W": 7, "M": 30, "Y": 365}
_LONGEST = 31  # days of one month
_BUSINESS = "business-days"
_DAYS_A_WORKING_DAY = 7 / 5
_ABROAD, _UNION = "foreign-scope", "eu-scope"


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """A finding on each period for answering a request that is longer than a month."""
    ways = [read_way(table, f"{data['file']}, [[found]]") for table in data["found"]]
    places = {_key(place): place for way in ways for place in find(way, policy) if _days(place) > _LONGEST}
    silent = [read_way(table, f"{data['file']}, [[silent]]") for table in data.get("silent", ())]
    excused = {_key(place) for way in silent for place in find(way, policy)}
    findings = (_finding(data, places[key]) for key in sorted(places) if not (key in excused or _abroad(places[key])))
    return Outcome(findings=tuple(findings))


def longest_days(periods: tuple[str | int, ...], *, business: bool) -> float:
    """The longest of some ISO 8601 periods in days; working days are counted as seven for five."""
    lengths = [_length(str(period)) for period in periods]
    return max(lengths, default=0) * (_DAYS_A_WORKING_DAY if business else 1)


def _length(period: str) -> float:
    number, unit = period[1:-1].removeprefix("T"), period[-1:]
    return int(number) * _DAYS[unit] if number.isdigit() and unit in _DAYS else 0


def _days(place: Place) -> float:
    inside = [
        m
        for m in place.reading.in_sentence(place.sentence, "<period>")
        if place.start <= m.start and m.end <= place.end
    ]
    business = any(place.start <= m.start < place.end for m in place.reading.in_sentence(place.sentence, _BUSINESS))
    return longest_days(tuple(value for match in inside for value in match.values), business=business)


def _abroad(place: Place) -> bool:
    """Whether the deadline is one that American states set, and one of them, not the EU, was spoken of last."""
    reading, here = place.reading, place.sentence.index
    if not reading.in_sentence(place.sentence, "californian-deadline"):
        return False
    spoken = {name: [m.sentence.index for m in reading.matches(name)] for name in (_ABROAD, _UNION)}
    last = {name: max((index for index in at if index <= here), default=-1) for name, at in spoken.items()}
    return last[_ABROAD] > last[_UNION]


def _finding(data: RuleData, place: Place) -> Finding:
    return Finding(data["code"], data["name"], data.severity, data["message"], data["help"], place.words())


def _key(place: Place) -> tuple[str, int]:
    return place.reading.document.source.path, place.sentence.index
