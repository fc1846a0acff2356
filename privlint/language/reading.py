"""A document understood: its sentences, where each concept stands in them, and whether it is denied there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar

from privlint.language.chart import is_overlapped
from privlint.language.clauses import ClauseMap
from privlint.language.lexicon import Lexicon
from privlint.language.names import own_names
from privlint.language.sentences import Sentence, SentenceReader
from privlint.language.statements import read_statements
from privlint.model.statements import Statement
from privlint.model.text import Span
from privlint.model.tree import Document, Section

T = TypeVar("T")


class Match:
    """A concept at tokens `start` to `end` (half-open) of a sentence."""

    __slots__ = ("_denied", "_reading", "concept", "end", "sentence", "start")

    def __init__(self, concept: str, sentence: Sentence, start: int, end: int, reading: Reading) -> None:
        self.concept = concept
        self.sentence = sentence
        self.start = start
        self.end = end
        self._reading = reading
        self._denied: bool | None = None

    @property
    def values(self) -> tuple[str | int, ...]:
        """The values that stand in it."""
        lexicon = self._reading.lexicon
        return match_values(self.sentence, self.start, self.end, lexicon, self.concept, lexicon.symbol(self.concept))

    @property
    def denied(self) -> bool:
        """Whether a negation governs it."""
        if self._denied is None:
            self._denied = self._reading.clauses.denied(self.sentence, self.start, self.end)
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
        self._asked: dict[str, _Places] = {}
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._noted: dict[object, Any] = {}

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Who does what with which data: every statement of the document, in order."""
        return read_statements(self.document, self.sentences, self.clauses, self.lexicon)

    @cached_property
    def stated(self) -> dict[int, list[Statement]]:
        """The statements of each sentence that makes any, by its index."""
        found: dict[int, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            found[statement.sentence].append(statement)
        return found

    def note(self, key: object, work: Callable[[], T]) -> T:
        """What rules have worked out about the document under a key, or work out now: asked for again, it is not worked out again."""
        if key not in self._noted:
            self._noted[key] = work()
        found: T = self._noted[key]
        return found

    def values_in(self, sentence: Sentence, *concepts: str) -> frozenset[str | int]:
        """The values that the concepts carry in one sentence."""
        return frozenset(value for match in self.in_sentence(sentence, *concepts) for value in match.values)

    def matches(self, *concepts: str) -> list[Match]:
        """Every place where one of the concepts stands, in document order; a token class is written "<email>"."""
        if len(concepts) == 1:
            return list(self._of(concepts[0]))
        found = [match for concept in concepts for match in self._of(concept)]
        return sorted(found, key=lambda match: (match.sentence.index, match.start, match.end, match.concept))

    def asked(self) -> tuple[str, ...]:
        """The concepts that were looked up until now."""
        return tuple(self._asked)

    def in_sentence(self, sentence: Sentence, *concepts: str) -> list[Match]:
        """The matches of the concepts in one sentence."""
        return [match for concept in concepts for match in self._concept(concept).within(sentence)]

    def starts(self, sentence: Sentence, concept: str) -> list[int]:
        """The tokens of a sentence at which a concept starts, the lead's among them, whatever its "unless" says."""
        return self._concept(concept).standing.get(sentence.index, [])

    def heading_says(self, path: Iterable[Section], concepts: Iterable[str]) -> bool:
        """Whether a heading of the path matches one of the concepts."""
        found = [self._concept(concept) for concept in concepts]
        found = [places for places in found if places.standing]
        return bool(found) and any(places.within(sentence) for sentence in self.above(path) for places in found)

    def above(self, path: Iterable[Section]) -> Iterator[Sentence]:
        """The headings of a path."""
        for part in path:
            heading = self._headings.get(id(part.heading))
            if heading is not None:
                yield heading

    @cached_property
    def _headings(self) -> dict[int, Sentence]:
        return {id(sentence.block): sentence for sentence in self.sentences if sentence.kind == "heading"}

    @cached_property
    def standing(self) -> dict[int, list[tuple[int, int]]]:
        """Where each symbol starts: the index of the sentence and the token, in document order."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for sentence in self.sentences:
            for at, here in enumerate(sentence.chart):
                place = (sentence.index, at)
                for symbol in here:
                    found[symbol].append(place)
        return found

    def _of(self, concept: str) -> tuple[Match, ...]:
        if concept not in self._matches:
            places = self._concept(concept)
            found = [match for index in places.standing for match in places.within(self.sentences[index])]
            self._matches[concept] = tuple(found)
        return self._matches[concept]

    def _concept(self, concept: str) -> _Places:
        if concept not in self._asked:
            self._asked[concept] = _Places(concept, self)
        return self._asked[concept]


class _Places:
    """Where a concept stands, found sentence by sentence: rules ask for most concepts in a few sentences only."""

    def __init__(self, concept: str, reading: Reading) -> None:
        self.concept = concept
        self.reading = reading
        self.symbol = reading.lexicon.symbol(concept)
        self.unless = reading.lexicon.excluded.get(self.symbol)
        self.standing: dict[int, list[int]] = {}  # the tokens where it starts, by the index of their sentence
        for index, at in reading.standing.get(self.symbol, ()):
            self.standing.setdefault(index, []).append(at)
        unless = reading.standing.get(self.unless, ()) if self.unless else ()
        self._barring = {index for index, _ in unless}  # the sentences where its "unless" stands somewhere
        self._known: dict[int, list[Match]] = {}

    def within(self, sentence: Sentence) -> list[Match]:
        """The matches in a sentence's own part, none within another."""
        if sentence.index not in self.standing:
            return []
        known = self._known.get(sentence.index)
        if known is None:
            known = self._known[sentence.index] = self._find(sentence)
        return known

    def _find(self, sentence: Sentence) -> list[Match]:
        symbol, chart, until = self.symbol, sentence.chart, sentence.own
        unless = self.unless if sentence.index in self._barring else None
        found: list[Match] = []
        for start in self.standing[sentence.index]:
            end = max(chart[start][symbol])
            if end > until and not (unless and is_overlapped(chart, start, end, unless)):
                found.append(Match(self.concept, sentence, start, end, self.reading))
                until = end
        return found


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
