"""Words that an extraction from pages has torn: cut at the end of a line ("infor- mation"), or robbed of a ligature."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import product

from privlint.language.tokens import NO_GAP, Token
from privlint.language.words import Words

_LOST = "\0"  # what a ligature becomes that the page's font does not tell
_CUT = "- "
_LIGATURES = ("ft", "fi", "fl", "ff", "tt", "ti", "ffi", "ffl", "fft", "tf")
_TORN = re.compile(r"(?<![^\W\d_])[^\W\d_]*(?:(?:\0|(?<=[^\W\d_])- (?=[^\W\d_]))[^\W\d_]*)+")
_MOST = 2  # ligatures lost in one word


def is_torn(text: str) -> bool:
    """Whether a text may have torn words, told at little cost."""
    return _CUT in text or _LOST in text


def mend(tokens: list[Token], text: str, offset: int, words: Words, known: Container[str]) -> list[Token]:
    """The tokens of a text that starts at `offset`, each torn word as one where just one whole word is known."""
    for torn in _TORN.finditer(text):
        wholes = {whole: norms for whole, norms in _wholes(torn.group(), words) if _all_known(norms, known)}
        if len(wholes) == 1:
            whole, norms = wholes.popitem()
            tokens = _with(tokens, torn.start() + offset, torn.end() + offset, whole, norms)
    return tokens


def _wholes(torn: str, words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    parts = torn.split(_CUT)
    if any(part[:1].isupper() for part in parts[1:]) or torn.count(_LOST) > _MOST:
        return
    pieces = "".join(parts).split(_LOST)
    for ligatures in product(_LIGATURES, repeat=len(pieces) - 1):
        whole = pieces[0] + "".join(ligature + piece for ligature, piece in zip(ligatures, pieces[1:], strict=True))
        yield whole, words.normalise(whole)


def _all_known(norms: Iterable[str], known: Container[str]) -> bool:
    return all(norm in known for norm in norms)


def _with(tokens: list[Token], start: int, end: int, whole: str, norms: tuple[str, ...]) -> list[Token]:
    """The tokens with those between two places replaced; as they were where one of them reaches beyond."""
    inside = [token for token in tokens if start < token.end and token.start < end]
    if not inside or not norms or any(token.start < start or token.end > end for token in inside):
        return tokens
    first = tokens.index(inside[0])
    gaps = [inside[0].gap, *[NO_GAP] * (len(norms) - 1)]
    mended = [Token(norm, start, end, gap, whole, "") for norm, gap in zip(norms, gaps, strict=True)]
    return [*tokens[:first], *mended, *tokens[first + len(inside) :]]
