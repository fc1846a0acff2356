"""The source lines of a finding with carets under its words, cut to what a screen holds."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.model.positions import Positions
from privlint.model.text import Span

WIDTH = 100  # columns of source shown
AROUND = 24  # columns kept before the carets of a line that is cut
LINES = 3
ELLIPSIS = "…"


def excerpt(positions: Positions, span: Span) -> Iterator[tuple[int, str, str]]:
    """Line number, its text, and the carets under it, for each of the first lines of a span."""
    start, end = positions.at(span.start), positions.at(max(span.start, span.end))
    for number in range(start.line, min(end.line, start.line + LINES - 1) + 1):
        line = positions.line(number)
        first = start.column - 1 if number == start.line else _indent(line)
        last = end.column - 1 if number == end.line else len(line)
        if number == start.line or first < last:
            yield number, *_marked(line, min(first, len(line)), min(last, len(line)))


def _marked(line: str, first: int, last: int) -> tuple[str, str]:
    low, high = _window(line, first, last)
    before = (ELLIPSIS if low else "") + _plain(line[low:first])
    marked = _plain(line[first : min(last, high)])
    after = _plain(line[min(last, high) : high]) + (ELLIPSIS if high < len(line) else "")
    carets = " " * _columns(before) + "^" * max(1, _columns(marked))
    return before + marked + after.rstrip(), carets


def _window(line: str, first: int, last: int) -> tuple[int, int]:
    """What is shown of a line, as positions in it: all, or a part that begins shortly before the carets."""
    if len(line) <= WIDTH:
        return 0, len(line)
    low = 0 if last <= WIDTH - AROUND else max(0, min(first - AROUND, len(line) - WIDTH))
    high = min(len(line), low + WIDTH)
    word = line.find(" ", low, first) + 1 if low else 0
    end = line.rfind(" ", last, high) if high < len(line) else -1
    return word or low, end if end > 0 else high


def _plain(text: str) -> str:
    """The text with a space for every character that has no width of its own, tabs too."""
    return "".join(" " if character in "\t\v\f" or not character.isprintable() else character for character in text)


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(character) else 1 + (east_asian_width(character) in "WF") for character in text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
