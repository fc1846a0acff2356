"""Phrases of concepts that no example needs: dead weight, or untested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from privlint.engine.mutation.forest import Forest, Stand, patterns_of
from privlint.engine.mutation.patterns import Language, Phrase
from privlint.language.chart import build_chart
from privlint.language.reading import Reading

if TYPE_CHECKING:
    from privlint.language.lexicon import Lexicon
    from privlint.language.sentences import Sentence

Fallen = list[tuple["Sentence", set[Stand]]]
Judge = Callable[[Reading], str]  # what is wrong with an example in some reading of it, or nothing


class Idle(NamedTuple):
    """A phrase that no example depends on; `used` tells that some have it."""

    phrase: Phrase
    used: bool


class Grove:
    """An example with the forests of its sentences."""

    def __init__(self, reading: Reading, judge: Judge, forests: list[tuple[Sentence, Forest]]) -> None:
        self.reading = reading
        self.judge = judge
        self.forests = forests

    def taken(self) -> set[int]:
        """The phrases that some concept of the example stands by."""
        return {phrase for _, forest in self.forests for phrase in forest.users}

    def notices(self, phrase: int) -> bool:
        """Whether the example comes out otherwise without a phrase."""
        fallen = [(sentence, forest.fallen(phrase)) for sentence, forest in self.forests]
        fallen = [(sentence, down) for sentence, down in fallen if down]
        if not fallen:
            return False
        reading = self.reading
        with _without(fallen, reading.lexicon):
            return bool(self.judge(Reading(reading.document, reading.lexicon, reading.sentences)))


def idle_phrases(groves: list[Grove], language: Language, asked: Callable[[Phrase], bool]) -> tuple[list[Idle], int]:
    """Of the phrases that are asked for, those without which every example comes out as it says; and how many they are."""
    users: dict[int, list[Grove]] = {}
    for grove in groves:
        for taken in grove.taken():
            users.setdefault(taken, []).append(grove)
    numbers = [number for number, phrase in enumerate(language.phrases) if asked(phrase)]
    found = [
        Idle(language.phrases[number], number in users)
        for number in numbers
        if not any(grove.notices(number) for grove in users.get(number, ()))
    ]
    return found, len(numbers)


class Planter:
    """Makes the groves of examples in one language; a sentence that stands in several is taken apart once."""

    def __init__(self, lexicon: Lexicon, language: Language) -> None:
        self._lexicon = lexicon
        self._patterns = patterns_of(language, lexicon)
        self._known: dict[str, Forest] = {}
        self._numbered = {
            symbol: name for name in language.concepts if (symbol := lexicon.symbols.get(f"{{{name}}}")) is not None
        }

    def plant(self, reading: Reading, judge: Judge) -> Grove:
        """The grove of an example, which is judged by a function."""
        return Grove(reading, judge, [(sentence, self._forest(sentence)) for sentence in reading.sentences])

    def _forest(self, sentence: Sentence) -> Forest:
        key = f"{sentence.own}\0{sentence.text}"
        if key not in self._known:
            self._known[key] = Forest(sentence, self._lexicon, self._patterns, self._numbered)
        return self._known[key]


@contextmanager
def _without(fallen: Fallen, lexicon: Lexicon) -> Iterator[None]:
    """The charts of some sentences without what has fallen, for a while."""
    kept = [(sentence, sentence.chart) for sentence, _ in fallen]
    try:
        for sentence, down in fallen:
            gone = {(start, end, lexicon.symbols[f"{{{concept}}}"]) for concept, start, end in down}
            spared = any(concept.endswith("!") for concept, _, _ in down)
            chart = build_chart(sentence.tokens, sentence.own, lexicon, gone)[0] if spared else sentence.chart
            sentence.chart = [dict(here) for here in chart]
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
