"""Building visible text: white space folded, invisible characters dropped, every run mapped to the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from privlint.language.lines import NOTHING, Visible
from privlint.model.text import MappedText, Piece
from privlint.model.tree import Link

_INVISIBLE = (
    "\u00ad\u200b\u200d\u200e\u200f\u2060\ufeff\ue000-\uf8ff"  # the last are icons, which fonts keep for themselves
)
_SPACE = re.compile(r"\s")
_GAPS = re.compile(f"[\\s{_INVISIBLE}]+")
_TO_FOLD = re.compile(f"[^\\S ]|  |^ | $|[{_INVISIBLE}]")


class VisibleText:
    """Collects visible text run by run; white space at both ends is left out, and inside it is one space."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self._straight = False  # the last piece maps code point by code point and may grow
        self._space: tuple[int, int] | None = None

    def add(self, text: str, start: int) -> None:
        """Source text that is visible as it stands, from offset `start`; its white space is folded."""
        if not _TO_FOLD.search(text):
            self._append(text, start)
            return
        position = 0
        for gap in _GAPS.finditer(text):
            self._append(text[position : gap.start()], start + position)
            if _SPACE.search(gap.group()):
                self.space(start + gap.start(), start + gap.end())
            position = gap.end()
        self._append(text[position:], start + position)

    def put(self, text: str, start: int, end: int) -> None:
        """Text that stands for a span which is written otherwise, such as an entity."""
        if not text.strip():
            self.space(start, end)
            return
        self._flush_space()
        self._pieces.append(Piece(self._length, start, end))
        self._parts.append(text)
        self._length += len(text)
        self._straight = False

    def space(self, start: int, end: int) -> None:
        """White space, or markup that separates words, over a span."""
        if self._parts and self._space is None:
            self._space = (start, end)

    @property
    def length(self) -> int:
        """Where the next visible character will stand."""
        return self._length + (self._space is not None)

    def done(self) -> MappedText:
        """The text collected."""
        return MappedText("".join(self._parts), tuple(self._pieces))

    def _flush_space(self) -> None:
        if self._space is None:
            return
        start, end = self._space
        self._space = None
        self._grow(" ", start, end)

    def _append(self, text: str, start: int) -> None:
        if text:
            self._flush_space()
            self._grow(text, start, start + len(text))

    def _grow(self, text: str, start: int, end: int) -> None:
        straight = len(text) == end - start
        last = self._pieces[-1] if self._pieces else None
        if last and straight and self._straight and last.end == start:
            self._pieces[-1] = Piece(last.text, last.start, end)
        else:
            self._pieces.append(Piece(self._length, start, end))
        self._parts.append(text)
        self._length += len(text)
        self._straight = straight


def cut(visible: Visible, start: int, end: int | None = None) -> Visible:
    """The part of a visible text from `start` to `end`, white space at its ends left out."""
    text = visible.text.text
    end = len(text) if end is None else end
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    if start == 0 and end == len(text):
        return visible
    links = tuple(
        Link(max(link.start, start) - start, min(link.end, end) - start, link.target)
        for link in visible.links
        if link.end > start and link.start < end
    )
    return visible._replace(text=MappedText(text[start:end], _cut_pieces(visible.text, start, end)), links=links)


def _cut_pieces(mapped: MappedText, start: int, end: int) -> tuple[Piece, ...]:
    pieces = []
    following = len(mapped.text)
    for piece in reversed(mapped.pieces):
        straight = following - piece.text == piece.end - piece.start
        first, last = max(piece.text, start), min(following, end)
        following = piece.text
        if first < last:
            shift = piece.start - piece.text
            place = (first + shift, last + shift) if straight else (piece.start, piece.end)
            pieces.append(Piece(first - start, *place))
    return tuple(reversed(pieces))


def join(parts: Sequence[Visible]) -> Visible:
    """Several visible texts as one, a space between them; a link that goes on stays one link."""
    parts = [part for part in parts if part.text.text]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    texts: list[str] = []
    pieces: list[Piece] = []
    links: list[Link] = []
    length = 0
    for part in parts:
        if pieces:
            pieces.append(Piece(length, pieces[-1].end, max(pieces[-1].end, part.text.pieces[0].start)))
            length += 1
        pieces.extend(Piece(piece.text + length, piece.start, piece.end) for piece in part.text.pieces)
        for link in part.links:
            _add_link(links, Link(link.start + length, link.end + length, link.target), length - 1)
        texts.append(part.text.text)
        length += len(part.text.text)
    return Visible(
        MappedText(" ".join(texts), tuple(pieces)),
        tuple(links),
        strong=all(part.strong for part in parts),
        breaks=parts[-1].breaks,
        anchor=next((part.anchor for part in parts if part.anchor), ""),
    )


def _add_link(links: list[Link], link: Link, seam: int) -> None:
    last = links[-1] if links else None
    if last and last.end == seam and link.start == seam + 1 and last.target == link.target:
        links[-1] = Link(last.start, link.end, link.target)
    else:
        links.append(link)
