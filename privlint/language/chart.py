"""The chart of a sentence: where each symbol of the lexicon stands, found from right to left in one pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from privlint.language.classes import classify
from privlint.language.lexicon import END, NO_FORM, POSITION_BITS, STATE_BITS, Child, Form, Lexicon
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
    classes: dict[int, list[int]] = {}
    values: ClassValues = {}
    for name, start, end, value in classify(tokens, lexicon.words):
        symbol = lexicon.symbols.get(f"<{name}>")
        if symbol is not None:
            classes.setdefault(start, []).append(lexicon.implied[symbol] | end)
            values.setdefault((start, end, symbol), []).append(value)
    walk = _walked(tokens, own, lexicon, classes, frozenset())
    barred = _barred(walk, lexicon, without) if walk.stood else None
    return (_walked(tokens, own, lexicon, classes, barred) if barred else walk).chart, values


def _walked(
    tokens: list[Token], own: int, lexicon: Lexicon, classes: dict[int, list[int]], barred: frozenset[tuple[int, int]]
) -> _Walk:
    walk, forms, records = _Walk(tokens, lexicon, barred), lexicon.forms, lexicon.records
    for index in range(len(tokens) - 1, -1, -1):
        number = forms.get(tokens[index].norm)
        form = NO_FORM if number is None else records[number]
        walk.read(index, form, classes.get(index, ()), is_start=index in (0, own))
    return walk


def _barred(walk: _Walk, lexicon: Lexicon, without: Collection[tuple[int, int, int]]) -> frozenset[tuple[int, int]]:
    """The opaque symbols that do not count where they start, since their "unless" overlaps them, with that token."""
    chart, excluded = walk.chart, lexicon.excluded
    return frozenset(
        (index, symbol)
        for index, symbol in walk.stood
        if is_overlapped(chart, index, max(chart[index][symbol]), excluded[symbol], without)
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

    What stands at a position, of all that some state asks for, is in `there`. Nearly all of it comes from the word's form alone,
    ends after the word and has no name: those sets are shared by all tokens of a form, and `chart` has only the rest.
    `stood` are the opaque symbols that stand, each with the token where it starts.
    """

    def __init__(self, tokens: list[Token], lexicon: Lexicon, barred: frozenset[tuple[int, int]]) -> None:
        count = len(tokens)
        self.chart: Chart = [{} for _ in range(count)]
        self.chart.append({lexicon.symbols["$"]: (count,)})
        self.there = [*([_NONE] * count), frozenset(self.chart[count])]
        self.stops = gap_stops(tokens, lexicon.words.gap_stops)
        self.records = lexicon.records
        self.start = lexicon.start
        self.opaque = lexicon.opaque
        self.barred = barred
        self.stood: set[tuple[int, int]] = set()

    def read(self, index: int, form: Form, classes: Iterable[int], *, is_start: bool) -> None:
        """Adds to the chart at `index` every symbol that starts there: what follows is in the chart already."""
        there, named, state, opaque = form
        here = self.chart[index] = dict.fromkeys(named, (index + 1,))
        stack = [state | index + 1] if state else []
        stack.extend(classes)
        if opaque:
            self._push(opaque, index + 1, index, stack)
        if is_start and self.start:
            self._complete_start(index, form, here, stack)
        elif stack:
            self._complete(index, form, here, stack, set())
        self.there[index] = there.union(here) if len(here) > len(named) else there

    def _complete(self, index: int, form: Form, here: dict[int, Ends], stack: list[int], seen: set[int]) -> None:
        """Follows the states on the stack, each with its position, to where paths end."""
        records, chart, there, stops, alone, look = (
            self.records,
            self.chart,
            self.there,
            self.stops,
            form[0],
            self._look,
        )
        for state in stack:  # which grows on the way
            if state in seen:
                continue
            seen.add(state)
            position = state & _MASK
            if state & END:
                accepted = records[state >> STATE_BITS]
            else:
                accepted, steps, onward, skipped, skips, widest = records[state >> STATE_BITS]
                for step in steps & there[position]:
                    for end in chart[position].get(step) or (position + 1,):
                        for child in onward[step]:
                            if child.__class__ is int:
                                stack.append(child | end)
                            elif child[1] or child[0] in there[end]:
                                look(child, end, stack)
                if skipped:
                    stop = min(position + widest, stops[position]) + 1
                    if not all(map(skipped.isdisjoint, there[position:stop])):
                        for at in range(position, stop):
                            for step in skipped & there[at]:
                                for end in chart[at].get(step) or (at + 1,):
                                    for width, child in skips[step]:
                                        if at - position <= width:
                                            if child.__class__ is int:
                                                stack.append(child | end)
                                            elif child[1] or child[0] in there[end]:
                                                look(child, end, stack)
                if accepted is None:
                    continue
            symbols, following, opaque = accepted
            for symbol in symbols:
                ends = here.get(symbol)
                if ends is None:
                    as_word = position > index + 1 and symbol in alone
                    here[symbol] = (index + 1, position) if as_word else (position,)
                elif position not in ends:
                    here[symbol] = (*ends, position)
            if following:
                stack.append(following | position)
            if opaque:
                self._push(opaque, position, index, stack)

    def _complete_start(self, index: int, form: Form, here: dict[int, Ends], stack: list[int]) -> None:
        """As `_complete`, with the steps that "^" allows from the symbols that stand at a sentence's start, each once."""
        _, steps, onward, *_ = self.records[self.start >> STATE_BITS]
        seen: set[int] = set()
        stack.append(self.start | index)  # a gap after "^"
        for step in steps & form[0]:
            self._enter(onward[step], index + 1, stack)
        while stack:
            self._complete(index, form, here, stack, seen)
            stack = []
            for step in steps.intersection(here):
                for end in here[step]:
                    self._enter(onward[step], end, stack)
            stack = [state for state in stack if state not in seen]

    def _enter(self, children: Iterable[Child], end: int, stack: list[int]) -> None:
        """Puts what a step that ends at `end` leads to on the stack."""
        for child in children:
            if isinstance(child, int):
                stack.append(child | end)
            else:
                self._look(child, end, stack)

    def _look(self, ahead: tuple[int, int, int], position: int, stack: list[int]) -> None:
        """Looks for a symbol at a position, or after a gap from there, and puts the state that it leads to on the stack."""
        symbol, width, state = ahead
        chart, there = self.chart, self.there
        if not width:
            if symbol in there[position]:
                for end in chart[position].get(symbol) or (position + 1,):
                    stack.append(state | end)
            return
        for at in range(position, min(position + width, self.stops[position]) + 1):
            if symbol in there[at]:
                for end in chart[at].get(symbol) or (at + 1,):
                    stack.append(state | end)

    def _push(self, opaque: tuple[int, ...], end: int, index: int, stack: list[int]) -> None:
        """Puts what follows from opaque symbols on the stack, but for those that do not count here."""
        for symbol in opaque:
            if (index, symbol) not in self.barred:
                self.stood.add((index, symbol))
                stack.append(self.opaque[symbol] | end)
