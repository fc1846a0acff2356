"""The ways in which each concept of a sentence came to stand there; and which stand no more when one phrase is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.engine.mutation.patterns import Language, Node, Sequence
from privlint.engine.mutation.steps import steps
from privlint.language.chart import gap_stops

if TYPE_CHECKING:
    from privlint.language.lexicon import Lexicon
    from privlint.language.sentences import Sentence

Stand = tuple[str, int, int]  # a concept, and the tokens (half-open) where it stands
Patterns = dict[str, tuple[tuple[int, Sequence], ...]]  # of each concept: the number of a phrase, and its steps
Inner = frozenset[Stand]


class Way(NamedTuple):
    """One way for a concept to stand somewhere: by a phrase, with what must stand within."""

    phrase: int
    inner: Inner


def patterns_of(language: Language, lexicon: Lexicon) -> Patterns:
    """The patterns of a language, ready to be matched."""
    return {
        concept: tuple((phrase, steps(sequence, lexicon.words)) for phrase, sequence in entries)
        for concept, entries in language.concepts.items()
    }


class Forest:
    """Of one sentence: `ways` of each occurrence, `users` of each phrase."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, patterns: Patterns, numbered: dict[int, str]) -> None:
        self.ways: dict[Stand, tuple[Way, ...]] = {}
        self.users: dict[int, set[Stand]] = {}
        self._above: dict[Stand, set[Stand]] = {}
        matcher = _Matcher(sentence, lexicon)
        for start, here in enumerate(sentence.chart):
            for symbol in here:
                if symbol in numbered:
                    self._add(numbered[symbol], start, here[symbol], matcher, patterns)

    def fallen(self, phrase: int) -> set[Stand]:
        """The occurrences that stand no more without a phrase."""
        down: set[Stand] = set()
        pending = list(self.users.get(phrase, ()))
        while pending:
            stand = pending.pop()
            if stand in down or any(way.phrase != phrase and not way.inner & down for way in self.ways[stand]):
                continue
            down.add(stand)
            pending.extend(self._above.get(stand, ()))
        return down

    def _add(self, concept: str, start: int, ends: tuple[int, ...], matcher: _Matcher, patterns: Patterns) -> None:
        found: dict[int, dict[Way, None]] = {end: {} for end in ends}
        for phrase, sequence in patterns[concept]:
            for end, inner in matcher.match(sequence, start):
                if end in found:
                    found[end][Way(phrase, inner)] = None
        for end, ways in found.items():
            stand = (concept, start, end)
            if not ways:
                continue  # it stands by a path that the matcher does not see: it never falls
            self.ways[stand] = tuple(ways)
            for way in ways:
                self.users.setdefault(way.phrase, set()).add(stand)
                for inner_stand in way.inner:
                    self._above.setdefault(inner_stand, set()).add(stand)


State = tuple[int, int, Inner]  # position, the gap that may be skipped now, what stands within
_NOTHING: Inner = frozenset()


class _Matcher:
    """Matches patterns against a finished chart, with all that they take on the way."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.norms = [token.norm for token in sentence.tokens]
        self.chart = sentence.chart
        self.starts = (0, sentence.own)
        self.symbols = lexicon.symbols
        self.stops = gap_stops(sentence.tokens, lexicon.words.gap_stops)

    def match(self, sequence: Sequence, start: int) -> Iterator[tuple[int, Inner]]:
        """The ends of a pattern that starts at a token, with what it takes."""
        yield from ((end, inner) for end, gap, inner in self._walk(sequence, {(start, 0, _NOTHING)}) if not gap)

    def _walk(self, sequence: Sequence, states: set[State]) -> set[State]:
        for node in sequence:
            if not states:
                break
            states = {following for state in states for following in self._step(node, state)}
        return states

    def _step(self, node: Node, state: State) -> Iterator[State]:
        position, gap, inner = state
        kind = node[0]
        if kind == "gap":
            yield position, max(gap, node[1]), inner
        elif kind == "choice":
            if node[1]:
                yield state
            for sequence in node[2]:
                yield from self._walk(sequence, {state})
        else:
            for start in self._reach(position, gap):
                for end in self._ends(node, start):
                    yield end, 0, inner | {(node[1], start, end)} if kind == "concept" else inner

    def _reach(self, position: int, gap: int) -> range:
        if not gap:
            return range(position, position + 1)
        return range(position, min(position + gap, self.stops[min(position, len(self.norms))]) + 1)

    def _ends(self, node: Node, at: int) -> tuple[int, ...]:
        kind, name = node[0], node[1]
        if kind == "norms":
            return (at + 1,) if at < len(self.norms) and self.norms[at] in name else ()
        if kind == "edge":
            return (at,) if (at in self.starts if name == "^" else at == len(self.norms)) else ()
        symbol = self.symbols.get(f"<{name}>" if kind == "class" else f"{{{name}}}", -1)
        return self.chart[at].get(symbol, ()) if at < len(self.chart) else ()
