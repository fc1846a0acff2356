"""Building the automaton: a trie of all paths, its equal tails merged."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.language.lexicon import POSITION_BITS, Form, Implied, Lexicon, Records, State
from privlint.language.phrases import Path
from privlint.language.words import Words
from privlint.model.errors import RuleError

_NAMED = "{<^$"  # what the symbols that are asked for by name begin with


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
        states = _States(edges, gaps, accepts)
        words.normalised.clear()
        named = {number for symbol, number in symbols.items() if symbol[0] in _NAMED}
        records = {form: states.form(numbers, named) for form, numbers in forms.items()}
        classes = {number for symbol, number in symbols.items() if symbol[0] == "<"}
        implied = {number: states.implied((number,)) for number in classes}
        start = states.shifted((edges[0].get(symbols["^"], -1),)) if symbols["^"] in edges[0] else 0
        numbered = states.all()
        return Lexicon(
            language=language,
            words=words,
            symbols={symbol: number for symbol, number in symbols.items() if symbol[0] in _NAMED},
            forms={form: len(numbered) + index for index, form in enumerate(records)},
            records=Records([*numbered, *records.values()]),
            start=start,
            implied=implied,
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


class _States:
    """The states that a run can come to: a node, or the nodes that all the symbols of a word lead to from the root.

    What follows from nodes that are entered together is merged here, once, and not while sentences are read.
    """

    def __init__(
        self,
        edges: list[dict[int, int]],
        gaps: dict[int, tuple[tuple[int, int], ...]],
        accepts: dict[int, tuple[int, ...]],
    ) -> None:
        self.edges = edges
        self.gaps = gaps
        self.accepts = accepts
        self.leading = {node for node in edges[0].values() if edges[node] or node in gaps}
        self._implied: dict[frozenset[int], Implied] = {}
        self._numbers: dict[tuple[tuple[int, ...], bool], int] = {}
        self._nodes: list[tuple[tuple[int, ...], bool]] = []

    def implied(self, symbols: Iterable[int]) -> Implied:
        """What stands at once where symbols do (all that they alone make), and the state that leads on from them."""
        key = frozenset(symbols)
        if key not in self._implied:
            root, found = self.edges[0], dict[int, None]()
            pending = sorted(key, reverse=True)
            while pending:
                symbol = pending.pop()
                if symbol not in found:
                    found[symbol] = None
                    pending.extend(self.accepts.get(root.get(symbol, -1), ()))
            nodes = tuple(root[symbol] for symbol in found if root.get(symbol, -1) in self.leading)
            self._implied[key] = (tuple(found), self.shifted(nodes) if nodes else 0)
        return self._implied[key]

    def form(self, symbols: Iterable[int], named: set[int]) -> Form:
        """What a word stands for that is, or is an inflection of, some symbols."""
        standing, state = self.implied(symbols)
        return frozenset(standing), tuple(symbol for symbol in standing if symbol in named), state

    def shifted(self, nodes: tuple[int, ...], *, ends: bool = False) -> int:
        """The state of some nodes, with room for a position; `ends`: what their paths make is not known yet."""
        key = (nodes, ends)
        if key not in self._numbers:
            self._nodes.append(key)
            self._numbers[key] = len(self._nodes)
        return self._numbers[key] << POSITION_BITS

    def all(self) -> list[State | None]:
        """Every state that is asked for, or that leads on from one, by its number; there is no state 0."""
        found: list[State | None] = [None]
        for nodes, ends in self._nodes:  # grows on the way
            found.append(self._state(nodes, ends=ends))
        return found

    def _state(self, nodes: tuple[int, ...], *, ends: bool) -> State:
        onward: dict[int, dict[int, None]] = {}
        skips: dict[int, dict[int, int]] = {}
        for node in nodes:
            for step, child in self.edges[node].items():
                onward.setdefault(step, {})[self.shifted((child,), ends=True)] = None
            for width, after in self.gaps.get(node, ()):
                for step, child in self.edges[after].items():
                    states, state = skips.setdefault(step, {}), self.shifted((child,), ends=True)
                    states[state] = max(width, states.get(state, 0))
        accepted = [symbol for node in nodes for symbol in self.accepts.get(node, ())] if ends else []
        return (
            self.implied(accepted) if accepted else None,
            frozenset(onward),
            {step: tuple(states) for step, states in onward.items()},
            frozenset(skips),
            {step: tuple((width, state) for state, width in states.items()) for step, states in skips.items()},
            max((width for states in skips.values() for width in states.values()), default=0),
        )
