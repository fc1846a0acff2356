"""Offsets of a text as editors count them: lines from 0, columns in the code units that were agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from lsprotocol.types import Position, Range

from privlint.model.text import Span

Units = Callable[[str], int]  # how many code units a text has: UTF-16, if nothing else was agreed on


class Ranges:
    r"""The lines of a text; `\n`, `\r\n` and `\r` end one, and nothing else does."""

    def __init__(self, text: str, units: Units) -> None:
        self._text = text
        self._units = units
        self._starts = [0, *(end.end() for end in re.finditer("\r\n?|\n", text))]

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self._text[self._starts[line] : offset]))

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """The offset of a position; one behind the end of its line is the end of the line."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, left = self._starts[position.line], position.character
        for offset in range(start, len(self._text)):
            if left <= 0 or self._text[offset] in "\r\n":
                return offset
            left -= self._units(self._text[offset])
        return len(self._text)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset starts."""
        return self._starts[bisect_right(self._starts, offset) - 1]
