"""The words by which structure is told (the language folder's `structure.toml`), and the shape of a line."""

import re
from functools import cache
from typing import Any, NamedTuple

from privlint.language.compiled import load_tables

_WORD = re.compile(r"[\w'’&/.@+-]*\w[\w'’&/.@+-]*")


class StructureWords(NamedTuple):
    """The word lists of `structure.toml`, each in lower case."""

    openers: frozenset[str]
    stem_endings: frozenset[str]
    questions: frozenset[str]
    introducing: frozenset[str]
    date_openers: frozenset[str]
    months: frozenset[str]
    labels: frozenset[str]
    minor: frozenset[str]
    numbered: frozenset[str]
    name_endings: frozenset[str]
    title: frozenset[str]
    joiners: frozenset[str]
    number_joiners: frozenset[str]


def structure_words_from(table: dict[str, Any]) -> StructureWords:
    """The word lists out of the parsed `structure.toml`; a list that is left out is empty."""
    return StructureWords(**{name: frozenset(table.get(name.replace("_", "-"), ())) for name in StructureWords._fields})


@cache
def load_structure_words(language: str) -> StructureWords:
    """The structure words of a language; a language without any has empty lists."""
    return structure_words_from(load_tables().structure(language))


def words_of(text: str) -> list[str]:
    """The words of a line, as written, punctuation around them left out."""
    return [word.strip(".'’-") or word for word in _WORD.findall(text)]


def starts_with(words: list[str], phrases: frozenset[str]) -> bool:
    """Whether the first one to five of these words (lower case) are one of the phrases."""
    return any(" ".join(words[:count]) in phrases for count in range(1, min(6, len(words) + 1)))


def ends_with(words: list[str], phrases: frozenset[str]) -> bool:
    """Whether the last one or two of these words (lower case) are one of the phrases."""
    return bool(words) and (words[-1] in phrases or " ".join(words[-2:]) in phrases)
