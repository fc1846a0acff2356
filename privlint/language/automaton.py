"""Building the automaton: a trie of all paths, its equal tails merged."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.language.lexicon import END, PHRASE_FAMILIES, STATE_BITS, Lexicon, Records
from privlint.language.phrases import Path
from privlint.language.states import States
from privlint.language.words import Words
from privlint.model.errors import RuleError

_PHRASES = tuple(
    f"{{{family}" for family in PHRASE_FAMILIES
)  # of two classes of one phrase, their "unless" says which counts


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
        named = {symbol: number for symbol, number in symbols.items() if symbol[0] in "{<^$"}
        referred = (name for name in excluded if name in self.used and not name.startswith(_PHRASES))
        opaque = frozenset(symbols[symbol] for symbol in referred)
        states = States(edges, gaps, accepts, frozenset(named.values()), opaque)
        words.normalised.clear()
        implied = {form: states.implied(numbers) for form, numbers in forms.items()}
        classes = {number: states.implied((number,)) for symbol, number in symbols.items() if symbol[0] == "<"}
        following = {number: states.following(number) for number in sorted(opaque)}
        start = states.shifted((edges[0][symbols["^"]],)) if symbols["^"] in edges[0] else 0
        numbered = states.all()
        closed = {number: states.needed(standing) for number, standing in (classes | following).items()}
        records = [*numbered, *closed.values(), *(states.form(implied[form]) for form in forms)]
        ends = {number: len(numbered) + index << STATE_BITS | END for index, number in enumerate(closed)}
        first = len(numbered) + len(closed)
        return Lexicon(
            language=language,
            words=words,
            symbols=named,
            forms={form: first + index for index, form in enumerate(forms)},
            records=Records(records),
            start=start,
            implied={number: ends[number] for number in classes},
            values={symbols[symbol]: value for symbol, value in values.items()},
            excluded={symbols[symbol]: symbols[unless] for symbol, unless in excluded.items()},
            opaque={number: ends[number] for number in following},
            concepts=concepts,
            valued=frozenset(concept for concept, _ in values.values()),
        )

    def _refuse_cycles(self) -> None:
        """Concepts may not refer to themselves at their own start: such a pattern could never be matched."""
        for symbol in self.declared:
            if symbol in self.root.edges and symbol in self.root.edges[symbol].accepts:
                raise RuleError(f"the concept {symbol} has itself as a pattern")
