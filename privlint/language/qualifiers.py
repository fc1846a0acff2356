"""Exceptions and conditions: the words that open one, how far it reaches, and its class."""

from __future__ import annotations

from functools import cache

from privlint.language.clauses import ClauseMap
from privlint.language.lexicon import Lexicon
from privlint.language.sentences import Sentence
from privlint.language.tokens import SEMICOLON
from privlint.model.statements import Qualifier

CLASSES = (
    "self-reference", "consent", "law", "business-transfer", "user-action", "child", "data", "recipient", "purpose", "time", "region",
)  # fmt: skip

NOT_CLASSES = {
    "recipient-lead", "recipient-marker", "recipient-outside", "recipient-reader", "recipient-us", "purpose-marker",
}  # fmt: skip


class Qualifiers:
    """Finds the qualifiers of sentences, once each."""

    def __init__(self, lexicon: Lexicon, clauses: ClauseMap) -> None:
        symbols = lexicon.symbols
        self.clauses = clauses
        self.exception = symbols.get("{exception-cue}", -1)
        self.goes_on = symbols.get("{exception-goes-on}", -1)
        self.condition = symbols.get("{condition-cue}", -1)
        self.classes = [(symbols.get(f"{{qualifier-{name}}}", -1), name) for name in CLASSES]
        self.recipients = _of_class(lexicon, "recipient-")
        self.purposes = _of_class(lexicon, "purpose-")
        self._known: dict[int, tuple[tuple[Qualifier, ...], tuple[Qualifier, ...]]] = {}

    def of(self, sentence: Sentence, token: int) -> tuple[tuple[Qualifier, ...], tuple[Qualifier, ...]]:
        """The conditions and the exceptions of the sentence that a statement at `token` stands in."""
        if sentence.index not in self._known:
            self._known[sentence.index] = self._read(sentence)
        return self._known[sentence.index]

    def _read(self, sentence: Sentence) -> tuple[tuple[Qualifier, ...], tuple[Qualifier, ...]]:
        conditions: list[Qualifier] = []
        exceptions: list[Qualifier] = []
        until = 0
        for at, here in enumerate(sentence.chart[:-1]):
            is_exception = self.exception in here
            if at < until or not (is_exception or self.condition in here):
                continue
            end = self._end(sentence, max(here[self.exception if is_exception else self.condition]))
            kinds = self._standing(sentence, at, end, self.classes) or ["purpose"]
            named, aims = (self._standing(sentence, at, end, group) for group in (self.recipients, self.purposes))
            quote = sentence.text[sentence.tokens[at].start : sentence.tokens[end - 1].end]
            qualifier = Qualifier(kinds[0], quote, frozenset(kinds), frozenset(named), frozenset(aims))
            (exceptions if is_exception else conditions).append(qualifier)
            until = end
        return tuple(conditions), tuple(exceptions)

    def _end(self, sentence: Sentence, start: int) -> int:
        """Where a qualifier whose cue ends at `start` ends: at a comma, semicolon or dash, the next exception, or with the sentence."""
        starts = self.clauses.of(sentence).starts
        for at in range(start, len(sentence.tokens)):
            gap = sentence.tokens[at].gap
            if gap >= SEMICOLON or self.exception in sentence.chart[at]:
                return max(at, start)
            if self.goes_on in sentence.chart[at]:
                continue
            if gap and (at in starts or at > start + 1 or at == start) and self._comma_before(sentence, at):
                return at
        return len(sentence.tokens)

    def _comma_before(self, sentence: Sentence, at: int) -> bool:
        return sentence.text[sentence.tokens[at - 1].end :].lstrip("\"'\u201d)")[:1] == ","

    def _standing(self, sentence: Sentence, start: int, end: int, classes: list[tuple[int, str]]) -> list[str]:
        """The classes that have words within tokens `start` to `end`."""
        return [
            name
            for symbol, name in classes
            if any(stop <= end for at in range(start, end) for stop in sentence.chart[at].get(symbol, ()))
        ]


@cache
def _of_class(lexicon: Lexicon, prefix: str) -> list[tuple[int, str]]:
    """The symbols of those who receive, or of purposes, each with its class, by name."""
    found = sorted(name for name in lexicon.symbols if name.startswith("{" + prefix))
    return [
        (lexicon.symbols[name], name.strip("{}").removeprefix(prefix))
        for name in found
        if name.strip("{}!") not in NOT_CLASSES and "!" not in name
    ]
