"""The statements of languages whose verbs stand around what they take, or after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privlint.language.brackets import BracketPhrasing
from privlint.language.phrasing import Phrase, Verb
from privlint.language.sentences import Sentence
from privlint.language.statements import ABOUT_DATA, AGENTS, Clause, StatementReader, classes_of
from privlint.model.statements import Statement


class BracketReader(StatementReader):
    """Reads statements part by part: what a verb takes stands anywhere in its part."""

    phrasing: BracketPhrasing

    def _phrasing(self) -> BracketPhrasing:
        return BracketPhrasing(self.lexicon, self.clauses)

    def _sentence(self, sentence: Sentence, clauses: list[Clause]) -> Iterator[Statement]:
        self._parts = dict(zip(map(id, clauses), self.phrasing.parts(sentence), strict=True))
        yield from super()._sentence(sentence, clauses)

    def _about(self, clause: Clause, before: list[Phrase]) -> list[Phrase]:
        part = self._parts[id(clause)]
        own = [phrase for phrase in part.phrases if phrase.kind == "DATA"]
        return own or (before if part.before is not None or part.is_relative else [])

    def _inherited(self, sentence: Sentence, clause: Clause, before: str) -> str:
        part = self._parts[id(clause)]
        if not part.is_relative or part.before is not None:
            return before
        start = part.ranges[0][0]
        people = any(
            phrase.kind == "RECIPIENT" and phrase.end == start
            for other in self._parts.values()
            for phrase in other.phrases
        )
        return "third-party" if people else ""

    def _clause(self, clause: Clause) -> Iterator[Statement]:
        for number, (chain, complement) in enumerate(clause.predicates):
            taken = complement or self._shared_object(clause, number)
            if not any(phrase.kind == "DATA" for phrase in taken):
                taken = [*clause.about, *taken]
            previous: Phrase | None = None
            for phrase in chain:
                verb = self.phrasing.verb(clause.sentence, phrase, previous, None)
                previous = phrase
                statement = self._statement(clause, phrase, verb, taken, taken)
                if statement is not None:
                    yield statement

    def _extent(self, clause: Clause, phrase: Phrase, complement: list[Phrase]) -> tuple[int, int]:
        ranges = self._parts[id(clause)].ranges
        return max(ranges[0][0], clause.sentence.own), ranges[-1][1]

    def _takes_nothing(self, sentence: Sentence, phrase: Phrase, complement: list[Phrase]) -> bool:
        return False

    def _resolved(
        self, sentence: Sentence, phrase: Phrase, data: tuple[str, ...], action: str, *, passive: bool
    ) -> tuple[str, ...]:
        if data or action not in ABOUT_DATA:
            return data
        part = self.phrasing.part_of(sentence, phrase.start)
        if any(self.phrasing.is_word(sentence, at, "data-pronoun") for at in part.tokens()):
            return self.last_data
        return ()

    def _recipients(self, sentence: Sentence, phrase: Phrase, parts: list[Phrase]) -> tuple[str, ...]:
        led = [part for part in parts if part.kind == "RECIPIENT" and self.phrasing.is_led(sentence, part.start)]
        return classes_of(led, "RECIPIENT")

    def _reach(self, sentence: Sentence, phrase: Phrase) -> Iterable[int]:
        return self.phrasing.part_of(sentence, phrase.start).tokens()

    def _is_narrowed(
        self, sentence: Sentence, phrase: Phrase, verb: Verb, before: list[Phrase], complement: list[Phrase]
    ) -> bool:
        data = [part for part in complement if part.kind == "DATA"]
        return not data or any(self.phrasing.is_narrowed(sentence, part) for part in data)

    def _actor(
        self, clause: Clause, phrase: Phrase, verb: Verb, complement: list[Phrase], data: tuple[str, ...]
    ) -> str:
        if verb.passive:
            agents = [part.cls for part in complement if part.kind == "AGENT"]
            return AGENTS[agents[0]] if agents else "controller" if data else "unknown"
        return clause.subject or "unknown"
