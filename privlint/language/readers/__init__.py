"""Readers: bytes to a source, and a source to lines; one module a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.language.readers.decoding import decode
from privlint.model.errors import SourceError
from privlint.model.text import Source

if TYPE_CHECKING:
    from privlint.language.lines import Lines

FORMATS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}


def format_of(path: str) -> str | None:
    """The format that a path's extension names, or None."""
    name = path.replace("\\", "/").rpartition("/")[2]
    _, dot, extension = name.rpartition(".")
    return FORMATS.get("." + extension.lower()) if dot else None


def read(path: str, data: bytes, format: str | None = None) -> Source:  # noqa: A002
    """Decode a file; raises SourceError when it is no text, or when nothing says what format it has."""
    name = format or format_of(path)
    if name not in ("markdown", "text", "html"):
        raise SourceError(f"{path}: its format is not known: name it {', '.join(FORMATS)}")
    return Source(path, decode(path, data), name)


def read_lines(source: Source) -> Lines:
    """The lines of a source, by its format's reader."""
    return read_format(source.format, source.text)


def read_format(format: str, text: str) -> Lines:  # noqa: A002
    """The lines of a text in one of our formats."""
    if format == "html":
        from privlint.language.readers.html import read_html

        return read_html(text)
    if format == "text":
        from privlint.language.readers.text import read_text

        return read_text(text)
    from privlint.language.readers.markdown import read_markdown

    return read_markdown(text)
