"""Units to the tree of blocks: a lexer that balances sections, lists, tables and quotes, and the grammar over it."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.language.lalr import Token, Tree, table
from privlint.language.lines import LineKind
from privlint.language.units import Unit

_DEEPEST = 20  # lists in lists
_WRAPPED = (LineKind.TEXT, LineKind.HEADING, LineKind.ITEM)
_SAME_COLUMN = 1  # list marks that are not further apart than this belong to one list


class _Balance:
    def __init__(self) -> None:
        self.sections: list[int] = []  # levels
        self.lists: list[tuple[int, str]] = []  # column (or depth) and kind of mark
        self.inside: list[str] = []  # what is open within the section, innermost last: "_LIST", "_QUOTE", "_TABLE"
        self.content = 0

    def tokens(self, units: list[Unit]) -> Iterator[Token]:
        for place, unit in enumerate(units):
            yield from self._unit(unit, place)
            if unit.role in _WRAPPED:
                for _ in unit.lines[1:]:
                    yield Token("CONTINUATION", place)
        yield from self._close_blocks()
        for _ in self.sections:
            yield Token("_END_SECTION")

    def _unit(self, unit: Unit, place: int) -> Iterator[Token]:
        if unit.role is LineKind.HEADING:
            yield from self._close_blocks()
            while self.sections and self.sections[-1] >= unit.level:
                self.sections.pop()
                yield Token("_END_SECTION")
            self.sections.append(unit.level)
            yield Token("_SECTION")
        else:
            yield from self._quote(unit)
        if unit.role is LineKind.ITEM:
            yield from self._item(unit)
        elif unit.role is LineKind.ROW:
            yield from self._row(unit)
        elif unit.role in (LineKind.TEXT, LineKind.RULE):
            yield from self._leave(unit)
        yield Token("_RULE" if unit.role is LineKind.RULE else unit.role.name, place)

    def _quote(self, unit: Unit) -> Iterator[Token]:
        quoted = self.inside.count("_QUOTE")
        if bool(unit.first.quote) != bool(quoted) and unit.role is not LineKind.RULE:
            yield from self._close_blocks()
            if unit.first.quote:
                self.inside.append("_QUOTE")
                yield Token("_QUOTE")

    def _item(self, unit: Unit) -> Iterator[Token]:
        yield from self._end("_TABLE")
        column, kind = list_place(unit)
        while self.lists and not self._fits(column, kind):
            yield from self._pop_list()
        if not self.lists or (len(self.lists) < _DEEPEST and not self._same(column, kind)):
            self.lists.append((column, kind))
            self.inside.append("_LIST")
            yield Token("_LIST")

    def _same(self, column: int, kind: str) -> bool:
        top, top_kind = self.lists[-1]
        return abs(column - top) <= _SAME_COLUMN and kind == top_kind

    def _fits(self, column: int, kind: str) -> bool:
        """Whether an item goes on the innermost list, or starts a list inside it."""
        top = self.lists[-1][0]
        if column > top + _SAME_COLUMN or self._same(column, kind):
            return True
        return column >= top - _SAME_COLUMN and not any(open_kind == kind for _, open_kind in self.lists)

    def _row(self, unit: Unit) -> Iterator[Token]:
        if self.inside[-1:] == ["_TABLE"] and not unit.first.header:
            return
        yield from self._end("_TABLE")
        yield from self._leave(unit)
        self.inside.append("_TABLE")
        yield Token("_TABLE")

    def _leave(self, unit: Unit) -> Iterator[Token]:
        """Close the lists that a paragraph does not stand in."""
        yield from self._end("_TABLE")
        column = unit.first.depth * 4 if unit.first.depth else unit.first.indent
        while self.lists and (column <= self.lists[-1][0] or unit.role is LineKind.RULE):
            yield from self._pop_list()

    def _pop_list(self) -> Iterator[Token]:
        yield from self._end("_TABLE")
        self.lists.pop()
        yield Token("_END" + self.inside.pop())

    def _end(self, kind: str) -> Iterator[Token]:
        if self.inside[-1:] == [kind]:
            yield Token("_END" + self.inside.pop())

    def _close_blocks(self) -> Iterator[Token]:
        self.lists.clear()
        while self.inside:
            yield Token("_END" + self.inside.pop())


def list_place(unit: Unit) -> tuple[int, str]:
    """The column of an item, and the kind of its mark: a bullet, or a style of numbers."""
    if unit.first.depth:
        return (unit.first.depth - 1) * 4 + 2, "html"
    return unit.first.indent, unit.number.style if unit.number else unit.first.mark


def block_tokens(units: list[Unit]) -> Iterator[Token]:
    """The tokens of units whose roles are known, with the unit's place; markers are balanced."""
    return _Balance().tokens(units)


def parse_blocks(units: list[Unit]) -> Tree:
    """The tree of blocks; the tokens in it carry places in `units`."""
    return table("blocks").parse(block_tokens(units))
