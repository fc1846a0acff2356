"""Building the automaton: a trie of all paths, its equal tails merged."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.language.lexicon import Implied, Lexicon
from privlint.language.phrases import Path
from privlint.language.words import Words
from privlint.model.errors import RuleError


class _Node:
    __slots__ = ("accepts", "edges", "gaps")

    def __init__(self) -> None:
        self.edges: dict[str, _Node] = {}
        self.gaps: dict[int, _Node] = {}
        self.accepts: set[str] = set()


class Automaton:
    """Collects paths by the symbol they end in, then numbers and merges them into a Lexicon."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.root = _Node()
        self.declared: set[str] = set()
        self.used: dict[str, str] = {}

    def declare(self, symbol: str) -> None:
        """Makes a symbol known even if no path ends in it."""
        self.declared.add(symbol)

    def add(self, symbol: str, paths: Iterable[Path]) -> None:
        """Adds the paths that a symbol (concept, value, set) is recognised by."""
        self.declared.add(symbol)
        for path in paths:
            node = self.root
            for step in path:
                if step.startswith(".."):
                    node = node.gaps.setdefault(int(step[2:]), _Node())
                    continue
                if step[0] in "{":
                    self.used.setdefault(step, symbol)
                node = node.edges.setdefault(step, _Node())
            node.accepts.add(symbol)

    def undeclared(self) -> tuple[str, str] | None:
        """A concept that is referred to and nowhere defined, with a symbol that refers to it."""
        missing = sorted(step for step in self.used if step not in self.declared)
        return (missing[0], self.used[missing[0]]) if missing else None

    def lexicon(
        self,
        language: str,
        words: Words,
        values: dict[str, tuple[str, str | int]],
        excluded: dict[str, str],
        concepts: frozenset[str],
    ) -> Lexicon:
        """The finished lexicon."""
        symbols: dict[str, int] = {}
        forms: dict[str, list[int]] = {}

        def number(step: str) -> int:
            if step not in symbols:
                symbols[step] = len(symbols) + 1
                if step[0] not in "{<(^$":
                    for form in self.words.inflect(step[:-1]) if step.endswith("~") else (step,):
                        forms.setdefault(form, []).append(symbols[step])
            return symbols[step]

        for symbol in sorted(self.declared):
            number(symbol)
        for edge in ("^", "$"):
            number(edge)
        edges: list[dict[int, int]] = [{}]
        gaps: dict[int, tuple[tuple[int, int], ...]] = {}
        accepts: dict[int, tuple[int, ...]] = {}
        merged: dict[object, int] = {}

        def place(node: _Node) -> int:
            leading = tuple(sorted((number(step), place(child)) for step, child in node.edges.items()))
            skipping = tuple(sorted((width, place(child)) for width, child in node.gaps.items()))
            ending = tuple(sorted(number(symbol) for symbol in node.accepts))
            key = (leading, skipping, ending)
            if key not in merged or node is self.root:
                merged[key] = index = 0 if node is self.root else len(edges)
                if node is not self.root:
                    edges.append({})
                edges[index] = dict(leading)
                if skipping:
                    gaps[index] = skipping
                if ending:
                    accepts[index] = ending
            return merged[key]

        place(self.root)
        self._refuse_cycles()
        closure = _Closure(edges, gaps, accepts)
        return Lexicon(
            language=language,
            words=words,
            symbols=symbols,
            forms={form: closure.of(numbers) for form, numbers in forms.items()},
            edges=edges,
            gaps=gaps,
            accepts={node: closure.of(ending) for node, ending in accepts.items()},
            after_gaps=frozenset(step for skips in gaps.values() for _, node in skips for step in edges[node]),
            implied={number: closure.of((number,)) for number in edges[0]},
            values={symbols[symbol]: value for symbol, value in values.items()},
            excluded={symbols[symbol]: symbols[unless] for symbol, unless in excluded.items()},
            concepts=concepts,
            valued=frozenset(concept for concept, _ in values.values()),
        )

    def _refuse_cycles(self) -> None:
        """Concepts may not refer to themselves at their own start: such a pattern could never be matched."""
        for symbol in self.declared:
            if symbol in self.root.edges and symbol in self.root.edges[symbol].accepts:
                raise RuleError(f"the concept {symbol} has itself as a pattern")


class _Closure:
    """What follows at once where symbols stand: the symbols that they alone make, and the nodes that lead on from them."""

    def __init__(
        self,
        edges: list[dict[int, int]],
        gaps: dict[int, tuple[tuple[int, int], ...]],
        accepts: dict[int, tuple[int, ...]],
    ) -> None:
        self.root = edges[0]
        self.accepts = accepts
        self.leading = {node for node in self.root.values() if edges[node] or node in gaps}
        self.known: dict[frozenset[int], Implied] = {}

    def of(self, symbols: Iterable[int]) -> Implied:
        key = frozenset(symbols)
        if key not in self.known:
            found: dict[int, None] = {}
            pending = sorted(key, reverse=True)
            while pending:
                symbol = pending.pop()
                if symbol not in found:
                    found[symbol] = None
                    pending.extend(self.accepts.get(self.root.get(symbol, -1), ()))
            nodes = tuple(self.root[symbol] for symbol in found if self.root.get(symbol, -1) in self.leading)
            self.known[key] = (tuple(found), nodes)
        return self.known[key]
