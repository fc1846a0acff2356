"""Tables: which row holds the column headers."""

from __future__ import annotations

from collections.abc import Sequence

from privlint.language.lines import Line, Visible
from privlint.language.shapes import title_like
from privlint.language.structure import StructureWords

Row = tuple[Visible, ...]


def split_header(rows: Sequence[Line], words: StructureWords) -> tuple[Row, list[Row]]:
    """The cells of the header row (none when the table has no such row), and the rows under it."""
    declared = rows[0].cells if rows and rows[0].header else None
    body = [row.cells for row in (rows[1:] if declared is not None else rows)]
    if declared and any(cell.text.text for cell in declared):
        return declared, body
    if len(body) > 1 and _reads_as_header(body[0], body[1:], words, declared=declared is not None):
        return body[0], body[1:]
    return (), body


def _reads_as_header(first: Row, rest: list[Row], words: StructureWords, *, declared: bool) -> bool:
    """Whether a first row names columns: bold, or (under an empty header) short where others are sentences."""
    cells = [cell for cell in first if cell.text.text]
    if len(cells) < 2:
        return False
    if all(cell.strong for cell in cells):
        return not all(cell.strong for row in rest for cell in row if cell.text.text)
    if not declared or not all(title_like(cell.text.text.rstrip("."), words) for cell in cells):
        return False
    return any(not title_like(cell.text.text, words) for row in rest for cell in row[1:] if cell.text.text)
