"""Spans of a source, and the visible text of a part of it with the way back to the source."""

from bisect import bisect_right
from operator import itemgetter
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points of the decoded source, from 0."""

    start: int
    end: int


class Piece(NamedTuple):
    """A run of visible text: where it starts in the text, and the source span that it stands for.

    A run as long as its span maps code point by code point; any other (an entity, folded white space) maps as a whole.
    """

    text: int
    start: int
    end: int


class MappedText(NamedTuple):
    """What a reader sees (markup and entities away, white space single), with a piecewise map back to the source."""

    text: str
    pieces: tuple[Piece, ...]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of `text[start:end]`; an empty range maps to an empty span."""
        end = len(self.text) if end is None else end
        if not self.pieces:
            return Span(0, 0)
        first = self._offset(start, at_end=False)
        return Span(first, max(first, self._offset(end - 1, at_end=True)) if end > start else first)

    def _offset(self, position: int, *, at_end: bool) -> int:
        index = max(0, bisect_right(self.pieces, position, key=itemgetter(0)) - 1)
        piece = self.pieces[index]
        following = self.pieces[index + 1].text if index + 1 < len(self.pieces) else len(self.text)
        if following - piece.text == piece.end - piece.start:
            return min(piece.start + position - piece.text + at_end, piece.end)
        return piece.end if at_end else piece.start


class Source(NamedTuple):
    """One policy file as decoded; a byte-order mark is not part of `text`, and nothing is normalised."""

    path: str
    text: str
    format: str  # the reader's name: markdown, text, html
