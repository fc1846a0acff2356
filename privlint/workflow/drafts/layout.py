"""How a clause is written in a file: its markup, and the line ends of the file."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from privlint.model.tree import Document

_LINE_END = re.compile(r"\r\n|\r|\n")


class Layout(NamedTuple):
    """The format of a file (markdown, text or html), its text, its line end, and how it writes headings."""

    format: str
    text: str
    newline: str
    shouted: bool = False

    @staticmethod
    def of(document: Document) -> Layout:
        """The layout of a document: the line end that it has most, and capitals where all its headings have them."""
        text = document.source.text
        ends = Counter(_LINE_END.findall(text))
        headings = [heading.text.text for heading in document.headings()]
        shouted = bool(headings) and all(heading.isupper() for heading in headings)
        return Layout(document.source.format, text, max(ends, key=lambda end: ends[end], default="\n"), shouted)

    @property
    def gap(self) -> str:
        """What stands between two blocks."""
        return self.newline if self.format == "html" else 2 * self.newline

    def heading(self, text: str, level: int, number: str) -> str:
        """A heading; `number` is empty where there is none."""
        words = f"{number}. {text}" if number else text
        words = words.upper() if self.shouted else words
        if self.format == "html":
            return f"<h{level}>{_escaped(words)}</h{level}>"
        if self.format == "markdown":
            return f"{'#' * level} {words}"
        return words if self.shouted else f"{words}{self.newline}{'-' * len(words)}"

    def paragraphs(self, text: str) -> str:
        """Plain paragraphs, each on a line."""
        parts = [" ".join(part.split()) for part in text.split("\n\n")]
        return self.gap.join(f"<p>{_escaped(part)}</p>" if self.format == "html" else part for part in parts)

    def after(self, at: int, block: str) -> str:
        """A block as it is inserted at an offset: apart from what stands before it, and from what follows."""
        before, behind = self.text[:at], self.text[at:]
        lead = self.gap if before.strip() else ""
        if not behind.strip():
            return lead + block
        if self.format == "html":
            return lead + block + ("" if lead else self.newline)
        apart = len(_LINE_END.findall(behind[: len(behind) - len(behind.lstrip())]))
        return lead + block + self.newline * max(0, 2 - apart)


def _escaped(text: str) -> str:
    from html import escape

    return escape(text, quote=False)
