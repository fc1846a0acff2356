"""Suppressing a finding where it stands: the comment to write, and the line to write it on."""

from __future__ import annotations

import re
from typing import NamedTuple

from privlint.model.tree import Block, BlockKind, Document, Heading
from privlint.workflow.drafts.layout import Layout

_TAG = re.compile(r"<[^<>]*>")
REASON = "[reason]"  # it counts as none until somebody writes one


class Silence(NamedTuple):
    """A suppression comment, as it is inserted at an offset of a file."""

    at: int
    insertion: str


def silence(document: Document, offset: int, rule: str) -> Silence:
    """The comment that silences a rule at an offset: before the paragraph there, or the whole list or table."""
    parts = sorted(_parts(document), key=lambda part: part.span)
    number = next((at for at, part in enumerate(parts) if part.span.end > offset), len(parts) - 1)
    if number < 0:
        return Silence(0, _comment(document, rule))
    while number and _continues(parts[number - 1], parts[number]) and document.source.format != "html":
        number -= 1
    start = parts[number].span.start
    text, newline = document.source.text, Layout.of(document).newline
    at = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if document.source.format == "html":
        alone = not _TAG.sub("", text[at:start]).strip()
        comment = f"{_comment(document, rule)}{newline}"
        return Silence(at, comment) if alone else Silence(start, newline + comment)
    before = text[:at].splitlines()
    apart = newline if before and before[-1].strip() else ""
    return Silence(at, f"{apart}{_comment(document, rule)}{newline}{newline}")


def _comment(document: Document, rule: str) -> str:
    body = f"privlint: ignore[{rule}] -- {REASON}"
    return f"# {body}" if document.source.format == "text" else f"<!-- {body} -->"


def _parts(document: Document) -> list[Block | Heading]:
    sections = [path[-1] for path in document.root.walk()]
    headings = [section.heading for section in sections if section.heading]
    return [*headings, *(block for section in sections for block in section.blocks)]


def _continues(before: Block | Heading, part: Block | Heading) -> bool:
    """Whether a part goes on with the list or table of the one before it."""
    if not (isinstance(before, Block) and isinstance(part, Block) and before.kind is part.kind):
        return False
    return part.kind is BlockKind.ITEM or (part.kind is BlockKind.CELL and before.table == part.table)
