"""HTML to lines: every block element is one line of known kind; what is not shown, and navigation, is no text."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from privlint.language.lines import NOTHING, Line, LineKind, Lines, Visible
from privlint.language.readers.elements import (
    CELLS,
    DEEPEST,
    HEADINGS,
    INLINE,
    LISTS,
    VOID,
    Element,
    ended_by,
    is_around,
)
from privlint.language.visible import VisibleText
from privlint.model.text import Span
from privlint.model.tree import Comment, Link

_TAG = re.compile("<[a-zA-Z/!?]")
_COMMENT = re.compile(r"\s*privlint:\s*(.*?)\s*$", re.DOTALL)


def read_html(text: str) -> Lines:
    """The lines of an HTML text; broken markup is read as far as it goes."""
    reader = _Reader(text)
    unclosed = _TAG.search(text, text.rfind(">") + 1)  # no tag, and slow to be told so
    reader.feed(text[: unclosed.start()] if unclosed else text)
    reader.close()
    reader.finish()
    return reader.lines


def _place_of(link: Link) -> tuple[int, int]:
    return link.start, link.end


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = Lines()
        self.stack: list[Element] = []
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.visible = VisibleText()
        self.links: list[Link] = []
        self.plain = False  # some of the line's letters are not bold
        self.anchor = ""  # an id that the next heading may take
        self.new_item = False
        self.cells: list[Visible] | None = None
        self.header = False
        self.row_start = 0

    def place(self) -> int:
        """Where the parser is in the source."""
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self._open(tag, dict(attrs), closed=tag in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element that is written as closed; only void ones and those outside HTML are."""
        self._open(tag, dict(attrs), closed=tag in VOID or tag not in (*INLINE, "p", "div", "li", "ul", "ol"))

    def _open(self, tag: str, attributes: dict[str, str | None], *, closed: bool) -> None:
        self._close_implied(tag)
        hidden = bool(self.stack) and self.stack[-1].hidden
        element = Element(tag, attributes, hidden=hidden)
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else None)
        if tag not in INLINE or tag == "br":
            self._break(tag)
        if name and not element.hidden:
            self.lines.anchors.add(name)
            if not self.anchor or tag in HEADINGS:
                self.anchor = name
        if closed:
            return
        if len(self.stack) >= DEEPEST:
            return
        element.link_start = self.visible.length
        self.stack.append(element)
        if not element.hidden:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag == "li":
            self.new_item = True
            lists = [element for element in self.stack if element.tag in LISTS]
            if lists:
                lists[-1].count += 1
        elif tag == "tr":
            self.cells, self.header, self.row_start = [], True, self.place()
        elif tag == "td":
            self.header = False

    def _close_implied(self, tag: str) -> None:
        """Close what a start tag ends without saying so: a paragraph before a block, an item before the next."""
        if tag not in INLINE and self.stack and self.stack[-1].tag == "p":
            self._close("p")
        if ended := ended_by(tag, self.stack):
            self._close(ended)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and what is still open in it."""
        if tag == "br":
            self._break("br")
        elif any(element.tag == tag for element in self.stack):
            self._close(tag)

    def _close(self, tag: str) -> None:
        while self.stack:
            element = self.stack[-1]
            if element.tag not in INLINE:
                self._break(element.tag)
            self.stack.pop()
            if element.href and not element.hidden:
                self.links.append(Link(element.link_start, self.visible.length, element.href))
            if element.tag == "tr" and self.cells is not None:
                self._row()
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        """Text as it stands."""
        self._show(data, self.place())

    def handle_entityref(self, name: str) -> None:
        """A named entity, or an ampersand that begins none."""
        self._entity("&" + name)

    def handle_charref(self, name: str) -> None:
        """A numbered character."""
        self._entity("&#" + name)

    def _entity(self, written: str) -> None:
        start = self.place()
        if self.text.startswith(";", start + len(written)):
            written += ";"
        shown = unescape(written)
        if shown == written:
            self._show(written, start)
        else:
            self._show(shown, start, written)

    def parse_html_declaration(self, i: int) -> int:
        """Read `<![` as browsers do, as a comment; the parser of the standard library may fail over it."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_comment(self, data: str) -> None:
        """A comment; privlint's own are kept."""
        start = self.place()
        end = start + len("<!--") + len(data) + len("-->")
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        after = self.text[end:].partition("\n")[0] if end - start < 2000 else ""
        if (comment := _COMMENT.match(data)) and not before.strip() and not after.strip():
            self.lines.comments.append(Comment(comment.group(1), Span(start, end)))

    def _show(self, shown: str, start: int, written: str = "") -> None:
        if self.stack and (self.stack[-1].hidden or is_around(self.stack)):
            return
        end = start + len(written or shown)
        if written:
            self.visible.put(shown, start, end)
        else:
            self.visible.add(shown, start)
        letters = any(character.isalnum() for character in shown)
        if letters and not any(element.strong for element in self.stack):
            self.plain = True

    def _break(self, tag: str) -> None:
        """End the line that is being collected."""
        tags = [element.tag for element in self.stack]
        in_cell = self.cells is not None and any(name in CELLS for name in tags)
        if in_cell and tag not in CELLS:
            self.visible.space(self.place(), self.place())
            return
        visible = self._take()
        if in_cell and self.cells is not None:
            self.cells.append(visible)
        elif visible.text.text:
            self._line(visible, tags)
        if tag == "hr":
            self.lines.lines.append(Line(LineKind.RULE, Span(self.place(), self.place() + 3)))
        elif tag != "br" or not visible.text.text:
            self._blank()

    def _take(self) -> Visible:
        for element in self.stack:
            if element.href:
                self.links.append(Link(element.link_start, self.visible.length, element.href))
            element.link_start = 0
        text = self.visible.done()
        size = len(text.text)
        links = (Link(link.start, min(link.end, size), link.target) for link in self.links)
        kept = tuple(sorted((link for link in links if link.start < link.end), key=_place_of)) if self.links else ()
        visible = Visible(text, kept, strong=not self.plain) if size else NOTHING
        self.visible, self.links, self.plain = VisibleText(), [], False
        return visible

    def _line(self, visible: Visible, tags: list[str]) -> None:
        line = Line(LineKind.TEXT, visible.text.span(), visible)
        heading = next((tag for tag in reversed(tags) if tag in HEADINGS), None)
        line.depth = sum(tag in LISTS for tag in tags)
        line.quote = tags.count("blockquote")
        if heading:
            line.kind, line.level, line.depth = LineKind.HEADING, int(heading[1]), 0
            line.anchor, self.anchor = self.anchor, ""
        elif self.new_item and line.depth:
            line.kind = LineKind.ITEM
            owner = next(element for element in reversed(self.stack) if element.tag in LISTS)
            line.mark = f"{owner.count}." if owner.tag == "ol" else "-"
        self.anchor = ""
        self.new_item = False
        self.lines.lines.append(line)

    def _row(self) -> None:
        cells, self.cells = self.cells or [], None
        if any(cell.text.text for cell in cells):
            span = Span(self.row_start, max(cell.text.span().end for cell in cells))
            self.lines.lines.append(Line(LineKind.ROW, span, cells=tuple(cells), header=self.header and len(cells) > 1))

    def _blank(self) -> None:
        if self.lines.lines and self.lines.lines[-1].kind is not LineKind.BLANK:
            place = self.place()
            self.lines.lines.append(Line(LineKind.BLANK, Span(place, place)))

    def finish(self) -> None:
        """End what is still open when the text ends."""
        while self.stack:
            self._close(self.stack[-1].tag)
        self._break("body")
