"""Markdown to lines: block markup away line by line, inline markup away paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from privlint.language.lines import NOTHING, Line, LineKind, Lines, Visible
from privlint.language.readers.inline import read_inline
from privlint.language.readers.text import bullet_of, columns, each_line
from privlint.language.visible import cut
from privlint.model.text import Span
from privlint.model.tree import Comment

_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_FENCE = re.compile(r"(`{3,}|~{3,})[^`]*$")
_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$|(?<=##)(?=[^#\s]))")
_ATX_END = re.compile(r"(?:^|[ \t]+)#+$")
_EXPLICIT_ID = re.compile(r"[ \t]*\{:?[ \t]*#([\w.:-]+)[^{}]*\}$")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}$")
_SETEXT = re.compile(r"(=+|-{2,})$")
_SEPARATOR = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_NUMBER = re.compile(r"\d{1,9}[.)](?:[ \t]|$)")
_DEFINITION = re.compile(
    r" {0,3}\[([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)>?(?:[ \t]+[\"'(][^\n]*[\"')])?[ \t]*$", re.MULTILINE
)
_COMMENT = re.compile(r"<!--\s*privlint:\s*(.*?)\s*-->$")
_SKIPPED_HTML = re.compile(r"<(script|style|template|noscript)\b", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n?|\n)(?:[^\r\n]*(?:\r\n?|\n))*?(?:---|\.\.\.)[ \t]*(?=[\r\n]|$)")
_KEY = re.compile(r"[\w-]+[ \t]*:", re.MULTILINE)


def read_markdown(text: str) -> Lines:
    """The lines of a Markdown text."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.raw = list(each_line(text))
        self.lines = Lines()
        self.references: dict[str, str] = {}
        self.group: list[Line] = []  # a paragraph's lines, their inline markup still to be read
        self.at = 0
        if "]:" in text:
            self.references = {" ".join(m[1].split()).lower(): m[2] for m in _DEFINITION.finditer(text)}

    def read(self) -> Lines:
        self._skip_front_matter()
        while self.at < len(self.raw):
            self._line(*self.raw[self.at])
            self.at += 1
        self._close_group()
        return self.lines

    def _skip_front_matter(self) -> None:
        matter = _FRONT_MATTER.match(self.text)
        if matter and _KEY.search(matter.group()) and "\n\n" not in matter.group():
            while self.at < len(self.raw) and self.raw[self.at][0] < matter.end():
                self.at += 1

    def _line(self, start: int, raw: str) -> None:
        quote = 0
        if ">" in raw and (marks := _QUOTE.match(raw)):
            quote = marks.group().count(">")
            start, raw = start + marks.end(), raw[marks.end() :]
        body = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        span = Span(start + lead, start + lead + len(body))
        line = Line(LineKind.TEXT, span, indent=columns(raw[:lead]), quote=quote, width=len(raw.rstrip()))
        if not body:
            self._add(replace(line, kind=LineKind.BLANK))
        elif not (self._skipped(line, body) or self._marked(line, body) or self._table(line, body)):
            self._text(line, body, raw)

    def _skipped(self, line: Line, body: str) -> bool:
        """Code, comments and what else is no text of the policy."""
        end: str | None = None
        if fence := _FENCE.match(body):
            end = fence.group(1)
        elif body.startswith("<!--"):
            if comment := _COMMENT.match(body):
                self.lines.comments.append(Comment(comment.group(1), line.span))
            close = body.find("-->", 4)
            if close >= 0 and body[close + 3 :].strip():
                return False
            end = "-->" if close < 0 else ""
        elif skipped := _SKIPPED_HTML.match(body):
            end = f"</{skipped.group(1).lower()}>"
            end = "" if end in body.lower() else end
        elif not (body.startswith("[") and "]:" in body and _DEFINITION.match(body)):
            return False
        self._add(replace(line, kind=LineKind.BLANK))
        if end:
            self._skip_to(end, at_start=fence is not None)
        return True

    def _skip_to(self, end: str, *, at_start: bool) -> None:
        for index in range(self.at + 1, len(self.raw)):
            body = self.raw[index][1].strip().lstrip("> ")
            if (body.startswith(end) and not body.strip(end[0])) if at_start else end in body.lower():
                self.at = index
                return
        if at_start:
            self.at = len(self.raw)

    def _marked(self, line: Line, body: str) -> bool:
        """Headings and rules."""
        before = self.group[-1] if self.group else None
        underlined = before is not None and before.kind is LineKind.TEXT and line.indent < 4 and _SETEXT.match(body)
        if before and underlined and not self._begins_table():
            before.kind, before.level = LineKind.HEADING, 1 if body[0] == "=" else 2
            self._finish_setext(line)
            return True
        if _RULE.match(body) or _SETEXT.match(body):
            self._add(replace(line, kind=LineKind.RULE))
            return True
        if body[0] == "#" and (atx := _ATX.match(body)):
            self._heading(line, body, atx)
            return True
        return False

    def _begins_table(self) -> bool:
        following = self.raw[self.at + 1][1] if self.at + 1 < len(self.raw) else ""
        return "|" in following

    def _finish_setext(self, rule: Line) -> None:
        line = self.group[-1]
        self._close_group()
        line.span = Span(line.span.start, rule.span.end)
        self._take_id(line)

    def _heading(self, line: Line, body: str, atx: re.Match[str]) -> None:
        inner = _ATX_END.sub("", body[atx.end() :])
        start = line.span.start + atx.end()
        heading = replace(line, kind=LineKind.HEADING, level=len(atx.group(1)))
        self._close_group()
        heading.visible = read_inline(self.text, [Span(start, start + len(inner))], self.references)[0]
        self._take_id(heading)
        self.lines.lines.append(heading if heading.text else replace(line, kind=LineKind.BLANK))

    def _take_id(self, line: Line) -> None:
        line.anchor = line.visible.anchor
        if explicit := _EXPLICIT_ID.search(line.text):
            line.anchor = explicit.group(1)
            line.visible = cut(line.visible, 0, explicit.start())

    def _table(self, line: Line, body: str) -> bool:
        if "|" not in body and not self._begins_one_column(body):
            return False
        following = self._body(self.at + 1)
        if following and _SEPARATOR.match(following) and ("|" in following or "|" in self._body(self.at + 2)):
            self._row(line, body, header=True)
            self.at += 1
        elif body.count("|") > 0 and "|" in following and body.count("|") == following.count("|"):
            self._row(line, body, header=False)
        else:
            return False
        while "|" in self._body(self.at + 1):
            self.at += 1
            start, raw = self.raw[self.at]
            inner = raw.lstrip("> \t")
            span = Span(start + len(raw) - len(inner), start + len(raw.rstrip()))
            if not _SEPARATOR.match(inner.rstrip()):
                self._row(replace(line, span=span), inner.rstrip(), header=False)
        return True

    def _begins_one_column(self, body: str) -> bool:
        following = self._body(self.at + 1)
        return following.startswith("--") and bool(_SETEXT.match(following)) and "|" in self._body(self.at + 2)

    def _body(self, index: int) -> str:
        return self.raw[index][1].strip().lstrip("> ") if index < len(self.raw) else ""

    def _row(self, line: Line, body: str, *, header: bool) -> None:
        self._close_group()
        cells = (
            read_inline(self.text, [span], self.references)[0] if span.end > span.start else NOTHING
            for span in _cells(body, line.span.start)
        )
        self.lines.lines.append(replace(line, kind=LineKind.ROW, cells=tuple(cells), header=header))

    def _text(self, line: Line, body: str, raw: str) -> None:
        before = self.group[-1] if self.group else None
        if before and before.quote and not line.quote:
            line.quote = before.quote
        bullet = bullet_of(body)
        if bullet:
            rest = body[len(bullet) :]
            line.kind, line.mark = LineKind.ITEM, bullet
            line.content = line.indent + len(bullet) + max(1, len(rest) - len(rest.lstrip()))
        if before and (bullet or _NUMBER.match(body) or before.quote != line.quote):
            self._close_group()
        self.group.append(line)
        if raw.endswith("  "):
            line.visible = Visible(NOTHING.text, breaks=True)
        self.lines.lines.append(line)

    def _add(self, line: Line) -> None:
        self._close_group()
        self.lines.lines.append(line)

    def _close_group(self) -> None:
        if not self.group:
            return
        spans = [Span(min(line.span.start + len(line.mark), line.span.end), line.span.end) for line in self.group]
        for line, visible in zip(self.group, read_inline(self.text, spans, self.references), strict=True):
            line.visible = visible._replace(breaks=True) if line.visible.breaks else visible
            if visible.anchor:
                self.lines.anchors.add(visible.anchor)
            if not visible.text.text and line.kind is not LineKind.ITEM:
                line.kind = LineKind.BLANK
        self.group = []


def _cells(body: str, offset: int) -> list[Span]:
    """The spans of the cells of a row, without the white space around them."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", body)]
    edges = [-1, *bars, len(body)]
    if body.startswith("|"):
        edges = edges[1:]
    if len(edges) > 2 and bars and bars[-1] == len(body) - 1:
        edges = edges[:-1]
    spans = []
    for left, right in pairwise(edges):
        inner = body[left + 1 : right]
        start = left + 1 + len(inner) - len(inner.lstrip())
        spans.append(Span(offset + start, offset + max(start, left + 1 + len(inner.rstrip()))))
    return spans
