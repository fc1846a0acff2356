"""The sections of a document, for an editor's outline."""

from __future__ import annotations

from lsprotocol.types import DocumentSymbol, SymbolKind

from privlint.lsp.ranges import Ranges
from privlint.model.text import Span
from privlint.model.tree import Document, Section


def symbols(document: Document, ranges: Ranges) -> list[DocumentSymbol]:
    """The sections of a document, each with those in it."""
    return [symbol for section in document.root.sections for symbol in _symbols(section, ranges)]


def _symbols(section: Section, ranges: Ranges) -> list[DocumentSymbol]:
    below = [symbol for inner in section.sections for symbol in _symbols(inner, ranges)]
    heading = section.heading
    if heading is None or not heading.text.text.strip():
        return below
    whole = Span(min(section.span.start, heading.span.start), max(section.span.end, heading.span.end))
    return [
        DocumentSymbol(
            name=heading.text.text,
            kind=SymbolKind.String,
            range=ranges.range(whole),
            selection_range=ranges.range(heading.span),
            children=below or None,
        )
    ]
