"""Lines and columns of a text, for people; everything else in privlint counts offsets."""

import re
from bisect import bisect_right
from typing import NamedTuple


class Position(NamedTuple):
    """A place as people name it: line and column from 1, in code points, beside the offset from 0."""

    line: int
    column: int
    offset: int


class Positions:
    r"""The lines of a text; `\n`, `\r\n` and `\r` end a line, and nothing is normalised."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in re.finditer("\r\n?|\n", text))]

    def at(self, offset: int) -> Position:
        """The line and column of an offset; the end of the text is a position too."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def line(self, number: int) -> str:
        """The text of a line, from 1, without its end."""
        following = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : following].rstrip("\r\n")
