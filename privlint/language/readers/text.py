"""Plain text to lines: bullets, rules and comments are all the markup that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privlint.language.lines import Line, LineKind, Lines, Visible
from privlint.language.visible import VisibleText
from privlint.model.text import Span
from privlint.model.tree import Comment

_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_BULLETS, _SURE = "-*+◦◆◇▫□○–—·", "•‣⁃▪■●○◦➢➤►✓✔\uf0a7\uf0b7\uf0d8"  # the second need no space after them
_SECOND = re.compile(
    r"(?:[ \t\u00a0]*[·•●○▪◦‣■](?=[ \t\u00a0]))?"
)  # a copied list has its own bullet after that of the format
_RULE = re.compile(r"([-*_=~#+•.])(?:[ \t]*\1){2,}$")
_COMMENT = re.compile(r"#\s*privlint:\s*(.*)$")


def bullet_of(body: str) -> str:
    """The bullet at the start of a line, if it has one, with another right after it."""
    mark = body[:1]
    if not mark or not (mark in _SURE or (mark in _BULLETS and body[1:2] in ("", " ", "\t", "\u00a0"))):
        return ""
    second = _SECOND.match(body, 1)
    return mark + (second.group() if second else "")


def each_line(text: str) -> Iterator[tuple[int, str]]:
    r"""The start and the text of each line, its end left out; `\n`, `\r\n` and `\r` end a line."""
    ended = True
    for part in _LINE.finditer(text):
        if part.group()[0] in "\r\n":
            if ended:
                yield part.start(), ""
            ended = True
        else:
            yield part.start(), part.group()
            ended = False


def columns(blank: str, column: int = 0) -> int:
    """The column after white space that starts at `column`."""
    for character in blank:
        column += 4 - column % 4 if character == "\t" else 1
    return column


def read_text(text: str) -> Lines:
    """The lines of a plain text."""
    lines = Lines()
    for start, raw in each_line(text):
        lines.lines.append(_line(start, raw, lines))
    return lines


def _line(start: int, raw: str, lines: Lines) -> Line:
    body = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    span = Span(start + lead, start + lead + len(body))
    indent = columns(raw[:lead])
    if not body:
        return Line(LineKind.BLANK, Span(start, start))
    if body[0] == "#" and (comment := _COMMENT.match(body)):
        lines.comments.append(Comment(comment.group(1), span))
        return Line(LineKind.BLANK, span)
    if _RULE.match(body):
        return Line(LineKind.RULE, span)
    mark = bullet_of(body)
    visible = VisibleText()
    if not mark:
        visible.add(body, span.start)
        if not visible.length:
            return Line(LineKind.BLANK, span)
        return Line(LineKind.TEXT, span, Visible(visible.done()), indent, width=len(raw))
    rest = body[len(mark) :]
    visible.add(rest, span.start + len(mark))
    content = indent + len(mark) + max(1, len(rest) - len(rest.lstrip()))
    return Line(LineKind.ITEM, span, Visible(visible.done()), indent, content, mark, width=len(raw))
