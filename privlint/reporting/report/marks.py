"""Marks in a text: spans that overlap in any way, made into runs that are properly nested."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from typing import NamedTuple


class Mark(NamedTuple):
    """A marked place: `start` and `end` in the text of a passage, the `kind` it is shown as, its anchor, and what cites it.

    `anchor` is empty for what goes on from an earlier part.
    """

    start: int
    end: int
    kind: str
    anchor: str


class Run(NamedTuple):
    """A piece of text without a mark (`mark` is None), or a marked one with the runs inside it."""

    text: str
    mark: Mark | None = None
    runs: tuple[Run, ...] = ()


def runs(text: str, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """A text as nested runs; a mark that crosses another is shown in two parts, of which the first has the anchor."""
    return _runs(text, 0, len(text), _nested(marks))


def _nested(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of which each two are apart or one within the other: by start, the outer first."""
    waiting = [(mark.start, -mark.end, mark) for mark in marks]
    heapify(waiting)
    done: list[Mark] = []
    open_: list[Mark] = []
    while waiting:
        _, _, mark = heappop(waiting)
        while open_ and open_[-1].end <= mark.start:
            open_.pop()
        if open_ and mark.end > open_[-1].end:
            cut = open_[-1].end
            rest = mark._replace(start=cut, anchor="")
            heappush(waiting, (rest.start, -rest.end, rest))
            mark = mark._replace(end=cut)
        open_.append(mark)
        done.append(mark)
    return done


def _runs(text: str, start: int, end: int, marks: list[Mark]) -> tuple[Run, ...]:
    made: list[Run] = []
    at, index = start, 0
    while index < len(marks):
        mark = marks[index]
        within = index + 1
        while within < len(marks) and marks[within].start < mark.end:
            within += 1
        if at < mark.start:
            made.append(Run(text[at : mark.start]))
        inner = _runs(text, mark.start, mark.end, marks[index + 1 : within])
        made.append(Run("", mark, inner))
        at, index = mark.end, within
    if at < end:
        made.append(Run(text[at:end]))
    return tuple(made)
