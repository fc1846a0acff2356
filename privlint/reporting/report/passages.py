"""The text of a policy as its reader sees it, with every place marked that the report quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from privlint.model.text import MappedText, Span
from privlint.model.tree import Block, BlockKind, Document, Heading
from privlint.reporting.report.marks import Mark, Run, runs
from privlint.reporting.report.places import Quoter

COMMENT = "comment"


class Citation(NamedTuple):
    """A row of the report that quotes a place: its anchor and name there, and as what (`kind`) the place is marked."""

    row: str
    name: str
    kind: str


class Cited(NamedTuple):
    """A place that the report quotes, and the rows that do."""

    span: Span
    anchor: str
    citations: tuple[Citation, ...]


class Passage(NamedTuple):
    """A heading, paragraph, item, cell, quotation or comment: its runs, the line it starts on, what cites it, and empty anchors.

    `level` is that of a heading or of list nesting; `row` and `table` are of a cell.
    """

    kind: str
    runs: tuple[Run, ...]
    line: int
    cited: tuple[Citation, ...]
    anchors: tuple[str, ...] = ()
    level: int = 0
    mark: str = ""
    row: int = -1
    table: int = -1


class Group(NamedTuple):
    """Passages that belong together: the items of a list, the cells of a table (by row), or one passage of another kind."""

    kind: str
    passages: tuple[Passage, ...] = ()
    rows: tuple[tuple[Passage, ...], ...] = ()


def passages(document: Document, cited: Iterable[Cited], quoter: Quoter) -> tuple[Group, ...]:
    """The groups of a document, in its order."""
    parts = sorted(_parts(document), key=lambda part: (part.span, part.kind == COMMENT))
    homes = _homes(parts, cited)
    path = document.source.path
    made = (_passage(part, homes[index], quoter.line(path, part.span.start)) for index, part in enumerate(parts))
    return tuple(_group(list(group)) for _, group in groupby(made, key=lambda passage: (passage.kind, passage.table)))


class _Part(NamedTuple):
    """A part of a document that has a text."""

    span: Span
    kind: str
    text: MappedText
    level: int = 0
    mark: str = ""
    row: int = -1
    table: int = -1


def _parts(document: Document) -> Iterator[_Part]:
    for path in document.root.walk():
        heading = path[-1].heading
        if heading is not None:
            yield _Part(heading.span, "heading", heading.text, heading.level, _number(heading))
        for block in path[-1].blocks:
            yield _Part(block.span, block.kind.value, block.text, block.depth, _bullet(block), block.row, block.table)
    for comment in document.comments:
        text = " ".join(comment.body.split())
        yield _Part(comment.span, COMMENT, MappedText(text, ()))


def _number(heading: Heading) -> str:
    return "" if heading.text.text.startswith(heading.number) else heading.number


def _bullet(block: Block) -> str:
    if block.kind is not BlockKind.ITEM:
        return ""
    return "•" if block.mark in ("", "-", "*", "+") else block.mark


class _Shown(NamedTuple):
    """A quoted place in a part: where it shows there (nowhere, if the two are equal), and whether it begins there."""

    place: Cited
    start: int
    end: int
    begins: bool


def _homes(parts: list[_Part], cited: Iterable[Cited]) -> dict[int, list[_Shown]]:
    """The quoted places by the part in which each shows or, where it shows in none, in or after which it stands."""
    homes: dict[int, list[_Shown]] = defaultdict(list)
    starts = [part.span.start for part in parts]
    for place in sorted(cited, key=attrgetter("span", "anchor")):
        first = max(0, bisect_right(starts, place.span.start) - 1)
        last = max(first + 1, bisect_left(starts, place.span.end))
        seen = [(index, *_visible(parts[index], place.span)) for index in range(first, min(last, len(parts)))]
        shown = [one for one in seen if one[1] < one[2]] or seen[:1]
        for number, (index, start, end) in enumerate(shown):
            homes[index].append(_Shown(place, start, end, begins=number == 0))
    return homes


def _passage(part: _Part, places: list[_Shown], line: int) -> Passage:
    marks = [
        Mark(shown.start, shown.end, shown.place.citations[0].kind, shown.place.anchor if shown.begins else "")
        for shown in places
        if shown.start < shown.end
    ]
    return Passage(
        part.kind,
        runs(part.text.text, marks),
        line,
        tuple(dict.fromkeys(citation for shown in places for citation in shown.place.citations)),
        tuple(shown.place.anchor for shown in places if shown.start >= shown.end),
        part.level,
        part.mark,
        part.row,
        part.table,
    )


def _visible(part: _Part, span: Span) -> tuple[int, int]:
    """The half-open place in a part's text that a span of the source shows as; empty where it shows as nothing."""
    text = part.text
    if part.kind == COMMENT:
        return (0, len(text.text)) if _overlaps(part.span, span) else (0, 0)
    start, end = len(text.text), 0
    for index, piece in enumerate(text.pieces):
        following = text.pieces[index + 1].text if index + 1 < len(text.pieces) else len(text.text)
        if _overlaps(Span(piece.start, piece.end), span):
            exact = following - piece.text == piece.end - piece.start
            start = min(start, piece.text + (max(0, span.start - piece.start) if exact else 0))
            end = max(end, min(following, piece.text + span.end - piece.start) if exact else following)
    return start, end


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _group(together: list[Passage]) -> Group:
    if together[0].kind == BlockKind.CELL:
        rows = groupby(together, key=lambda passage: passage.row)
        return Group("table", rows=tuple(tuple(cells) for _, cells in rows))
    return Group(together[0].kind, tuple(together))
