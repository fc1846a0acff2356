"""Where in a document something new can stand: after a section's own text, under the title, first, or last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import count

from privlint.engine.likeness import looks_like_policy
from privlint.model.text import Span
from privlint.model.tree import Document, Section

_END_OF_LINE = re.compile(r"[^\r\n]*")
_LINE_WITH_TEXT = re.compile(r"(?:\r\n|\r|\n)[^\r\n]*\S[^\r\n]*")
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_CLOSING = re.compile(
    r"\s*</(?:p|li|[uod]l|d[td]|t(?:able|head|body|foot|[rdh])|blockquote|pre|h[1-6]|address|caption"
    r"|a|b|i|u|em|strong|small|span|font|code|mark|label)\s*>",
    re.IGNORECASE,
)


class Outline:
    """The headings of a document, and the offsets between its blocks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.source.text
        self._sections = [path[-1] for path in document.root.walk() if path[-1].heading is not None]
        self._headings = list(document.headings())

    @cached_property
    def title(self) -> Section | None:
        """The first heading, if it stands above all others, or beside them and says what the document is."""
        if not self._headings:
            return None
        first, *others = self._headings
        highest = min((other.level for other in others), default=first.level + 1)
        is_title = first.level < highest or (first.level == highest and looks_like_policy(first.text.text))
        return self._sections[0] if is_title else None

    def level(self) -> int:
        """The level of the document's main sections."""
        others = [
            heading.level for heading in self._headings if self.title is None or heading is not self.title.heading
        ]
        if others:
            return min(others)
        return self.title.level + 1 if self.title else 2

    def numbers(self) -> Iterator[str]:
        """The numbers of new sections after the last; empty where sections have none."""
        last = [heading.number for heading in self._headings if heading.level == self.level()][-1:]
        counted = bool(last) and last[0].isdigit()
        return (str(number) if counted else "" for number in count(int(last[0]) + 1 if counted else 1))

    def under_title(self) -> int:
        """Right after the title, or where the text begins."""
        return self._after(self.title.heading.span) if self.title and self.title.heading else self._first()

    def start(self) -> int:
        """Before the first section: after the title and what stands under it."""
        if self.title is not None:
            return self.end_of(self.title)
        return self.end_of(self._document.root) or self._first()

    def _first(self) -> int:
        """Where the text begins; in a page, the first heading's element, else the body."""
        if self._document.source.format != "html":
            return 0
        if self._headings:
            return max(0, self._text.rfind("<", 0, self._headings[0].span.start))
        body = _BODY.search(self._text)
        return body.end() if body else 0

    def end(self) -> int:
        """After the last block of the document, but not in a page's footer."""
        spans = [span for section in self._walk() for span in _spans(section)]
        footer = self._text.lower().rfind("<footer") if self._document.source.format == "html" else -1
        above = [span for span in spans if footer < 0 or span.end <= footer] or spans
        return self._after(max(above, key=lambda span: span.end)) if above else 0

    def end_of(self, section: Section) -> int:
        """After a section's own text, before the sections in it."""
        spans = _spans(section)
        return self._after(spans[-1]) if spans else 0

    def _walk(self) -> list[Section]:
        return [self._document.root, *self._sections]

    def _after(self, span: Span) -> int:
        """The end of the line, or of the elements, that a block ends with."""
        if self._document.source.format == "html":
            at = span.end
            while closing := _CLOSING.match(self._text, at):
                at = closing.end()
            return at
        at = self._line_end(span.end)
        following = min((h.span.start for h in self._headings if h.span.start >= span.end), default=len(self._text))
        while (line := _LINE_WITH_TEXT.match(self._text, at)) and line.end() <= following:
            at = line.end()
        return at

    def _line_end(self, at: int) -> int:
        line = _END_OF_LINE.match(self._text, at)
        return line.end() if line else at


def _spans(section: Section) -> list[Span]:
    return sorted([*([section.heading.span] if section.heading else []), *(block.span for block in section.blocks)])
