"""Visible text to tokens: words in their normal form, with what stands between them."""

import re
from functools import cache
from typing import NamedTuple

from privlint.language.words import Words

NO_GAP, COMMA, COLON, SEMICOLON = 0, 1, 2, 3

_TOKEN = (
    r"(?P<plain>[a-zA-Z]+(?= [a-zA-Z]))"  # most words: told at once, before all that may begin with letters
    r"|(?P<url>(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?])"
    r"|(?P<masked>\[\s?(?:%(hidden)s)\s?\]"
    r"|[\w.+-]+ ?[\[({]\s?(?:%(at)s)\s?[\])}] ?[\w-]+(?: ?(?:[\[({]\s?(?:%(dot)s)\s?[\])}]|\.) ?\w+)+)"
    r"|(?P<email>[\w.+'-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<domain>\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|eu|co\.uk|de|fr|app|info|dev)\b(?:/[^\s<>\"')\],;]*)?)"
    r"|(?P<placeholder>\{\{[^{}]{0,60}\}\}|\[[A-Z_ ]{3,50}\])"
    r"|(?P<iso>\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b|\b\d{4}-\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b)"
    r"|(?P<phone>\+\d[\d\s().-]{6,}\d|\(\d{2,5}\)\s?\d[\d\s.-]{4,}\d|\b\d{3}[.-]\d{3,4}[.-]\d{4}\b|\b0\d{2,4}[\s/-]\d[\d\s-]{4,}\d)"
    r"|(?P<acronym>\b(?:[A-Za-z]\.){2,}(?![A-Za-z]))"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?:-[^\W\d_]+(?:['\u2019][^\W\d_]+)*)*'?)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<mark>[^\s\w])"
)
_SEMICOLONS = frozenset(";\u2013\u2014\u2022\u00b7|")


class Token(NamedTuple):
    """A word: its normal form, its half-open place in the text, the punctuation before it, its raw form, and its class or ""."""

    norm: str
    start: int
    end: int
    gap: int
    raw: str
    kind: str


def tokenise(text: str, words: Words, offset: int = 0) -> list[Token]:
    """The tokens of a visible text, in order. Punctuation is no token: it is the `gap` of the token that follows.

    Their places count from `offset`, where the text starts.
    """
    tokens: list[Token] = []
    gap = NO_GAP
    for found in _scanner(words.masks).finditer(text):
        kind, raw, start = found.lastgroup, found.group(), found.start() + offset
        if kind == "mark":
            gap = max(gap, _weight(raw))
            continue
        if kind == "plain" or kind == "word":
            if raw in words.glued_endings and tokens and text[tokens[-1].end - offset : found.start()] in words.glue:
                tokens[-1] = tokens[-1]._replace(end=start + len(raw))
                gap = NO_GAP
                continue
            gap = _add_word(tokens, raw, start, gap, words)
            continue
        tokens.append(Token(raw.lower(), start, start + len(raw), gap, raw, "" if kind == "acronym" else kind or ""))
        gap = NO_GAP
    return tokens


@cache
def _scanner(masks: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """What finds tokens, where mail addresses are masked by these words: instead of the address, of "@", and of its dots."""
    written = ("|".join(re.escape(word).replace("\\ ", r"\s") for word in words) for words in masks)
    return re.compile(_TOKEN % dict(zip(("hidden", "at", "dot"), written, strict=True)))


def _weight(mark: str) -> int:
    if mark in _SEMICOLONS:
        return SEMICOLON
    return COLON if mark == ":" else COMMA


def _add_word(tokens: list[Token], raw: str, start: int, gap: int, words: Words) -> int:
    parts = words.parts(raw) if "-" in raw else ()
    if len(parts) < 2:
        norms = words.normalise(raw)
        end = start + len(raw)
        for norm in norms:
            tokens.append(Token(norm, start, end, gap, raw, ""))
            gap = NO_GAP
        return gap if not norms else NO_GAP
    for part in parts:
        gap = _add_word(tokens, part, start, gap, words)
        start += len(part) + 1
    return gap
