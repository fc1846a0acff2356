"""Which lines are headings: told by markup, numbers and shape, and by what stands before and under them."""

from __future__ import annotations

from privlint.language.lines import LineKind
from privlint.language.shapes import Shape, introduces, is_capitals, is_contact, is_date, shape_of, title_like
from privlint.language.structure import StructureWords, words_of
from privlint.language.units import Unit

_LONGEST_HEADING = 200
_MANY_EXPLICIT = 3
_BODY = 60


def find_headings(units: list[Unit], words: StructureWords) -> None:
    """Give every unit its role; `role` of numbered units stands already."""
    _demote(units, words)
    explicit = sum(unit.role is LineKind.HEADING and unit.kind is LineKind.HEADING for unit in units)
    shapes = [_shape(unit, units[place - 1] if place else None, words) for place, unit in enumerate(units)]
    run = 0
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        if unit.role is LineKind.RULE:
            continue
        shape = shapes[place]
        if unit.role is LineKind.TEXT and shape and _stands(place, units, shapes, run, explicit, words):
            unit.role = LineKind.HEADING
            unit.style = _style(unit, shape)
        run = run + 1 if shape or unit.role is LineKind.HEADING else 0


def _demote(units: list[Unit], words: StructureWords) -> None:
    """Lines that are marked as headings and read as text: whole paragraphs, parts of a sentence, and the stems of lists."""
    for place, unit in enumerate(units):
        if unit.role is not LineKind.HEADING:
            continue
        following = _next(place, units)
        text = unit.text
        long = len(text) > _LONGEST_HEADING or (len(text) > 110 and text.endswith(".") and ". " in text)
        stem = not unit.number and text.endswith(":") and following is not None and following.role is LineKind.ITEM
        part = ";" in text[-5:]
        if long or part or (stem and introduces(text, words)) or is_date(text, words):
            unit.role = LineKind.TEXT
            unit.number = None


def _shape(unit: Unit, before: Unit | None, words: StructureWords) -> Shape:
    if unit.role is not LineKind.TEXT or unit.first.quote or len(unit.text) > _LONGEST_HEADING:
        return Shape.NONE
    if (
        before is not None
        and before.role is LineKind.ITEM
        and before.first.content
        and unit.first.indent >= before.first.content
    ):
        return Shape.NONE
    return shape_of(unit.text, words, strong=unit.visible.strong)


def _next(place: int, units: list[Unit]) -> Unit | None:
    for unit in units[place + 1 :]:
        if unit.role is not LineKind.RULE:
            return unit
    return None


def _stands(place: int, units: list[Unit], shapes: list[Shape], run: int, explicit: int, words: StructureWords) -> bool:
    """Whether what stands around a line of a heading's shape makes it one."""
    unit, shape = units[place], shapes[place]
    following = _next(place, units)
    if following is None:
        return False
    ruled = units[place + 1].role is LineKind.RULE
    if unit.text.endswith(":") and introduces(unit.text, words, before_list=following.role is LineKind.ITEM):
        return False
    if shape is Shape.STRONG or ruled:
        return True
    if following.role is LineKind.TEXT and not (
        following.text[0].isupper() or following.text[0] in "\"“‘'([1234567890"
    ):
        return following.text[0].isalpha() and not following.text[0].islower()
    before = units[place - 1] if place else None
    if before is not None and _in_address(before, unit, explicit):
        return False
    if before is not None and before.role is LineKind.TEXT and before.text.endswith(":") and not shapes[place - 1]:
        return False
    if following.role is LineKind.HEADING:
        if place == 0:
            return True
        return _differs(unit, shape, following) and run < 3 and explicit < _MANY_EXPLICIT
    body = following.role is not LineKind.TEXT or _is_body(following, words)
    if shape is Shape.PLAIN:
        return body and _is_bare_heading(unit, following, explicit)
    return body


def _is_bare_heading(unit: Unit, following: Unit, explicit: int) -> bool:
    """Whether a plain short line may be a heading: where headings are marked, only a short one between blank lines."""
    apart = unit.after_blank and following.after_blank
    if following.role is not LineKind.TEXT:
        return apart and len(words_of(unit.text)) <= 6
    if explicit < _MANY_EXPLICIT:
        return len(words_of(unit.text)) <= 12
    return apart and len(words_of(unit.text)) <= 8


def _in_address(before: Unit, unit: Unit, explicit: int) -> bool:
    """Whether the line above is one of an address, or bare like this one, so that this one is no heading either."""
    if before.role is not LineKind.TEXT or len(before.text) > _BODY or before.text.endswith((".", "!", "?")):
        return False
    if unit.after_blank and explicit < _MANY_EXPLICIT:
        return False
    return explicit >= _MANY_EXPLICIT or is_contact(before.text) or "," in before.text


def _is_body(unit: Unit, words: StructureWords) -> bool:
    if is_contact(unit.text) and " " not in unit.text:
        return False
    return len(unit.text) > _BODY or unit.text.endswith((".", ":", "!")) or not title_like(unit.text, words)


def _differs(unit: Unit, shape: Shape, following: Unit) -> bool:
    return following.number is not None or following.style != _style(unit, shape) or following.text.endswith("?")


def _style(unit: Unit, shape: Shape) -> tuple[str | int, ...]:
    if unit.visible.strong:
        return ("bold", is_capitals(unit.text))
    if shape is Shape.STRONG:
        return ("capitals",)
    return ("colon",) if unit.text.endswith(":") else ("title",)
