"""Tables, for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Row = Sequence[str]


def table_text(head: Row, rows: Iterable[Row]) -> str:
    """Columns under their heads, two spaces between them; the last one is as long as it is."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head) - 1)]
    return "".join(
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=False)), line[-1]]).rstrip() + "\n"
        for line in lines
    )


def table_markdown(head: Row, rows: Iterable[Row]) -> str:
    """A table with what Markdown would take for markup escaped."""
    ruled = [head, ["---"] * len(head), *([plain(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(row)} |\n" for row in ruled)


def plain(text: str) -> str:
    """A text in one line, with what Markdown would take for markup escaped."""
    single = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{character}" if character in "\\`*_[]#|" else character for character in single)
