"""The chart of a sentence: where each symbol of the lexicon stands, found from right to left in one pass."""

from __future__ import annotations

from privlint.language.classes import classify
from privlint.language.lexicon import Implied, Lexicon, Merged
from privlint.language.tokens import SEMICOLON, Token

_BITS = 12  # of a position in a state: a sentence has at most 4,094 tokens
_MASK = (1 << _BITS) - 1
MOST_TOKENS = _MASK - 1

Ends = tuple[int, ...]
Chart = list[dict[int, Ends]]  # at each token: symbol to the ends (half-open) of its occurrences that start there
Places = dict[int, list[int]]  # symbol to the tokens where it starts, last first
_NOTHING: Implied = ((), ())


def build_chart(
    tokens: list[Token], own: int, lexicon: Lexicon
) -> tuple[Chart, Places, dict[tuple[int, int, int], list[str | int]]]:
    """The chart of a sentence's tokens, the places of its symbols, and the values of its token classes by (start, end, symbol).

    `own` is the first token that is not the sentence's lead. Chart position `len(tokens)` is the sentence's end.
    """
    count = len(tokens)
    symbols, forms = lexicon.symbols, lexicon.forms
    values: dict[tuple[int, int, int], list[str | int]] = {}
    classes: dict[int, list[tuple[int, int]]] = {}
    for name, start, end, value in classify(tokens, lexicon.words):
        symbol = symbols.get(f"<{name}>")
        if symbol is not None:
            classes.setdefault(start, []).append((symbol, end))
            values.setdefault((start, end, symbol), []).append(value)
    chart: Chart = [{} for _ in range(count + 1)]
    chart[count][symbols["$"]] = (count,)
    where: Places = {symbols["$"]: [count]}
    walk = _Walk(chart, where, gap_stops(tokens, lexicon.words.gap_stops), lexicon)
    for index in range(count - 1, -1, -1):
        standing, leading = forms.get(tokens[index].norm, _NOTHING)
        here = chart[index] = dict.fromkeys(standing, (index + 1,))
        stack: list[int] = []
        if leading:
            walk.follow(leading, index + 1, stack)
        for symbol, end in classes.get(index, ()):
            walk.stand(here, lexicon.implied.get(symbol, ((symbol,), ())), end, stack)
        walk.complete(index, stack, is_start=index in (0, own))
        for symbol in lexicon.placed.intersection(here):
            if symbol in where:
                where[symbol].append(index)
            else:
                where[symbol] = [index]
    return chart, where, values


def gap_stops(tokens: list[Token], stop_words: frozenset[str]) -> list[int]:
    """For each position, the last position that a gap from it may lead to."""
    count = len(tokens)
    stops = [count - 1] * (count + 1)
    last = count - 1
    for index in range(count - 1, -1, -1):
        token = tokens[index]
        if token.norm in stop_words:
            last = index
        stops[index] = last
        if token.gap >= SEMICOLON:
            last = index - 1
    return stops


class _Walk:
    """The way from right to left through one sentence. A state is a node and a position in one number.

    This is where a run spends most of its time. Nodes that symbols lead to together are followed together: `lexicon.merged`
    keeps, for each group of nodes, what leads on from any of them.
    """

    def __init__(self, chart: Chart, where: Places, stops: list[int], lexicon: Lexicon) -> None:
        self.chart = chart
        self.where = where  # for each symbol that a gap may lead to, the places after the one being completed
        self.stops = stops
        self.lexicon = lexicon
        self.caret = lexicon.edges[0].get(lexicon.symbols["^"], -1)

    def stand(self, here: dict[int, Ends], implied: Implied, end: int, stack: list[int]) -> None:
        """Lets symbols stand up to `end`, and puts the states that follow on the stack."""
        for symbol in implied[0]:
            ends = here.get(symbol)
            if ends is None:
                here[symbol] = (end,)
            elif end not in ends:
                here[symbol] = (*ends, end)
        if implied[1]:
            self.follow(implied[1], end, stack)

    def follow(self, nodes: tuple[int, ...], position: int, stack: list[int]) -> None:
        """Puts on the stack what comes after any of the nodes at a position."""
        merged = self.lexicon.merged.get(nodes)
        if merged is None:
            merged = self.lexicon.merged[nodes] = _merge(nodes, self.lexicon)
        onward, skips = merged
        there = self.chart[position]
        for step in onward.keys() & there.keys():
            for end in there[step]:
                for child in onward[step]:
                    stack.append(child | end)
        if skips:
            stop, where, chart = self.stops[position], self.where, self.chart
            for width, onward in skips:
                last = min(position + width, stop)
                for step in onward.keys() & where.keys():
                    for at in where[step]:
                        if position <= at <= last:
                            for end in chart[at][step]:
                                for child in onward[step]:
                                    stack.append(child | end)

    def complete(self, index: int, stack: list[int], *, is_start: bool) -> None:
        """Adds to the chart at `index` every concept and set that starts there."""
        edges, gaps, accepts, chart = self.lexicon.edges, self.lexicon.gaps, self.lexicon.accepts, self.chart
        here = chart[index]
        caret = self.caret if is_start else -1
        if caret in gaps:
            self.follow((caret,), index, stack)
        seen: set[int] = set()
        started: set[int] = set()
        while True:
            while stack:
                state = stack.pop()
                if state in seen:
                    continue
                seen.add(state)
                node, position = state >> _BITS, state & _MASK
                if node in accepts:
                    self.stand(here, accepts[node], position, stack)
                if node in gaps:
                    self.follow((node,), position, stack)
                    continue
                onward, there = edges[node], chart[position]
                if len(onward) < len(there):
                    for step in onward:
                        if step in there:
                            child = onward[step] << _BITS
                            for end in there[step]:
                                stack.append(child | end)
                else:
                    for step in onward.keys() & there.keys():
                        child = onward[step] << _BITS
                        for end in there[step]:
                            stack.append(child | end)
            if caret >= 0:
                self._start(here, edges[caret], started, stack)
            if not stack:
                return

    def _start(self, here: dict[int, Ends], onward: dict[int, int], started: set[int], stack: list[int]) -> None:
        """Takes the steps that "^" allows from the symbols that stand at a sentence's start, each once."""
        for symbol in onward.keys() & here.keys():
            for end in here[symbol]:
                state = onward[symbol] << _BITS | end
                if state not in started:
                    started.add(state)
                    stack.append(state)


def _merge(nodes: tuple[int, ...], lexicon: Lexicon) -> Merged:
    """What leads on from any of some nodes: at once by each symbol, and after skipping up to each number of words."""
    onward: dict[int, tuple[int, ...]] = {}
    skips: dict[int, dict[int, tuple[int, ...]]] = {}
    for node in nodes:
        for step, child in lexicon.edges[node].items():
            onward[step] = (*onward.get(step, ()), child << _BITS)
        for width, after_gap in lexicon.gaps.get(node, ()):
            skip = skips.setdefault(width, {})
            for step, child in lexicon.edges[after_gap].items():
                skip[step] = (*skip.get(step, ()), child << _BITS)
    return onward, tuple(sorted(skips.items()))
