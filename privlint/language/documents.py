"""Documents: a source read into the tree of sections and blocks."""

from __future__ import annotations

from privlint.language.blocks import parse_blocks
from privlint.language.headings import find_headings
from privlint.language.lalr import Tree
from privlint.language.lines import Lines, Visible
from privlint.language.outline import set_levels
from privlint.language.readers import read_lines
from privlint.language.sequences import number_units
from privlint.language.shapes import is_stem
from privlint.language.structure import StructureWords, load_structure_words
from privlint.language.tables import split_header
from privlint.language.units import Unit, unwrap
from privlint.language.unmarked import find_unmarked_lists
from privlint.model.text import MappedText, Source, Span
from privlint.model.tree import Block, BlockKind, Document, Heading, Section

Leads = tuple[MappedText, ...]


def parse(source: Source, language: str = "en", lines: Lines | None = None) -> Document:
    """The tree of a document; any text has one. `lines` are those of a format that is none of ours."""
    lines = lines or read_lines(source)
    words = load_structure_words(language)
    units = units_of(lines, words, markdown=source.format == "markdown")
    root = _Builder(units, words, len(source.text)).root(parse_blocks(units))
    anchors = frozenset(lines.anchors) - {heading.anchor for heading in Document(source, root, language).headings()}
    return Document(source, root, language, tuple(lines.comments), anchors)


def units_of(lines: Lines, words: StructureWords, *, markdown: bool) -> list[Unit]:
    """The units of a document with their roles and levels."""
    units = unwrap(lines, markdown=markdown)
    number_units(units, words)
    find_unmarked_lists(units, words)
    find_headings(units, words)
    set_levels(units, words)
    return units


class _Builder:
    """Makes sections and blocks out of the parse tree."""

    def __init__(self, units: list[Unit], words: StructureWords, length: int) -> None:
        self.units = units
        self.words = words
        self.length = length
        self.tables = 0

    def root(self, tree: Tree) -> Section:
        blocks, sections = self._content(tree, None)
        return Section(None, 0, Span(0, self.length), tuple(blocks), tuple(sections))

    def _section(self, tree: Tree) -> Section:
        unit = self._unit(tree)
        heading = Heading(
            text=unit.visible.text,
            span=unit.span,
            level=unit.level,
            number=unit.number.written if unit.number else "",
            anchor=unit.first.anchor,
            links=unit.visible.links,
        )
        blocks, sections = self._content(tree, unit)
        end = max(unit.span.end, *(block.span.end for block in blocks), *(inner.span.end for inner in sections), 0)
        return Section(heading, unit.level, Span(unit.span.start, end), tuple(blocks), tuple(sections))

    def _unit(self, tree: Tree) -> Unit:
        return self.units[tree.tokens()[0].place]

    def _content(self, tree: Tree, heading: Unit | None) -> tuple[list[Block], list[Section]]:
        blocks: list[Block] = []
        trees = tree.trees()
        inner = [tree for tree in trees if tree.data != "section"]
        stem = heading.visible.text if heading and heading.text.endswith(":") else None
        self._blocks(inner, blocks, (), stem, quoted=False)
        sections = [self._section(tree) for tree in trees if tree.data == "section"]
        return blocks, sections

    def _blocks(
        self,
        trees: list[Tree],
        blocks: list[Block],
        leads: Leads,
        stem: MappedText | None,
        *,
        quoted: bool,
        depth: int = 0,
    ) -> None:
        """Blocks in order; `stem` is the text directly before them, when it introduces what follows."""
        for tree in trees:
            if tree.data == "paragraph":
                unit = self._unit(tree)
                kind = BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
                blocks.append(
                    _block(
                        kind, unit, depth, leads if depth and stem is None else (*leads, stem) if depth and stem else ()
                    )
                )
                stem = unit.visible.text if is_stem(unit.text, self.words) else None
                continue
            if tree.data == "list":
                self._list(tree, blocks, (*leads, stem) if stem else leads, depth + 1, quoted=quoted)
            elif tree.data == "table":
                self._table(tree, blocks)
            else:
                self._blocks(tree.trees(), blocks, leads, stem, quoted=True, depth=depth)
            stem = None

    def _list(self, tree: Tree, blocks: list[Block], leads: Leads, depth: int, *, quoted: bool) -> None:
        for item in tree.trees():
            unit = self._unit(item)
            if unit.text:
                blocks.append(_block(BlockKind.ITEM, unit, depth, leads))
            inner = item.trees()
            if inner:
                stem = unit.visible.text if unit.text and is_stem(unit.text, self.words) else None
                self._blocks(inner, blocks, leads, stem, quoted=quoted, depth=depth)

    def _table(self, tree: Tree, blocks: list[Block]) -> None:
        rows = [self.units[token.place].first for token in tree.tokens()]
        header, body = split_header(rows, self.words)
        for number, cells in enumerate((header, *body)):
            for column, cell in enumerate(cells):
                if cell.text.text:
                    lead = _cell_lead(header, cells, column) if number else ()
                    span = cell.text.span()
                    blocks.append(
                        Block(
                            BlockKind.CELL, cell.text, span, lead=lead, row=number, table=self.tables, links=cell.links
                        )
                    )
        self.tables += 1


def _cell_lead(header: tuple[Visible, ...], cells: tuple[Visible, ...], column: int) -> Leads:
    parts = [header[column].text] if column < len(header) else []
    if column:
        parts.append(cells[0].text)
    return tuple(part for part in parts if part.text)


def _block(kind: BlockKind, unit: Unit, depth: int, leads: Leads) -> Block:
    mark = ""
    if kind is BlockKind.ITEM:
        mark = unit.number.mark if unit.number else unit.first.mark
    return Block(kind, unit.visible.text, unit.span, depth, mark, leads, links=unit.visible.links)
