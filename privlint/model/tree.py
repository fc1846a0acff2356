"""The light tree of a document: sections, their blocks, and the visible text of each. `source[span]` is always the raw node."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from privlint.model.text import MappedText, Source, Span


class BlockKind(StrEnum):
    """What a block is to its reader."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    QUOTE = "quote"


class Link(NamedTuple):
    """A link in a block's or heading's visible text: `start` and `end` are positions in that text, `target` as written."""

    start: int
    end: int
    target: str


class Block(NamedTuple):
    """A paragraph, list item, table cell or quotation."""

    kind: BlockKind
    text: MappedText
    span: Span
    depth: int = 0  # of list nesting; 0 outside lists
    mark: str = ""  # the list mark as written: "-", "1.", "(a)"
    lead: tuple[
        MappedText, ...
    ] = ()  # what the block completes, outermost first: list stems; a cell's column header and row label
    row: int = -1  # cells: which row of its table (the header row is 0); -1 elsewhere
    table: int = -1  # cells: which table of the document
    links: tuple[Link, ...] = ()


class Heading(NamedTuple):
    """A heading: `level` from 1; `number` as written ("5.3", "IV") or empty; `anchor` is its explicit id, or empty."""

    text: MappedText
    span: Span
    level: int
    number: str = ""
    anchor: str = ""
    run_in: bool = False  # the section's text starts on the heading's own line
    links: tuple[Link, ...] = ()


class Section(NamedTuple):
    """A heading with what stands under it; the root section has no heading and level 0."""

    heading: Heading | None
    level: int
    span: Span
    blocks: tuple[Block, ...]
    sections: "tuple[Section, ...]"

    def walk(self, path: "tuple[Section, ...]" = ()) -> "Iterator[tuple[Section, ...]]":
        """Every section in document order, each as the path of sections down to it (the root included)."""
        here = (*path, self)
        yield here
        for section in self.sections:
            yield from section.walk(here)


class Comment(NamedTuple):
    """A privlint comment line (`<!-- privlint: … -->`, or `# privlint: …` in plain text): its body and where it stands."""

    body: str
    span: Span


class Document(NamedTuple):
    """One file read into a tree. `anchors` are the explicit ids of the document besides those of headings."""

    source: Source
    root: Section
    language: str
    comments: tuple[Comment, ...] = ()
    anchors: frozenset[str] = frozenset()

    def headings(self) -> Iterator[Heading]:
        """All headings in document order."""
        for path in self.root.walk():
            if path[-1].heading is not None:
                yield path[-1].heading
