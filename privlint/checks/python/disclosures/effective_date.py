"""The date of a policy: at a label such as "last updated", or alone at its top or its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from privlint.checks.python.disclosures.verdicts import missing, partial, place, present
from privlint.checks.python.document.dates import own_dates
from privlint.checks.rule import Context, Outcome, Policy
from privlint.language.classes import numeric_dates

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence
    from privlint.model.findings import Location

_TOP = 6  # sentences at the top, and at the end, in which a date needs no label
_BRIEF = 14  # words of a line that is about its date
_YEARS = range(1995, 2101)


def check(data: RuleData, policy: Policy, _context: Context) -> Outcome:
    """Present with a date, which is the value; partial with a year alone or an unfilled date."""
    found: list[Location] = []
    values: dict[str | int, None] = {}
    for reading in policy.readings:
        for sentence, dates in _dated(reading):
            found.append(place(reading, sentence))
            values.update(dict.fromkeys(dates))
    if found:
        return present(data, found, f"the policy is dated: {', '.join(map(str, values))}", tuple(values))
    years = [place(reading, match.sentence) for reading in policy.readings for match in _years(reading)]
    if years:
        return partial(data, years, "it gives a year, but no day or month")
    open_slots = [place(reading, sentence) for reading in policy.readings for sentence in _open_slots(reading)]
    if open_slots:
        return partial(
            data, open_slots, "the place of the date has not been filled in", explained_by="placeholder-text"
        )
    return missing(data, policy)


def _dated(reading: Reading) -> Iterator[tuple[Sentence, tuple[str | int, ...]]]:
    """Each sentence that dates the policy, with the ISO dates it can mean: labelled ones first."""
    labelled = own_dates(reading)
    yield from ((match.sentence, match.values) for match in labelled)
    yield from _spelt_apart(reading)
    dates = reading.matches("<date>")
    for match in reading.matches("dated-version"):
        inside = [
            date
            for date in dates
            if date.sentence is match.sentence and match.start <= date.start < date.end <= match.end
        ]
        if inside and _is_own(reading, match):
            yield match.sentence, inside[-1].values
    if not labelled:
        yield from ((date.sentence, date.values) for date in dates if _needs_no_label(reading, date))


def _is_own(reading: Reading, match: Match) -> bool:
    """Whether a date is the policy's: its sentence names the policy, or is a line at the edge of the document."""
    sentence = match.sentence
    if reading.in_sentence(sentence, "foreign-date") or reading.in_sentence(sentence, "other-law"):
        return False
    if reading.in_sentence(sentence, "this-policy"):
        return True
    return len(sentence.tokens) - sentence.own <= _BRIEF and _at_edge(reading, sentence)


def _at_edge(reading: Reading, sentence: Sentence) -> bool:
    return sentence.index < _TOP or sentence.index >= len(reading.sentences) - _TOP


def _needs_no_label(reading: Reading, date: Match) -> bool:
    """Whether a date stands alone on a line at the edge of the document, or in its title."""
    sentence = date.sentence
    if not _at_edge(reading, sentence):
        return False
    alone = date.start - sentence.own + len(sentence.tokens) - date.end <= 1
    return alone or (sentence.kind == "heading" and bool(reading.in_sentence(sentence, "title-words")))


def _spelt_apart(reading: Reading) -> Iterator[tuple[Sentence, tuple[str | int, ...]]]:
    """Dates whose numbers stand apart ("8 / 21 / 2021"), after a label."""
    for label in reading.matches("revision-label", "force-label"):
        numbers = [token.norm for token in label.sentence.tokens[label.end : label.end + 3] if token.kind == "number"]
        if len(numbers) == 3 and all(number.isdigit() for number in numbers):
            values = numeric_dates("-".join(numbers))
            if values:
                yield label.sentence, tuple(values)


def _years(reading: Reading) -> Iterator[Match]:
    for match in reading.matches("year-label"):
        last = match.sentence.tokens[match.end - 1].norm
        if last.isdigit() and int(last) in _YEARS and len(match.sentence.tokens) - match.sentence.own <= _BRIEF:
            yield match


def _open_slots(reading: Reading) -> Iterator[Sentence]:
    for match in reading.matches("revision-label", "force-label"):
        slots = any(token.kind == "placeholder" for token in match.sentence.tokens[match.start :])
        if slots or reading.in_sentence(match.sentence, "template-text"):
            yield match.sentence
