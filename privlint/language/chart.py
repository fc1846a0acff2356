"""The chart of a sentence: where each symbol of the lexicon stands, found from right to left in one pass."""

from __future__ import annotations

from privlint.language.classes import classify
from privlint.language.lexicon import Lexicon
from privlint.language.tokens import SEMICOLON, Token

Chart = list[dict[int, list[int]]]  # at each token: symbol to the ends (half-open) of its occurrences that start there


def build_chart(tokens: list[Token], own: int, lexicon: Lexicon) -> tuple[Chart, dict[tuple[int, int, int], list[str | int]]]:
    """The chart of a sentence's tokens, and the values of its token classes by (start, end, symbol).

    `own` is the first token that is not the sentence's lead. Chart position `len(tokens)` is the sentence's end.
    """
    count = len(tokens)
    symbols, forms = lexicon.symbols, lexicon.forms
    chart: Chart = [{} for _ in range(count + 1)]
    values: dict[tuple[int, int, int], list[str | int]] = {}
    for name, start, end, value in classify(tokens, lexicon.words):
        symbol = symbols.get(f"<{name}>")
        if symbol is not None:
            ends = chart[start].setdefault(symbol, [])
            if end not in ends:
                ends.append(end)
            values.setdefault((start, end, symbol), []).append(value)
    chart[count][symbols["$"]] = [count]
    stops = _gap_stops(tokens, lexicon.words.gap_stops)
    for index in range(count - 1, -1, -1):
        here = chart[index]
        for symbol in forms.get(tokens[index].norm, ()):
            here[symbol] = [index + 1]
        _complete(index, chart, stops, lexicon, is_start=index in (0, own))
    return chart, values


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


def _complete(index: int, chart: Chart, stops: list[int], lexicon: Lexicon, *, is_start: bool) -> None:
    """Adds to `chart[index]` every concept and set that starts there."""
    here = chart[index]
    edges, gaps, accepts = lexicon.edges, lexicon.gaps, lexicon.accepts
    root = edges[0]
    pending = [(symbol, end) for symbol, ends in here.items() for end in ends]
    caret = root.get(lexicon.symbols["^"], -1) if is_start else -1
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[int, int]] = [(caret, index)] if caret in gaps else []
    while pending or stack:
        if not stack:
            symbol, after = pending.pop()
            if symbol in root:
                stack.append((root[symbol], after))
            if caret >= 0 and symbol in edges[caret]:
                stack.append((edges[caret][symbol], after))
        while stack:
            state = stack.pop()
            if state in seen:
                continue
            seen.add(state)
            node, position = state
            if node in accepts:
                for accepted in accepts[node]:
                    ends = here.get(accepted)
                    if ends is None:
                        here[accepted] = [position]
                    elif position in ends:
                        continue
                    else:
                        ends.append(position)
                    pending.append((accepted, position))
            if position > index:
                _advance(edges[node], chart[position], stack)
            if node in gaps:
                for width, child in gaps[node]:
                    for at in range(position, min(position + width, stops[position]) + 1):
                        _advance(edges[child], chart[at], stack)


def _advance(onward: dict[int, int], there: dict[int, list[int]], stack: list[tuple[int, int]]) -> None:
    """Puts on the stack each node that a symbol standing there leads to."""
    if len(onward) < len(there):
        for step, child in onward.items():
            if step in there:
                for end in there[step]:
                    stack.append((child, end))
    else:
        for step, ends in there.items():
            if step in onward:
                for end in ends:
                    stack.append((onward[step], end))
