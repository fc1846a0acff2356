"""A document understood: its sentences, where each concept stands in them, and whether it is denied there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from privlint.language.clauses import ClauseMap
from privlint.language.lexicon import Lexicon
from privlint.language.names import own_names
from privlint.language.sentences import Sentence, SentenceReader
from privlint.language.statements import read_statements
from privlint.model.statements import Statement
from privlint.model.text import Span
from privlint.model.tree import Document, Section


class Match:
    """A concept at tokens `start` to `end` (half-open) of a sentence, with the values that stand in it."""

    __slots__ = ("_clauses", "_denied", "concept", "end", "sentence", "start", "values")

    def __init__(
        self, concept: str, sentence: Sentence, start: int, end: int, values: tuple[str | int, ...], clauses: ClauseMap
    ) -> None:
        self.concept = concept
        self.sentence = sentence
        self.start = start
        self.end = end
        self.values = values
        self._clauses = clauses
        self._denied: bool | None = None

    @property
    def denied(self) -> bool:
        """Whether a negation governs it."""
        if self._denied is None:
            self._denied = self._clauses.denied(self.sentence, self.start, self.end)
        return self._denied

    @property
    def span(self) -> Span:
        """The source span of the matched words that stand in the sentence's own part."""
        return self.sentence.source_span(self.start, self.end)


class Reading:
    """One document with its sentences; concepts and statements are looked up on demand."""

    def __init__(self, document: Document, lexicon: Lexicon, sentences: tuple[Sentence, ...] | None = None) -> None:
        self.document = document
        self.lexicon = lexicon
        self.sentences: tuple[Sentence, ...] = sentences or tuple(SentenceReader(lexicon).read(document))
        self.clauses = ClauseMap(lexicon, own_names(self.sentences, lexicon))
        self._matches: dict[str, tuple[Match, ...]] = {}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Who does what with which data: every statement of the document, in order."""
        return read_statements(self.document, self.sentences, self.clauses, self.lexicon)

    def matches(self, *concepts: str) -> list[Match]:
        """Every place where one of the concepts stands, in document order; a token class is written "<email>"."""
        if len(concepts) == 1:
            return list(self._of(concepts[0]))
        found = [match for concept in concepts for match in self._of(concept)]
        return sorted(found, key=lambda match: (match.sentence.index, match.start, match.end, match.concept))

    def asked(self) -> tuple[str, ...]:
        """The concepts that were looked up until now."""
        return tuple(self._matches)

    def in_sentence(self, sentence: Sentence, *concepts: str) -> list[Match]:
        """The matches of the concepts in one sentence."""
        return [match for concept in concepts for match in self._of(concept) if match.sentence is sentence]

    def heading_says(self, path: Iterable[Section], concepts: Iterable[str]) -> bool:
        """Whether a heading of the path matches one of the concepts."""
        headings = {id(section.heading) for section in path if section.heading is not None}
        return any(id(match.sentence.block) in headings for concept in concepts for match in self._of(concept))

    @cached_property
    def _places(self) -> dict[int, list[tuple[Sentence, int]]]:
        """The sentences and tokens at which each symbol stands, in document order."""
        found: dict[int, list[tuple[Sentence, int]]] = defaultdict(list)
        for sentence in self.sentences:
            for start, here in enumerate(sentence.chart):
                place = (sentence, start)
                for symbol in here:
                    found[symbol].append(place)
        return found

    def _of(self, concept: str) -> tuple[Match, ...]:
        if concept not in self._matches:
            self._matches[concept] = tuple(self._find(concept))
        return self._matches[concept]

    def _find(self, concept: str) -> list[Match]:
        lexicon = self.lexicon
        symbol = lexicon.symbols.get(concept, -1) if concept[0] == "<" else lexicon.symbol(concept)
        unless = lexicon.excluded.get(symbol)
        found: list[Match] = []
        last: tuple[Sentence | None, int] = (None, -1)
        for sentence, start in self._places.get(symbol, ()):
            end = max(sentence.chart[start][symbol])
            if end <= sentence.own or (last[0] is sentence and end <= last[1]):
                continue
            if unless is not None and _overlapped(sentence, start, end, unless):
                continue
            last = (sentence, end)
            found.append(self._match(concept, symbol, sentence, start, end))
        return found

    def _match(self, concept: str, symbol: int, sentence: Sentence, start: int, end: int) -> Match:
        values = match_values(sentence, start, end, self.lexicon, concept, symbol)
        return Match(concept, sentence, start, end, values, self.clauses)


def _overlapped(sentence: Sentence, start: int, end: int, symbol: int) -> bool:
    return any(other > start for at in range(end) for other in sentence.chart[at].get(symbol, ()))


def match_values(
    sentence: Sentence, start: int, end: int, lexicon: Lexicon, concept: str, symbol: int
) -> tuple[str | int, ...]:
    """The values that a concept or token class carries within tokens `start` to `end`."""
    if concept[0] == "<":
        return tuple(sentence.class_values.get((start, end, symbol), ()))
    if concept not in lexicon.valued:
        return ()
    found: dict[str | int, None] = {}
    for at in range(start, end):
        for inner, ends in sentence.chart[at].items():
            valued = lexicon.values.get(inner)
            if valued is not None and valued[0] == concept and any(other <= end for other in ends):
                found[valued[1]] = None
    return tuple(found)


def read_document(document: Document, lexicon: Lexicon) -> Reading:
    """A document as the rules see it."""
    return Reading(document, lexicon)
