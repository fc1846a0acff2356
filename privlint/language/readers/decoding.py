"""Bytes to text: UTF-8, with or without a byte-order mark, and UTF-16 with one; offsets count from after the mark."""

from __future__ import annotations

from privlint.model.errors import SourceError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_STRAY = (
    0.05  # the share of NULs up to which a file is text with damaged letters: what is left of ligatures in some PDFs
)


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """The byte-order mark that a file starts with, empty if there is none, and its encoding."""
    return next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def decode(path: str, data: bytes) -> str:
    """The text of a file, nothing normalised; raises SourceError with the place when it is not text."""
    mark, encoding = encoding_of(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path}: byte {len(mark) + error.start} is not {encoding.upper()}: save the file as UTF-8"
        ) from None
    if text.count("\0") > len(text) * _STRAY:
        place = len(mark) + len(text[: text.index("\0")].encode(encoding))
        raise SourceError(f"{path}: byte {place} is a NUL, so this is no text file: give the policy as UTF-8 text")
    return text
