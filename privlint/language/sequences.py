"""Runs of numbered lines: "1." to "9." may be headings or items, and only their company tells which."""

from __future__ import annotations

from dataclasses import dataclass, field

from privlint.language.lines import LineKind
from privlint.language.numbering import Number, number_of
from privlint.language.shapes import title_like
from privlint.language.structure import StructureWords
from privlint.language.units import Unit
from privlint.language.visible import cut

_LARGEST_STEP = 3
_LONGEST_BARE = 120


@dataclass(eq=False, repr=False)
class Sequence:
    """Numbered units of one style that count up, as places in the list of units."""

    style: tuple[str, int, bool]
    places: list[int]
    last: int
    titles: int = 0
    followed: int = 0
    texts: set[str] = field(default_factory=set)


def number_units(units: list[Unit], words: StructureWords) -> None:
    """Find the number of each unit, cut it from the text, and decide which numbered units are headings."""
    numbered = tuple(words.numbered)
    for unit in units:
        unit.number = _number(unit, numbered)
    for run, sequence in enumerate(_sequences(units, words)):
        headings = _are_headings(sequence)
        alone = len(sequence.places) == 1 and (sequence.last != 1 or sequence.style[0] == "bare")
        for place in sequence.places:
            _decide(units[place], words, run, headings=headings, alone=alone)


def _number(unit: Unit, numbered: tuple[str, ...]) -> Number | None:
    if unit.kind is LineKind.ITEM:
        number = number_of(unit.first.mark) if unit.first.mark[:-1].isalnum() else None
        return number and Number(number.written, number.mark, number.style, number.depth, number.value, 0)
    if unit.kind not in (LineKind.TEXT, LineKind.HEADING):
        return None
    number = number_of(unit.text, numbered)
    if number and number.style == "bare" and unit.kind is LineKind.TEXT and len(unit.text) > _LONGEST_BARE:
        return None
    return number


def _sequences(units: list[Unit], words: StructureWords) -> list[Sequence]:
    done: list[Sequence] = []
    running: list[Sequence] = []
    counting = {_style(unit.number, unit) for unit in units if unit.number and unit.number.value != 1}
    for place, unit in enumerate(units):
        number = unit.number
        if number is None:
            continue
        title = unit.kind is LineKind.HEADING or _title(unit, number, words)
        if _style(number, unit) in counting:
            sequence = _continued(running, number, unit, units, title=title)
        else:  # "1." before every line, as Markdown lets one write it
            sequence = next((other for other in running if other.style == _style(number, unit)), None)
        if sequence is None:
            sequence = Sequence(_style(number, unit), [], 0)
            done.append(sequence)
            running.append(sequence)
        sequence.places.append(place)
        sequence.last = number.value
        sequence.texts.add(unit.text[number.end :])
        sequence.titles += title
        sequence.followed += _followed(units, place, sequence)
    return done


def _style(number: Number, unit: Unit) -> tuple[str, int, bool]:
    return (number.style, number.depth, unit.kind is LineKind.ITEM)


def _continued(
    running: list[Sequence], number: Number, unit: Unit, units: list[Unit], *, title: bool
) -> Sequence | None:
    """The running sequence that a number goes on, if any: the one of its own kind first, then the latest."""
    style = _style(number, unit)
    if number.style == "multi":
        return next((sequence for sequence in running if sequence.style == style), None)
    fitting = [
        sequence
        for sequence in reversed(running)
        if sequence.style == style
        and sequence.last < number.value <= sequence.last + _LARGEST_STEP
        and abs(units[sequence.places[-1]].first.indent - unit.first.indent) < 3
    ]
    fitting.sort(
        key=lambda sequence: (title != (sequence.titles * 2 >= len(sequence.places)), number.value - sequence.last)
    )
    return fitting[0] if fitting else None


def _title(unit: Unit, number: Number, words: StructureWords) -> bool:
    rest = unit.text[number.end :]
    if rest[:1].islower() and not unit.visible.strong:
        return False
    return title_like(rest, words, marked=unit.visible.strong or len(rest) < 50) or (
        number.style == "worded" and not rest
    )


def _followed(units: list[Unit], place: int, sequence: Sequence) -> bool:
    """Whether something other than the next number of the same kind stands under the unit at `place`."""
    if place + 1 >= len(units):
        return False
    following = units[place + 1]
    return not (following.number and _style(following.number, following) == sequence.style)


def _are_headings(sequence: Sequence) -> bool:
    count = len(sequence.places)
    distinct = len(sequence.texts) > count // 3
    return distinct and sequence.titles >= 0.6 * count and sequence.followed >= 0.5 * count


def _decide(unit: Unit, words: StructureWords, run: int, *, headings: bool, alone: bool) -> None:
    number = unit.number
    assert number is not None
    title = unit.kind is LineKind.HEADING or (headings and _title(unit, number, words))
    if alone and number.style == "bare" and unit.kind is LineKind.TEXT and not unit.visible.strong:
        title = False
    if number.style in ("bare", "worded") and not title:
        unit.number = None
        return
    if alone and not title and unit.kind is LineKind.TEXT and number.style in ("decimal", "multi"):
        unit.number = None
        return
    rest = cut(unit.visible, number.end)
    if title:
        unit.role = LineKind.HEADING
        unit.style = ("number", number.style, number.depth, run)
        if any(character.isalnum() for character in rest.text.text):
            unit.visible = rest
    else:
        unit.role = LineKind.ITEM
        unit.visible = rest
