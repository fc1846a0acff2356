"""The chart of a sentence: where each symbol of the lexicon stands, found from right to left in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from privlint.language.classes import classify
from privlint.language.lexicon import END, POSITION_BITS, STATE_BITS, Form, Implied, Lexicon
from privlint.language.tokens import SEMICOLON, Token

_MASK = (1 << POSITION_BITS) - 1
MOST_TOKENS = _MASK - 1

Ends = tuple[int, ...]
Chart = list[dict[int, Ends]]  # at each token: symbol to the ends (half-open) of its occurrences that start there
ClassValues = dict[tuple[int, int, int], list[str | int]]
_NONE: frozenset[int] = frozenset()


def build_chart(
    tokens: list[Token], own: int, lexicon: Lexicon, without: Collection[tuple[int, int, int]] = ()
) -> tuple[Chart, ClassValues]:
    """The chart of a sentence's tokens, and the values of its token classes by (start, end, symbol).

    `own` is the first token that is not the sentence's lead. Chart position `len(tokens)` is the sentence's end.
    A concept whose "unless" overlaps it counts for no other concept; `without` are places (start, end, symbol) of such
    an "unless" that are to be overlooked.
    The chart has every symbol with a name, and of the nameless ones those that are more than their token's form says.
    """
    classes: dict[int, list[tuple[Implied, int]]] = {}
    values: ClassValues = {}
    for name, start, end, value in classify(tokens, lexicon.words):
        symbol = lexicon.symbols.get(f"<{name}>")
        if symbol is not None:
            classes.setdefault(start, []).append((lexicon.implied[symbol], end))
            values.setdefault((start, end, symbol), []).append(value)
    chart = _walked(tokens, own, lexicon, classes, frozenset())
    barred = _barred(chart, lexicon, without)
    return _walked(tokens, own, lexicon, classes, barred) if barred else chart, values


def _walked(
    tokens: list[Token],
    own: int,
    lexicon: Lexicon,
    classes: dict[int, list[tuple[Implied, int]]],
    barred: frozenset[tuple[int, int]],
) -> Chart:
    walk = _Walk(tokens, lexicon, barred)
    for index in range(len(tokens) - 1, -1, -1):
        walk.read(index, lexicon.form(tokens[index].norm), classes.get(index, ()), is_start=index in (0, own))
    return walk.chart


def _barred(chart: Chart, lexicon: Lexicon, without: Collection[tuple[int, int, int]]) -> frozenset[tuple[int, int]]:
    """The opaque symbols that do not count where they start, since their "unless" overlaps them, with that token."""
    opaque, excluded = lexicon.opaque.keys(), lexicon.excluded
    return frozenset(
        (index, symbol)
        for index, here in enumerate(chart)
        for symbol in opaque & here.keys()
        if is_overlapped(chart, index, max(here[symbol]), excluded[symbol], without)
    )


def is_overlapped(
    chart: Chart, start: int, end: int, symbol: int, without: Collection[tuple[int, int, int]] = ()
) -> bool:
    """Whether a symbol stands (`without` apart) anywhere that shares a token with `start` to `end`."""
    return any(
        other > start and (at, other, symbol) not in without for at in range(end) for other in chart[at].get(symbol, ())
    )


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
    """The way from right to left through one sentence, where a run spends most of its time.

    What stands at a position is in `there`, and in `after` where a gap may lead. Nearly all of it comes from the word's
    form alone, ends after the word and has no name: those sets are shared by all tokens of a form, and `chart` has only the rest.
    """

    def __init__(self, tokens: list[Token], lexicon: Lexicon, barred: frozenset[tuple[int, int]]) -> None:
        count = len(tokens)
        self.chart: Chart = [{} for _ in range(count)]
        self.chart.append({lexicon.symbols["$"]: (count,)})
        self.there = [*([_NONE] * count), frozenset(self.chart[count])]
        self.after = [_NONE] * count
        self.stops = gap_stops(tokens, lexicon.words.gap_stops)
        self.records = lexicon.records
        self.start = lexicon.start
        self.opaque = lexicon.opaque
        self.barred = barred

    def read(self, index: int, form: Form, classes: Iterable[tuple[Implied, int]], *, is_start: bool) -> None:
        """Adds to the chart at `index` every symbol that starts there: what follows is in the chart already."""
        there, after, named, state, opaque = form
        here = self.chart[index] = dict.fromkeys(named, (index + 1,))
        stack = [state | index + 1] if state else []
        if opaque:
            self._stand_opaque(opaque, index + 1, index, form, here, stack)
        for implied, end in classes:
            self._stand(implied, end, index, form, here, stack)
        if is_start and self.start:
            self._complete_start(index, form, here, stack)
        else:
            self._complete(index, form, here, stack, set())
        if len(here) > len(named):
            there, after = there.union(here), after.union(here)
        self.there[index], self.after[index] = there, after

    def _complete(self, index: int, form: Form, here: dict[int, Ends], stack: list[int], seen: set[int]) -> None:
        """Follows the states on the stack, each with its position, to where paths end."""
        records, chart, there, after, stops = self.records, self.chart, self.there, self.after, self.stops
        while stack:
            state = stack.pop()
            if state in seen:
                continue
            seen.add(state)
            position = state & _MASK
            if state & END:
                self._stand(records[state >> STATE_BITS], position, index, form, here, stack)
                continue
            accepted, steps, onward, skipped, skips, widest = records[state >> STATE_BITS]
            if accepted is not None:
                self._stand(accepted, position, index, form, here, stack)
            for step in steps & there[position]:
                for end in chart[position].get(step) or (position + 1,):
                    for child in onward[step]:
                        stack.append(child | end)
            if skipped:
                for at in range(position, min(position + widest, stops[position]) + 1):
                    if skipped.isdisjoint(after[at]):
                        continue
                    for step in skipped & after[at]:
                        for end in chart[at].get(step) or (at + 1,):
                            for width, child in skips[step]:
                                if at - position <= width:
                                    stack.append(child | end)

    def _complete_start(self, index: int, form: Form, here: dict[int, Ends], stack: list[int]) -> None:
        """As `_complete`, with the steps that "^" allows from the symbols that stand at a sentence's start, each once."""
        _, steps, onward, *_ = self.records[self.start >> STATE_BITS]
        seen: set[int] = set()
        stack.append(self.start | index)  # a gap after "^"
        stack.extend(child | index + 1 for step in steps & form[0] for child in onward[step])
        while stack:
            self._complete(index, form, here, stack, seen)
            stack.extend(
                state
                for step in steps.intersection(here)
                for end in here[step]
                for child in onward[step]
                if (state := child | end) not in seen
            )

    def _stand(
        self, implied: Implied, end: int, index: int, form: Form, here: dict[int, Ends], stack: list[int]
    ) -> None:
        """Lets symbols stand from `index` to `end`, and puts the state that they lead to on the stack."""
        symbols, state, opaque = implied
        for symbol in symbols:
            ends = here.get(symbol)
            if ends is None:
                as_word = end > index + 1 and (symbol in form[0] or symbol in form[1])
                here[symbol] = (index + 1, end) if as_word else (end,)
            elif end not in ends:
                here[symbol] = (*ends, end)
        if state:
            stack.append(state | end)
        if opaque:
            self._stand_opaque(opaque, end, index, form, here, stack)

    def _stand_opaque(
        self, symbols: tuple[int, ...], end: int, index: int, form: Form, here: dict[int, Ends], stack: list[int]
    ) -> None:
        for symbol in symbols:
            if end not in here.get(symbol, ()) and (index, symbol) not in self.barred:
                self._stand(self.opaque[symbol], end, index, form, here, stack)
