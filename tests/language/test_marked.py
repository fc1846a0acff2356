"""Marked documents: the gutter of each line says what a reader takes it for.

`H2` a heading of level 2, `P` a paragraph, `P1` one inside a list, `I1` a list item at depth 1, `C2` two cells,
`Q` a quotation, `.` the line goes on, `-` no text of the policy; ` <` after it: what stands before completes it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from privlint.language.documents import parse
from privlint.language.readers import read
from privlint.model.positions import Positions
from privlint.model.tree import Block, BlockKind, Document

MARKED = sorted(Path(__file__).with_name("marked").iterdir())


def split_gutter(marked: str) -> tuple[list[str], str]:
    marks, lines = [], []
    for line in marked.splitlines():
        gutter, _, text = line.partition("|")
        marks.append(gutter.strip())
        lines.append(text.removeprefix(" "))
    return marks, "\n".join(lines)


def gutter_of(document: Document) -> dict[int, str]:
    lines, found, cells = Positions(document.source.text), {}, {}
    for heading in document.headings():
        found[lines.at(heading.span.start).line] = f"H{heading.level}"
    for path in document.root.walk():
        for block in path[-1].blocks:
            line = lines.at(block.span.start).line
            if block.kind is BlockKind.CELL:
                cells[line] = cells.get(line, 0) + 1
                found[line] = f"C{cells[line]}"
            else:
                found[line] = mark_of(block)
    return found


def mark_of(block: Block) -> str:
    letter = {BlockKind.PARAGRAPH: "P", BlockKind.ITEM: "I", BlockKind.QUOTE: "Q"}[block.kind]
    return f"{letter}{block.depth or ''}{' <' if block.lead else ''}"


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.name)
def test_a_marked_document_reads_as_its_gutter_says(path: Path) -> None:
    marks, text = split_gutter(path.read_text(encoding="utf-8"))
    document = parse(read(path.name, text.encode()))
    found = gutter_of(document)
    read_as = [found.get(number, mark if mark in ".-" else "") for number, mark in enumerate(marks, 1)]
    shown = "\n".join(f"{mark:5}| {line}" for mark, line in zip(read_as, text.split("\n"), strict=True))
    wanted = "\n".join(f"{mark:5}| {line}" for mark, line in zip(marks, text.split("\n"), strict=True))
    assert shown == wanted
