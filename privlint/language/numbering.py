"""Numbers before headings and items: "1.", "5.3.", "(a)", "IV.", "Part II –"."""

import re
from typing import NamedTuple

_MARK = re.compile(
    r"(?P<multi>\d{1,2}(?:\.\d{1,2}){1,4}[.):]?)(?=\s|$)|(?P<decimal>\d{1,3}[.):])(?=\s|$|[A-ZÀ-Þ])|(?P<paren>\(\d{1,3}\))"
    r"|(?P<Roman>(?:[IVX]{2,5}|[IVX])[.):])(?=\s|$)|(?P<roman>\((?:[ivx]{1,5})\)|[ivx]{1,5}[.)])(?=\s|$)(?!\s[A-Za-z]\.)"
    r"|(?P<letter>\([a-z]\)|[a-z][.)])(?=\s|$|(?<=\.)[A-Z][a-z])(?!\s[A-Za-z]\.)|(?P<Letter>\([A-Z]\)|[A-Z][.)])(?=\s|$)"
    r"|(?P<section>§{1,2}\s?\d{1,3}[a-z]?[.):]?)(?=\s|$)|(?P<bare>\d{1,2})(?=\s+[A-ZÀ-Þ])"
)
_WORDED = r"(\w+)\s+(\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,6}|[A-Z])\b\s*(?:[:.)–—-]+\s*|$|(?=\s))"  # seldom asked for, and compiled then
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


class Number(NamedTuple):
    """A number as written, and its mark, which is that with the punctuation around it.

    `depth` counts the parts between dots (0: "Part II"), `value` is that of the last, `end` is where the text starts.
    """

    written: str
    mark: str
    style: str
    depth: int
    value: int
    end: int

    @staticmethod
    def begins(text: str) -> bool:
        """Whether a text starts with a number as headings and items have them."""
        found = _MARK.match(text)
        return found is not None and found.lastgroup != "bare"


def number_of(text: str, before: tuple[str, ...] = ()) -> Number | None:
    """The number at the start of a text; `before` are the words that may stand before one ("part", "section")."""
    if found := _MARK.match(text):
        return _number(found.group(), found.lastgroup or "", _skip(text, found.end()))
    if before and text.partition(" ")[0].lower().startswith(before):
        worded = re.match(_WORDED, text)
        if worded and worded.group(1).lower() in before:
            return _number(worded.group(2), "worded", worded.end())
    return None


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " -–—:":
        at += 1
    return at


def _number(mark: str, style: str, end: int) -> Number:
    written = mark.strip("().:§ ")
    parts = written.split(".")
    return Number(written, mark, style, 0 if style == "worded" else len(parts), _value(parts[-1]), end)


def _value(part: str) -> int:
    if part.isdigit():
        return int(part)
    lower = part.lower()
    if all(letter in _ROMANS for letter in lower):
        values = [_ROMANS[letter] for letter in lower]
        return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return ord(lower[0]) - ord("a") + 1
