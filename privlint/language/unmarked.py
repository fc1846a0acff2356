"""Lists without marks: after a line that ends with a colon, short lines that do not end as sentences do."""

from __future__ import annotations

from privlint.language.lines import LineKind
from privlint.language.shapes import Shape, introduces, shape_of
from privlint.language.structure import StructureWords
from privlint.language.units import Unit

_LONGEST_ITEM = 250
_LONGEST_OPEN = 900  # an item that starts in the middle of a sentence, or ends with a semicolon
_SENTENCE_ITEM = 160
_SHORT_ITEM = 120
_MANY_EXPLICIT = 3


def find_unmarked_lists(units: list[Unit], words: StructureWords) -> None:
    """Make items of the lines of lists that have no marks."""
    explicit = sum(unit.kind is LineKind.HEADING for unit in units)
    place = 0
    while place < len(units):
        end = place + 1
        if _is_stem(units[place], words):
            end = max(_end(place + 1, units, words, explicit), _section_end(place + 1, units, explicit))
            if end - place > 2:
                for unit in units[place + 1 : end]:
                    unit.role = LineKind.ITEM
        place = max(end, place + 1)


def _is_stem(unit: Unit, words: StructureWords) -> bool:
    if unit.role is not LineKind.TEXT or not unit.text.endswith(":"):
        return False
    return introduces(unit.text, words) or not shape_of(unit.text, words, strong=unit.visible.strong)


def _end(start: int, units: list[Unit], words: StructureWords, explicit: int) -> int:
    """The place after the last line of a list that starts at `start`."""
    end = start
    while end < len(units) and _is_item(
        units[end], units[start], words, goes_on=end > start and _open(units[end - 1], words)
    ):
        end += 1
    if end < len(units) and end > start and _open(units[end - 1], words) and units[end].role is LineKind.TEXT:
        end += len(units[end].text) < _LONGEST_OPEN
    elif end - start > 1 and end < len(units) and _is_next_heading(units, end - 1, start, words, explicit):
        end -= 1
    return end


def _section_end(start: int, units: list[Unit], explicit: int) -> int:
    """Where the section ends, when headings are marked and all the rest of it is short lines; else `start`."""
    end = start
    while end < len(units) and units[end].role is LineKind.TEXT and len(units[end].text) < _SENTENCE_ITEM:
        if units[end].text.endswith(":") or units[end].first.quote or units[end].visible.strong:
            return start
        end += 1
    marked = explicit >= _MANY_EXPLICIT and end < len(units) and units[end].kind is LineKind.HEADING
    return end if marked else start


def _open(unit: Unit, words: StructureWords) -> bool:
    return unit.text.endswith((";", ",")) or unit.text.rsplit(" ", 1)[-1].lower() in words.joiners


def _is_item(unit: Unit, first: Unit, words: StructureWords, *, goes_on: bool) -> bool:
    """Whether a unit goes on a list: it does not end as a sentence, or it starts in the middle of one."""
    text = unit.text
    longest = _LONGEST_OPEN if text[:1].islower() or _open(unit, words) else _LONGEST_ITEM
    if unit.role is not LineKind.TEXT or unit.first.quote or len(text) > longest:
        return False
    if unit is not first and unit.after_blank and not first.after_blank:
        return False
    if text.endswith((".", "!", "?", ":")):
        return text[0].islower() and text.endswith(".") and goes_on
    return len(text) < _SHORT_ITEM or text[0].islower() or _open(unit, words)


def _is_next_heading(units: list[Unit], last: int, start: int, words: StructureWords, explicit: int) -> bool:
    """Whether the last line of a list is the heading of the text after it instead."""
    unit, following = units[last], units[last + 1]
    if following.role is not LineKind.TEXT or _open(units[last - 1], words):
        return False
    shape = shape_of(unit.text, words, strong=unit.visible.strong)
    if shape is Shape.STRONG:
        return True
    titles = sum(shape_of(other.text, words) > Shape.PLAIN for other in units[start:last])
    if shape > Shape.PLAIN and titles * 2 < last - start:
        return True
    apart = unit.after_blank and units[start].after_blank
    return bool(shape) and apart and explicit < _MANY_EXPLICIT
