"""The ways in which each concept of a sentence came to stand there; and which stand no more when one alternative is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.engine.mutation.patterns import Language, Node, Sequence
from privlint.language.chart import gap_stops

if TYPE_CHECKING:
    from privlint.language.lexicon import Lexicon
    from privlint.language.sentences import Sentence

Stand = tuple[str, int, int]  # a concept, and the tokens (half-open) where it stands
_MOST = 400  # derivations kept of one occurrence; more are only further gaps


class Way(NamedTuple):
    """One way for a concept to stand somewhere: the alternatives that it takes, and what must stand within."""

    taken: frozenset[int]
    inner: frozenset[Stand]


class Forest:
    """Of one sentence: `ways` of each occurrence, `users` of each alternative."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon, language: Language, numbered: dict[int, str]) -> None:
        self.ways: dict[Stand, tuple[Way, ...]] = {}
        self.users: dict[int, set[Stand]] = {}
        self._above: dict[Stand, set[Stand]] = {}
        matcher = _Matcher(sentence, lexicon)
        for start, here in enumerate(sentence.chart):
            for symbol in here:
                if symbol in numbered:
                    self._add(numbered[symbol], start, here[symbol], matcher, language)

    def fallen(self, alternative: int) -> set[Stand]:
        """The occurrences that stand no more without an alternative."""
        down: set[Stand] = set()
        pending = list(self.users.get(alternative, ()))
        while pending:
            stand = pending.pop()
            if stand in down or any(self._holds(way, alternative, down) for way in self.ways[stand]):
                continue
            down.add(stand)
            pending.extend(self._above.get(stand, ()))
        return down

    @staticmethod
    def _holds(way: Way, alternative: int, down: set[Stand]) -> bool:
        return alternative not in way.taken and not way.inner & down

    def _add(self, concept: str, start: int, ends: tuple[int, ...], matcher: _Matcher, language: Language) -> None:
        found: dict[int, dict[Way, None]] = {end: {} for end in ends}
        for number, sequence in language.concepts[concept]:
            for end, taken, inner in matcher.match(sequence, start):
                if end in found and len(found[end]) < _MOST:
                    found[end][Way(frozenset((number, *taken)), frozenset(inner))] = None
        for end, ways in found.items():
            stand = (concept, start, end)
            if not ways:
                continue  # it stands by a path that the matcher does not see: it never falls
            self.ways[stand] = tuple(ways)
            for way in ways:
                for alternative in way.taken:
                    self.users.setdefault(alternative, set()).add(stand)
                for inner_stand in way.inner:
                    self._above.setdefault(inner_stand, set()).add(stand)


Taken = tuple[int, ...]
Inner = tuple[Stand, ...]
State = tuple[int, int, Taken, Inner]  # position, the gap that may be skipped now, what was taken, what stands within


class _Matcher:
    """Matches patterns against a finished chart, with all that they take on the way."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.count = len(sentence.tokens)
        self.stops = gap_stops(sentence.tokens, lexicon.words.gap_stops)
        self._inflections: dict[str, frozenset[str]] = {}

    def match(self, sequence: Sequence, start: int) -> Iterator[tuple[int, Taken, Inner]]:
        """The ends of a pattern that starts at a token, with what it takes."""
        for end, gap, taken, inner in self._walk(sequence, 0, (start, 0, (), ())):
            if not gap:
                yield end, taken, inner

    def _walk(self, sequence: Sequence, at: int, state: State) -> Iterator[State]:
        if at == len(sequence):
            yield state
            return
        for following in self._step(sequence[at], state):
            yield from self._walk(sequence, at + 1, following)

    def _step(self, node: Node, state: State) -> Iterator[State]:
        position, gap, taken, inner = state
        kind = node[0]
        if kind == "gap":
            yield position, max(gap, node[1]), taken, inner
        elif kind == "choice":
            if node[1]:
                yield state
            for number, sequence in node[2]:
                yield from self._walk(sequence, 0, (position, gap, (*taken, number), inner))
        else:
            last = min(position + gap, self.stops[min(position, self.count)]) if gap else position
            for start in range(position, max(last, position) + 1 if not gap else last + 1):
                for end in self._ends(node, start):
                    stand = ((node[1], start, end),) if kind == "concept" else ()
                    yield end, 0, taken, (*inner, *stand)

    def _ends(self, node: Node, at: int) -> tuple[int, ...]:
        kind, name = node[0], node[1]
        if kind == "norm":
            return (at + 1,) if at < self.count and self._is(name, self.sentence.tokens[at].norm) else ()
        if kind == "edge":
            return (at,) if (at in (0, self.sentence.own) if name == "^" else at == self.count) else ()
        symbol = self.lexicon.symbols.get(f"<{name}>" if kind == "class" else f"{{{name}}}", -1)
        return self.sentence.chart[at].get(symbol, ()) if at <= self.count else ()

    def _is(self, word: str, norm: str) -> bool:
        if not word.endswith("~"):
            return word == norm
        if word not in self._inflections:
            self._inflections[word] = frozenset(self.lexicon.words.inflect(word[:-1]))
        return norm in self._inflections[word]
