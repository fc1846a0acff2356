"""Alternatives of patterns that no example needs: dead weight, or untested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from privlint.engine.mutation.cases import Case
from privlint.engine.mutation.forest import Forest, Stand
from privlint.engine.mutation.patterns import Alternative, Language, read_patterns

if TYPE_CHECKING:
    from privlint.language.lexicon import Lexicon
    from privlint.language.sentences import Sentence

Fallen = list[tuple["Sentence", set[Stand]]]


class Idle(NamedTuple):
    """An alternative that no example depends on; `used` tells that some take it."""

    alternative: Alternative
    used: bool


def idle_alternatives(cases: list[Case], lexicon: Lexicon) -> tuple[list[Idle], int]:
    """The alternatives of the open concepts without which every example comes out as it says; and how many there are."""
    language = read_patterns("en", lexicon.words)
    groves = list(_groves(cases, lexicon, language))
    users: dict[int, list[_Grove]] = {}
    for grove in groves:
        for taken in grove.taken():
            users.setdefault(taken, []).append(grove)
    found = []
    for number, alternative in enumerate(language.alternatives):
        if not any(grove.notices(number, lexicon) for grove in users.get(number, ())):
            found.append(Idle(alternative, number in users))
    return found, len(language.alternatives)


class _Grove:
    """A case with the forests of its sentences."""

    def __init__(self, case: Case, forests: list[tuple[Sentence, Forest]]) -> None:
        self.case = case
        self.forests = forests

    def taken(self) -> set[int]:
        """The alternatives that some concept of the example takes."""
        return {alternative for _, forest in self.forests for alternative in forest.users}

    def notices(self, alternative: int, lexicon: Lexicon) -> bool:
        """Whether the example comes out otherwise without an alternative."""
        fallen = [(sentence, forest.fallen(alternative)) for sentence, forest in self.forests]
        fallen = [(sentence, down) for sentence, down in fallen if down]
        if not fallen:
            return False
        from privlint.language.reading import Reading

        with _without(fallen, lexicon):
            reading = self.case.reading
            return bool(self.case.wrong(reading=Reading(reading.document, lexicon, reading.sentences)))


def _groves(cases: Iterable[Case], lexicon: Lexicon, language: Language) -> Iterator[_Grove]:
    numbered = {
        symbol: name for name in language.concepts if (symbol := lexicon.symbols.get(f"{{{name}}}")) is not None
    }
    known: dict[str, Forest] = {}
    for case in cases:
        forests = []
        for sentence in case.reading.sentences:
            key = f"{sentence.own}\0{sentence.text}"
            if key not in known:
                known[key] = Forest(sentence, lexicon, language, numbered)
            forests.append((sentence, known[key]))
        yield _Grove(case, forests)


@contextmanager
def _without(fallen: Fallen, lexicon: Lexicon) -> Iterator[None]:
    """The charts of some sentences without what has fallen, for a while."""
    kept = [(sentence, sentence.chart) for sentence, _ in fallen]
    try:
        for sentence, down in fallen:
            sentence.chart = [dict(here) for here in sentence.chart]
            for concept, start, end in down:
                _remove(sentence, lexicon.symbols[f"{{{concept}}}"], start, end)
        yield
    finally:
        for sentence, chart in kept:
            sentence.chart = chart


def _remove(sentence: Sentence, symbol: int, start: int, end: int) -> None:
    ends = tuple(other for other in sentence.chart[start].get(symbol, ()) if other != end)
    if ends:
        sentence.chart[start][symbol] = ends
    else:
        sentence.chart[start].pop(symbol, None)
