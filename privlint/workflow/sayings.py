"""Words of a policy that a table can show, each with its place: classes of recipients, periods, countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.language.reading import Match, Reading
from privlint.model.findings import Location

GIVING = ("share", "sell", "transfer")
PLACES = ("country", "region")


class Saying(NamedTuple):
    """A word of the lexicon and where the policy says it; it claims nothing by itself: a verdict's evidence may stand there."""

    word: str
    location: Location


class Sayings(NamedTuple):
    """What a policy says, in its order: `recipients` are classes, `periods` ISO 8601, `countries` ISO 3166 at their words."""

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
    """Classes of recipients in sentences that give data away."""
    for statement in reading.statements:
        if statement.action in GIVING and statement.polarity == "affirmed" and statement.actor != "reader":
            sentence = reading.sentences[statement.sentence]
            place = Location(reading.document.source.path, sentence.span, sentence.quote)
            yield from (Saying(recipient, place) for recipient in statement.recipients)


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
