"""The states of an automaton: its nodes as sentences are read with them, what is entered together merged beforehand."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.language.lexicon import END, STATE_BITS, Child, Form, Implied, State

_LOOKED_AHEAD = 3  # the most symbols that are looked for instead of entering the node that asks for them


class States:
    """The states that a run can come to: a node, or the nodes that all the symbols of a word lead to from the root.

    What follows from nodes that are entered together is merged here, once, and not while sentences are read.
    """

    def __init__(
        self,
        edges: list[dict[int, int]],
        gaps: dict[int, tuple[tuple[int, int], ...]],
        accepts: dict[int, tuple[int, ...]],
        named: frozenset[int],
        opaque: frozenset[int],
    ) -> None:
        self.edges = edges
        self.gaps = gaps
        self.accepts = accepts
        self.named = named
        self.opaque = opaque
        self.asked: set[int] = set()  # the symbols that lead on from a state; by others, paths only start
        self._implied: dict[frozenset[int], Implied] = {}
        self._numbers: dict[tuple[tuple[int, ...], bool], int] = {}
        self._children: dict[int, tuple[Child, ...]] = {}
        self._nodes: list[tuple[tuple[int, ...], bool]] = []

    def implied(self, symbols: Iterable[int]) -> Implied:
        """What stands at once where symbols do (all that they alone make), and the state that they lead to.

        What an opaque one makes is left out: whether it stands is known only when the whole sentence has been read.
        """
        key = frozenset(symbols)
        if key not in self._implied:
            self._implied[key] = self._closed(sorted(key, reverse=True), ())
        return self._implied[key]

    def following(self, opaque: int) -> Implied:
        """What stands where an opaque symbol does, itself among it, and the state that it leads to."""
        node = self.edges[0].get(opaque, -1)
        standing, state, others = self._closed(list(self.accepts.get(node, ())), (node,) if node > 0 else ())
        return (opaque, *standing), state, others

    def _closed(self, pending: list[int], entered: tuple[int, ...]) -> Implied:
        root, found = self.edges[0], dict[int, None]()
        while pending:
            symbol = pending.pop()
            if symbol not in found:
                found[symbol] = None
                if symbol not in self.opaque:
                    pending.extend(self.accepts.get(root.get(symbol, -1), ()))
        standing = tuple(symbol for symbol in found if symbol not in self.opaque)
        entered += tuple(root[symbol] for symbol in standing if symbol in root)
        nodes = tuple(node for node in entered if self._leads_on(node))
        return standing, self.shifted(nodes) if nodes else 0, tuple(symbol for symbol in found if symbol in self.opaque)

    def shifted(self, nodes: tuple[int, ...], *, inner: bool = False) -> int:
        """The state of some nodes, as a number with room for a position; the ends of paths count where they are `inner`."""
        key = (nodes, inner)
        if key not in self._numbers:
            self._nodes.append(key)
            self._numbers[key] = len(self._nodes)
        return self._numbers[key] << STATE_BITS | (0 if any(map(self._leads_on, nodes)) else END)

    def all(self) -> list[State | Implied | None]:
        """The record of every state that was asked for, or that leads on from one; there is no state 0."""
        states = [self._state(nodes, inner=inner) for nodes, inner in self._nodes]  # which grow on the way
        return [None, *map(self._record, states)]

    def form(self, implied: Implied) -> Form:
        """The record of a word; all states are known by then."""
        standing, state, opaque = implied
        named = tuple(symbol for symbol in standing if symbol in self.named)
        return frozenset(self.asked.intersection(standing)), named, state, opaque

    def needed(self, implied: Implied) -> Implied:
        """Of the symbols, those that something asks for; all states are known by then."""
        standing, state, opaque = implied
        return tuple(symbol for symbol in standing if symbol in self.named or symbol in self.asked), state, opaque

    def _leads_on(self, node: int) -> bool:
        return bool(self.edges[node]) or node in self.gaps

    def _state(self, nodes: tuple[int, ...], *, inner: bool) -> State:
        onward: dict[int, dict[Child, None]] = {}
        skips: dict[int, dict[Child, int]] = {}
        for node in nodes:
            for step, child in self.edges[node].items():
                onward.setdefault(step, {}).update(dict.fromkeys(self._entered(child)))
            for width, after in self.gaps.get(node, ()):
                for step, child in self.edges[after].items():
                    widths = skips.setdefault(step, {})
                    for state in self._entered(child):
                        widths[state] = max(width, widths.get(state, 0))
        self.asked.update(onward, skips)
        accepted = [symbol for node in nodes for symbol in self.accepts.get(node, ())] if inner else []
        return (
            self.implied(accepted) if accepted else None,
            frozenset(onward),
            {step: tuple(states) for step, states in onward.items()},
            frozenset(skips),
            {step: tuple((width, state) for state, width in widths.items()) for step, widths in skips.items()},
            max((width for widths in skips.values() for width in widths.values()), default=0),
        )

    def _entered(self, node: int) -> tuple[Child, ...]:
        """How a node within a path is entered: by its state, or, where it only asks for very few symbols, by looking for them."""
        if node not in self._children:
            ahead = self._ahead(node)
            self.asked.update(symbol for symbol, _, _ in ahead)
            self._children[node] = ahead or (self.shifted((node,), inner=True),)
        return self._children[node]

    def _ahead(self, node: int) -> tuple[tuple[int, int, int], ...]:
        """What a node asks for: each symbol with how many words may be skipped before it, and the state that it leads to."""
        if node in self.accepts:
            return ()
        found: dict[tuple[int, int], int] = dict.fromkeys(self.edges[node].items(), 0)
        for width, after in self.gaps.get(node, ()):
            for key in self.edges[after].items():
                found[key] = max(width, found.get(key, 0))
        if len(found) > _LOOKED_AHEAD or (len(found) > 1 and any(found.values())):
            return ()
        return tuple((step, width, self.shifted((child,), inner=True)) for (step, child), width in found.items())

    def _record(self, state: State) -> State | Implied:
        accepted, *rest = state
        needed = self.needed(accepted) if accepted is not None else None
        return (needed, *rest) if rest[0] or rest[2] or needed is None else needed  # type: ignore[return-value]
