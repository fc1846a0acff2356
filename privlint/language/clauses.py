"""Clauses of a sentence: where they break, whose they are, and what a negation in them governs."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from privlint.language.lexicon import Lexicon
from privlint.language.sentences import Sentence
from privlint.language.tokens import SEMICOLON

_AFTER = 3  # words that may stand between a subject and the predicate that denies it


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one sentence: `starts` are the first tokens of each, `cues` the negations, `subjects` (token, class)."""

    starts: tuple[int, ...]
    cues: tuple[int, ...]
    subjects: tuple[tuple[int, str], ...]


class ClauseMap:
    """Finds and remembers the clauses of sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        symbols = lexicon.symbols
        self._cue = symbols.get("{negation}", -1)
        self._exempt = symbols.get("{negation-exempt}", -1)
        self._break = symbols.get("{clause-break}", -1)
        self._start = symbols.get("{clause-start}", -1)
        self._after = symbols.get("{denied-after}", -1)
        self._verb = symbols.get("{predicate-start}", -1)
        self._subjects = [
            (symbols.get(f"{{subject-{name}}}", -1), name) for name in ("controller", "reader", "third-party")
        ]
        self._known: dict[int, Clauses] = {}

    def of(self, sentence: Sentence) -> Clauses:
        """The clauses of a sentence."""
        if sentence.index not in self._known:
            self._known[sentence.index] = self._read(sentence)
        return self._known[sentence.index]

    def denied(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a negation governs tokens `start` to `end`; two negations cancel."""
        clauses = self.of(sentence)
        count = 0
        if clauses.cues:
            begin, _ = self.bounds(sentence, start)
            count = sum(1 for cue in clauses.cues if begin <= cue < start)
        if any(self._after in sentence.chart[at] for at in range(end, min(end + _AFTER + 1, len(sentence.tokens)))):
            clause_end = self.bounds(sentence, max(start, end - 1))[1]
            if any(self._after in sentence.chart[at] for at in range(end, min(end + _AFTER + 1, clause_end))):
                count += 1
        return count % 2 == 1

    def bounds(self, sentence: Sentence, token: int) -> tuple[int, int]:
        """The half-open token range of the clause that a token stands in."""
        starts = self.of(sentence).starts
        index = bisect_right(starts, token) - 1
        return starts[index], starts[index + 1] if index + 1 < len(starts) else len(sentence.tokens)

    def actor(self, sentence: Sentence, start: int, end: int) -> str:
        """Whose clause tokens `start` to `end` stand in: controller, reader, third-party or unknown."""
        begin, _ = self.bounds(sentence, start)
        before = [kind for at, kind in self.of(sentence).subjects if begin <= at <= start]
        within = [kind for at, kind in self.of(sentence).subjects if start < at < end]
        return before[-1] if before else within[0] if within else "unknown"

    def _read(self, sentence: Sentence) -> Clauses:
        chart, tokens = sentence.chart, sentence.tokens
        covered: set[int] = set()
        for at in range(len(tokens)):
            for end in chart[at].get(self._exempt, ()):
                covered.update(range(at, end))
        starts = [0]
        for at in range(1, len(tokens)):
            gap = tokens[at].gap
            if (
                gap >= SEMICOLON
                or self._break in chart[at]
                or (gap and self._start in chart[at])
            ):
                starts.append(at)
        cues = tuple(at for at in range(len(tokens)) if self._cue in chart[at] and at not in covered)
        return Clauses(tuple(starts), cues, tuple(self._find_subjects(sentence)))

    def _find_subjects(self, sentence: Sentence) -> list[tuple[int, str]]:
        found = []
        for at, here in enumerate(sentence.chart[:-1]):
            for symbol, name in self._subjects:
                if symbol in here and any(self._verb in sentence.chart[end] for end in here[symbol]):
                    found.append((at, name))
                    break
        return found
