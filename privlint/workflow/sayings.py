"""Words of a policy that a table can show, each with its place: recipients, periods, countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.language.reading import Match, Reading
from privlint.model.findings import Location

GIVING = ("share", "sell", "transfer")
RECEIVING = "recipient-"  # and the class: the concept with its words
PLACES = ("country", "region")


class Saying(NamedTuple):
    """A word, or a value, and where the policy says it; it claims nothing by itself: a verdict's evidence may stand there."""

    word: str
    location: Location


class Sayings(NamedTuple):
    """What a policy says, in its order: `recipients` are its own words, `periods` ISO 8601, `countries` ISO 3166 at their words."""

    recipients: tuple[Saying, ...] = ()
    periods: tuple[Saying, ...] = ()
    countries: tuple[Saying, ...] = ()


def read_sayings(readings: Iterable[Reading]) -> Sayings:
    """The sayings of the documents of a policy, each word and place once."""
    readings = tuple(readings)
    return Sayings(
        _once(saying for reading in readings for saying in _recipients(reading)),
        _once(saying for reading in readings for saying in _matched(reading, "<period>")),
        _once(saying for reading in readings for saying in _matched(reading, *PLACES)),
    )


def _recipients(reading: Reading) -> Iterator[Saying]:
    """The words for those who receive something, in sentences that give data away."""
    path = reading.document.source.path
    for statement in reading.statements:
        if statement.action in GIVING and statement.polarity == "affirmed":
            concepts = [name for kind in statement.recipients if (name := RECEIVING + kind) in reading.lexicon.concepts]
            found = reading.in_sentence(reading.sentences[statement.sentence], *concepts)
            yield from (Saying(_words(match), Location(path, match.span, _words(match))) for match in _longest(found))


def _longest(matches: list[Match]) -> Iterator[Match]:
    """The matches of a sentence's own words that overlap no longer one, in their order."""
    end = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.start >= max(end, match.sentence.own):
            yield match
            end = match.end


def _matched(reading: Reading, *concepts: str) -> Iterator[Saying]:
    path = reading.document.source.path
    for match in reading.matches(*concepts):
        yield from (Saying(str(value), Location(path, match.span, _words(match))) for value in match.values)


def _words(match: Match) -> str:
    tokens = match.sentence.tokens
    return match.sentence.text[tokens[match.start].start : tokens[match.end - 1].end]


def _once(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    seen = {(saying.word, saying.location.path, saying.location.span): saying for saying in sayings}
    return tuple(seen.values())
