"""The chart of a sentence: where each symbol of the lexicon stands, found from right to left in one pass."""

from __future__ import annotations

from privlint.language.classes import classify
from privlint.language.lexicon import Implied, Lexicon
from privlint.language.tokens import SEMICOLON, Token

_BITS = 12  # of a position in a state: a sentence has at most 4,094 tokens
_MASK = (1 << _BITS) - 1
MOST_TOKENS = _MASK - 1

Ends = tuple[int, ...]
Chart = list[dict[int, Ends]]  # at each token: symbol to the ends (half-open) of its occurrences that start there
_NOTHING: Implied = ((), ())


def build_chart(
    tokens: list[Token], own: int, lexicon: Lexicon
) -> tuple[Chart, dict[tuple[int, int, int], list[str | int]]]:
    """The chart of a sentence's tokens, and the values of its token classes by (start, end, symbol).

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
    stops = _gap_stops(tokens, lexicon.words.gap_stops)
    where: dict[int, list[int]] = {symbols["$"]: [count]}
    for index in range(count - 1, -1, -1):
        standing, leading = forms.get(tokens[index].norm, _NOTHING)
        after = index + 1
        here = chart[index] = dict.fromkeys(standing, (after,))
        stack = [node << _BITS | after for node in leading]
        for symbol, end in classes.get(index, ()):
            _stand(here, lexicon.implied.get(symbol, ((symbol,), ())), end, stack)
        _complete(index, chart, where, stops, lexicon, stack, is_start=index in (0, own))
        for symbol in lexicon.after_gaps.intersection(here):
            if symbol in where:
                where[symbol].append(index)
            else:
                where[symbol] = [index]
    return chart, values


def _stand(here: dict[int, Ends], implied: Implied, end: int, stack: list[int]) -> None:
    """Lets symbols stand up to `end`, and puts the states that they lead to on the stack."""
    for symbol in implied[0]:
        ends = here.get(symbol)
        if ends is None:
            here[symbol] = (end,)
        elif end not in ends:
            here[symbol] = (*ends, end)
    for node in implied[1]:
        stack.append(node << _BITS | end)


def _gap_stops(tokens: list[Token], stop_words: frozenset[str]) -> list[int]:
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


def _complete(
    index: int,
    chart: Chart,
    where: dict[int, list[int]],
    stops: list[int],
    lexicon: Lexicon,
    stack: list[int],
    *,
    is_start: bool,
) -> None:
    """Adds to `chart[index]` every concept and set that starts there; `where` lists the later places of each symbol.

    This is where a run spends most of its time. A state is a node and a position in one number.
    """
    here = chart[index]
    edges, gaps, accepts = lexicon.edges, lexicon.gaps, lexicon.accepts
    caret = edges[0].get(lexicon.symbols["^"], -1) if is_start else -1
    if caret in gaps:
        stack.append(caret << _BITS | index)
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
                _stand(here, accepts[node], position, stack)
            onward = edges[node]
            if onward and position > index:
                there = chart[position]
                if len(onward) < len(there):
                    for step in onward:
                        if step in there:
                            child = onward[step] << _BITS
                            for end in there[step]:
                                stack.append(child | end)
                else:
                    for step in there:
                        if step in onward:
                            child = onward[step] << _BITS
                            for end in there[step]:
                                stack.append(child | end)
            if node in gaps:
                stop = stops[position]
                for width, after_gap in gaps[node]:
                    onward = edges[after_gap]
                    last = min(position + width, stop)
                    for step in onward if len(onward) < 12 else where.keys() & onward.keys():
                        if step in where:
                            child = onward[step] << _BITS
                            for at in where[step]:
                                if position <= at <= last:
                                    for end in chart[at][step]:
                                        stack.append(child | end)
        if caret >= 0:
            _start(here, edges[caret], started, stack)
        if not stack:
            return


def _start(here: dict[int, Ends], onward: dict[int, int], started: set[int], stack: list[int]) -> None:
    """Takes the steps that "^" allows from the symbols that stand at a sentence's start, each once."""
    for symbol in here:
        if symbol in onward:
            for end in here[symbol]:
                state = onward[symbol] << _BITS | end
                if state not in started:
                    started.add(state)
                    stack.append(state)
