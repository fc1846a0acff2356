"""Dates: how old the policy says that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.python.document.passages import Passage, finding, location, passages
from privlint.checks.rule import Outcome
from privlint.model.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

_REACH = 6  # words between a label and its date
_TOP = 5  # passages in which a date alone is the policy's
_SHORT = 14  # words


class Dated(NamedTuple):
    """A date that the policy gives for itself: the first and last days that it can mean."""

    where: Location
    first: date
    last: date


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """One finding when the newest date of the policy is too old, in the future, or none that exists."""
    dates: list[Dated] = []
    wrong: list[Location] = []
    for reading in policy.readings:
        for match in own_dates(reading):
            dated = _dated(reading, match)
            if dated is None:
                wrong.append(location(reading, match))
            else:
                dates.append(dated)
        if not dates:
            dates.extend(_loose(reading))
    if not dates:
        return Outcome(
            findings=tuple(finding(data, where, data["message"].format(what=_NO_DATE)) for where in wrong[:1])
        )
    newest = max(dates, key=lambda dated: (dated.last, -dated.where.span.start))
    what = _fault(newest, context)
    return Outcome(findings=(finding(data, newest.where, data["message"].format(what=what)),)) if what else Outcome()


_NO_DATE = "is not a date of the calendar"


def _fault(dated: Dated, context: Context) -> str:
    if dated.first > context.as_of:
        return "lies in the future"
    months = (context.as_of.year - dated.last.year) * 12 + context.as_of.month - dated.last.month
    months -= context.as_of.day < dated.last.day
    if months > context.max_age or (months == context.max_age and context.as_of.day > dated.last.day):
        return f"is more than {context.max_age} months old (it is of {dated.last:%B %Y})"
    return ""


def _dated(reading: Reading, match: Match) -> Dated | None:
    from datetime import date, timedelta

    days: list[date] = []
    for value in match.values:
        year, month, *day = (int(part) for part in str(value).split("-"))
        try:
            days.append(date(year, month, day[0] if day else 1))
            if not day:
                days.append(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
        except ValueError:
            continue
    return Dated(location(reading, match), min(days), max(days)) if days else None


def own_dates(reading: Reading) -> list[Match]:
    """The dates that stand at a label such as "last updated", or alone at the top."""
    found: dict[tuple[int, int], Match] = {}
    dates = reading.matches("<date>")
    for label in reading.matches("revision-label", "force-label"):
        sentence = label.sentence
        if label.concept == "force-label" and not _speaks_of_policy(reading, label):
            continue
        here = [date for date in dates if date.sentence is sentence and -3 <= date.start - label.end <= _REACH]
        if not here and label.end >= len(sentence.tokens) - 2:
            here = [
                date for date in dates if date.sentence.index == sentence.index + 1 and date.start == date.sentence.own
            ]
        found.update({(date.sentence.index, date.start): date for date in here[:1]})
    if not found:
        top = passages(reading)[:_TOP]
        found = {(date.sentence.index, date.start): date for date in dates if _stands_alone(date, top)}
    return [found[key] for key in sorted(found) if not reading.in_sentence(found[key].sentence, "foreign-date")]


def _loose(reading: Reading) -> Iterator[Dated]:
    """Dates written with other marks than a date has, such as "8, 21, 2021" or "2021-8-2", after a revision label."""
    for label in reading.matches("revision-label"):
        sentence = label.sentence
        for start in range(label.end, min(label.end + _REACH, len(sentence.tokens) - 2)):
            parts = [token.norm for token in sentence.tokens[start : start + 3]]
            days = sorted(_readings_of(parts))
            if days:
                where = Location(
                    reading.document.source.path, sentence.source_span(start, start + 3), _quote(sentence, start)
                )
                yield Dated(where, days[0], days[-1])
                break


def _quote(sentence: Sentence, start: int) -> str:
    return sentence.text[sentence.tokens[start].start : sentence.tokens[start + 2].end]


def _readings_of(parts: list[str]) -> Iterator[date]:
    """The days that three numbers can mean: year first, or year last with day and month in either order."""
    from datetime import date

    if not all(part.isdigit() for part in parts):
        return
    first, second, third = map(int, parts)
    for year, month, day in ((first, second, third), (third, first, second), (third, second, first)):
        if 1990 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
            try:
                yield date(year, month, day)
            except ValueError:
                continue


def _speaks_of_policy(reading: Reading, label: Match) -> bool:
    """Whether "effective" can only be the policy's: it opens the document, or its sentence names it or is hardly more."""
    sentence = label.sentence
    short = len(sentence.tokens) - sentence.own <= _SHORT
    opens = sentence.index == 0 and label.start == sentence.own
    return bool(opens or reading.in_sentence(sentence, "this-policy")) or (
        short and not reading.in_sentence(sentence, "other-law")
    )


def _stands_alone(date: Match, top: list[Passage]) -> bool:
    sentence = date.sentence
    alone = date.start == sentence.own and date.end == len(sentence.tokens)
    return alone and any(passage.block is sentence.block for passage in top)
