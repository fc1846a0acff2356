"""Markdown's inline markup away, and the visible text of each line of a paragraph kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from privlint.language.lines import NOTHING, Visible
from privlint.language.readers.markup import PLAIN, Inline, Scanner
from privlint.language.visible import VisibleText
from privlint.model.text import Span
from privlint.model.tree import Link


def read_inline(text: str, lines: Sequence[Span], references: Mapping[str, str]) -> list[Visible]:
    """The visible text of each line of one paragraph; markup may reach over the lines' ends."""
    joined = "\n".join(text[start:end] for start, end in lines)
    if PLAIN.fullmatch(joined.replace("\n", " ")) or not joined:
        return [_plain(text, span) for span in lines]
    found = Scanner(joined, references).scan()
    return _per_line(found, joined, lines)


def _plain(text: str, span: Span) -> Visible:
    visible = VisibleText()
    visible.add(text[span.start : span.end], span.start)
    return Visible(visible.done()) if visible.length else NOTHING


def _per_line(found: Inline, joined: str, lines: Sequence[Span]) -> list[Visible]:
    visibles, builder, line = [], VisibleText(), 0
    shift, first = lines[0].start, 0
    marks: list[tuple[int, int]] = []  # joined position and visible length, for links
    solid: list[tuple[int, int]] = []
    for run in found.runs:
        if run.text is None:
            continue
        if run.text == "\n" and run.straight:
            visibles.append(_visible(found, builder, marks, solid, first, run.start))
            builder, marks, solid = VisibleText(), [], []
            line, first = line + 1, run.end
            shift = lines[line].start - first
            continue
        marks.append((run.start, builder.length))
        if run.straight:
            builder.add(run.text, run.start + shift)
        else:
            builder.put(run.text, run.start + shift, run.end + shift)
        marks.append((run.end, builder.length))
        if any(character.isalnum() for character in run.text):
            solid.append((run.start, run.end))
    visibles.append(_visible(found, builder, marks, solid, first, len(joined)))
    return visibles


def _visible(
    found: Inline,
    builder: VisibleText,
    marks: list[tuple[int, int]],
    solid: list[tuple[int, int]],
    first: int,
    last: int,
) -> Visible:
    links = []
    size = len(builder.done().text)
    for start, end, target in sorted(found.links):
        inside = [length for position, length in marks if start <= position <= end]
        if inside and inside[0] < min(inside[-1], size):
            links.append(Link(inside[0], min(inside[-1], size), target))
    strong = bool(solid) and all(any(a <= start and end <= b for a, b in found.strong) for start, end in solid)
    anchor = next((name for position, name in found.anchors if first <= position <= last), "")
    return Visible(builder.done(), tuple(links), strong, last in found.hard, anchor)
