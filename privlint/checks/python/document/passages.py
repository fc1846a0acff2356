"""Passages: the headings, paragraphs, items and cells of a reading, and findings on their words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from privlint.checks.ways import shorten
from privlint.model.findings import Finding, Location

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence
    from privlint.model.text import MappedText
    from privlint.model.tree import Block, Heading, Link, Section


@dataclass(slots=True, eq=False, repr=False)
class Passage:
    """One heading or block with its sentences, in document order."""

    reading: Reading
    index: int
    block: Block | Heading
    kind: str
    path: tuple[Section, ...]
    mapped: MappedText
    sentences: list[Sentence] = field(default_factory=list)
    _heard: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What a reader sees."""
        return self.mapped.text

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the passage, by their places in its text."""
        return self.block.links

    def says(self, concept: str, start: int, end: int) -> bool:
        """Whether a concept stands between two places of the text."""
        if concept not in self._heard:
            self._heard[concept] = sorted(self._hear(concept))
        heard = self._heard[concept]
        at = bisect_left(heard, (start, start))
        while at < len(heard) and heard[at][0] < end:
            if heard[at][1] <= end:
                return True
            at += 1
        return False

    def _hear(self, concept: str) -> Iterator[tuple[int, int]]:
        for sentence in self.sentences:
            for first, last in spoken(self.reading, sentence, concept):
                yield sentence.tokens[first].start + sentence.offset, sentence.tokens[last - 1].end + sentence.offset

    def near(self, start: int, end: int) -> Iterator[Sentence]:
        """The sentences that stand between two places of the text, at least in part."""
        at = bisect_right(self.sentences, start, key=_starts)
        for sentence in self.sentences[max(0, at - 1) :]:
            if _starts(sentence) >= end:
                return
            yield sentence

    def location(self, start: int = 0, end: int | None = None, note: str = "") -> Location:
        """The characters `start` to `end` (half-open) of the text."""
        end = len(self.text) if end is None else end
        span = self.mapped.span(start, end)
        return Location(self.reading.document.source.path, span, shorten(self.text[start:end]), note)


def _starts(sentence: Sentence) -> int:
    return sentence.offset + len(sentence.text) - len(sentence.quote)


def passages(reading: Reading) -> list[Passage]:
    """The passages of a document, in order."""
    found: list[Passage] = []
    for sentence in reading.sentences:
        if not found or found[-1].block is not sentence.block:
            found.append(Passage(reading, len(found), sentence.block, sentence.kind, sentence.path, sentence.mapped))
        found[-1].sentences.append(sentence)
    return found


def place(match: Match) -> tuple[int, int]:
    """Where a match's own words stand in the text of its passage, half-open."""
    sentence = match.sentence
    start = max(match.start, sentence.own)
    return sentence.tokens[start].start + sentence.offset, sentence.tokens[match.end - 1].end + sentence.offset


def location(reading: Reading, match: Match, note: str = "") -> Location:
    """The words of a match."""
    start, end = place(match)
    text = match.sentence.mapped.text[start:end]
    return Location(reading.document.source.path, match.span, shorten(text), note)


def beginning(reading: Reading, sentence: Sentence, note: str = "", most: int = 24) -> Location:
    """The first words of a sentence's own part, at most `most`: a long sentence would mark the whole screen."""
    last = min(len(sentence.tokens), sentence.own + most)
    if last == len(sentence.tokens):
        return Location(reading.document.source.path, sentence.span, shorten(sentence.quote), note)
    span = sentence.source_span(sentence.own, last)
    text = sentence.text[sentence.tokens[sentence.own].start : sentence.tokens[last - 1].end]
    return Location(reading.document.source.path, span, text, note)


def finding(
    data: RuleData, where: Location, message: str = "", related: Iterable[Location] = (), subject: str = ""
) -> Finding:
    """A finding of the rule in `data`; the message is the rule's own when none is given."""
    return Finding(
        data["code"],
        data["name"],
        data.severity,
        message or data["message"],
        data["help"],
        where,
        tuple(related),
        subject,
    )


def spoken(reading: Reading, sentence: Sentence, concept: str) -> list[tuple[int, int]]:
    """The tokens (half-open) of one sentence's own part at which a concept stands; cheaper than all its matches."""
    symbol = reading.lexicon.symbol(concept)
    chart = sentence.chart
    return [(at, max(chart[at][symbol])) for at in reading.starts(sentence, concept) if at >= sentence.own]
