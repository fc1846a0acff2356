"""Units: the lines that are one paragraph, item or heading to a reader, wrapped lines put together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from privlint.language.lines import Line, LineKind, Lines, Visible
from privlint.language.numbering import Number
from privlint.language.visible import join
from privlint.model.text import Span

_WIDEST_WRAP = 130
_SHORT = 60
_FULL = 0.4  # of the lines that have another under them, at least so many are full where text is wrapped
_GOING_ON = 0.33  # of nearly full lines, as letters of different widths leave them: so many go on with a small letter
_SENTENCE_END = (".", "!", "?", ":", ";")


@dataclass(slots=True, eq=False, repr=False)
class Unit:
    """Lines that belong together. `role` is decided from the neighbours; `level` is that of a heading's section."""

    lines: list[Line]
    kind: LineKind
    visible: Visible
    after_blank: bool = False
    number: Number | None = None
    role: LineKind = LineKind.TEXT
    style: tuple[str | int, ...] = ()
    level: int = 0

    @property
    def first(self) -> Line:
        """The first of its lines, whose place in the page is the unit's."""
        return self.lines[0]

    @property
    def text(self) -> str:
        """The visible text."""
        return self.visible.text.text

    @property
    def span(self) -> Span:
        """The raw lines in the source, from the first mark to the last character."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)


def unwrap(lines: Lines, *, markdown: bool) -> list[Unit]:
    """Put wrapped lines together; blank lines go, and leave `after_blank` behind."""
    width = _wrap_width(lines.lines)
    groups: list[tuple[list[Line], bool]] = []
    blank, last = True, None
    for line in lines.lines:
        if line.kind is LineKind.BLANK:
            blank, last = True, None if last is None or last.text or last.kind is not LineKind.ITEM else last
            continue
        if last is not None and line.kind is LineKind.TEXT and _goes_on(last, line, width, markdown):
            groups[-1][0].append(line)
        else:
            groups.append(([line], blank))
        blank, last = False, line if line.kind in (LineKind.TEXT, LineKind.ITEM) else None
    return [_unit(group, after_blank) for group, after_blank in groups]


def _unit(lines: list[Line], after_blank: bool) -> Unit:
    kind = lines[0].kind
    visible = join([line.visible for line in lines]) if len(lines) > 1 else lines[0].visible
    return Unit(lines, kind, visible, after_blank, role=kind)


def _wrap_width(lines: list[Line]) -> int:
    """The width that the text is wrapped at, or 0 when lines are paragraphs: wrapped lines are full, most of them."""
    widths = sorted(line.width for line in lines if line.width and "...." not in line.text)
    width = widths[len(widths) * 95 // 100] if widths else 0
    if not 0 < width <= _WIDEST_WRAP:
        return 0
    pairs = [
        (_needed(line, following), following.text[:1].islower())
        for line, following in pairwise(lines)
        if following.kind is LineKind.TEXT and line.kind in (LineKind.TEXT, LineKind.ITEM) and line.text
    ]
    full = sum(needed > width for needed, _ in pairs)
    ragged = [goes_on for needed, goes_on in pairs if needed > width * 4 // 5]
    is_ragged = len(ragged) >= _FULL * len(pairs) and sum(ragged) >= _GOING_ON * len(ragged)
    return width if full >= _FULL * len(pairs) or is_ragged else 0


def _needed(line: Line, following: Line) -> int:
    """The width that a line would have with the first word of the next one."""
    return line.width + 1 + len(following.text.split(" ", 1)[0])


def _goes_on(last: Line, line: Line, width: int, markdown: bool) -> bool:
    """Whether a line break between two lines with no blank line between them is only a wrap."""
    if last.kind is LineKind.ITEM and not last.text:
        return True
    if not last.text or last.quote != line.quote:
        return False
    before, text = last.text, line.text
    if last.visible.breaks:
        return not last.visible.strong and (len(before) < _SHORT or not before.endswith(_SENTENCE_END))
    if Number.begins(text) and not text[0].islower():
        return False
    ended = before.endswith(_SENTENCE_END)
    if width and _needed(last, line) > (width if ended else width * 4 // 5):
        return True
    if ended:
        return False
    if text[:1].islower():
        return bool(markdown or width or len(before) > _SHORT)
    return markdown and len(before) > _WIDEST_WRAP
