"""The shape of a line: whether it could be a title, introduces a list, or says when or where."""

from __future__ import annotations

import re
from enum import IntEnum

from privlint.language.structure import StructureWords, ends_with, starts_with, words_of

_LONGEST_TITLE = 120
_MOST_WORDS = 15
_TWO_SENTENCES = re.compile(r"[.!?]\s+[A-Z\"“(]")
_CONTACT = re.compile(r"@|https?://|www\.|\[email|\+\d")
_DIGITS = re.compile(r"(?<![\w.])\d[\d.,/-]*(?![\w])")
_LEADER = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")
_BROKEN_OFF = re.compile(r"[;,] \w+$")
_NEVER_LAST = (",", ";", "…")


class Shape(IntEnum):
    """How much a line looks like a heading of its own accord."""

    NONE = 0
    PLAIN = 1  # a short line without a full stop
    TITLE = 2  # in title case, a question, or a title with a colon
    STRONG = 3  # bold, or in capitals


def title_like(text: str, words: StructureWords, *, marked: bool = False) -> bool:
    """Whether a text is short, and no sentence; a `marked` one (bold, numbered) may end with a full stop."""
    if not text or len(text) > _LONGEST_TITLE or text.endswith(_NEVER_LAST) or _TWO_SENTENCES.search(text):
        return False
    if _LEADER.search(text) or _BROKEN_OFF.search(text):
        return False
    parts = words_of(text)
    if not parts or len(parts) > _MOST_WORDS or not any(character.isalpha() for character in text):
        return False
    lowered = [part.lower() for part in parts]
    if text.endswith(".") and not (marked and len(parts) <= 8 and not starts_with(lowered, words.openers)):
        return False
    if _CONTACT.search(text) and not (marked and len(parts) > 4):
        return False
    return not is_date(text, words) and not _is_label(text, words)


def shape_of(text: str, words: StructureWords, *, strong: bool = False) -> Shape:
    """How much an unnumbered line looks like a heading."""
    if not title_like(text, words, marked=strong):
        return Shape.NONE
    parts = words_of(text)
    lowered = [part.lower() for part in parts]
    if not (text.lstrip("\"'“‘¿¡")[:1].isupper() or text[:1].isdigit()):
        return Shape.NONE
    if starts_with(lowered, words.openers) or _goes_on(text, parts, words):
        return Shape.NONE
    if _is_place(text, lowered, words):
        return Shape.NONE
    if strong or is_capitals(text):
        return Shape.STRONG
    if text.endswith(("?", ":")) or is_title_case(parts, words):
        return Shape.TITLE
    return Shape.NONE if ": " in text else Shape.PLAIN


def is_stem(text: str, words: StructureWords) -> bool:
    """Whether a text introduces the list that follows it."""
    stripped = text.rstrip(" *_\"'”’")
    if stripped.endswith((":", ":-", ":–", ",", "–", "—", "-")):
        return True
    last = _TWO_SENTENCES.split(stripped)[-1].lower()
    if not stripped.endswith((".", "!", "?", ";")):
        return True
    spaced = f" {' '.join(words_of(last))} "
    return any(f" {phrase} " in spaced for phrase in words.introducing)


def introduces(text: str, words: StructureWords, *, before_list: bool = True) -> bool:
    """Whether a short line with a colon can only be the stem of what stands under it, however it is marked."""
    parts = words_of(text)
    lowered = [part.lower() for part in parts]
    if starts_with(lowered, words.openers) or ends_with(lowered, words.stem_endings):
        return True
    spaced = f" {' '.join(lowered)} "
    if any(f" {phrase} " in spaced for phrase in words.introducing):
        return True
    if len(lowered) > 7 and before_list:
        return True
    if is_title_case(parts, words) or starts_with(lowered[:1], words.questions):
        return False
    return any(word in words.openers for word in lowered) and len(lowered) > (4 if before_list else 7)


def is_date(text: str, words: StructureWords) -> bool:
    """Whether a short line only says when the text was made or is in force."""
    parts = [part.lower() for part in words_of(text)]
    if len(parts) > 12 or not any(part[:1].isdigit() for part in parts):
        return starts_with(parts, words.date_openers) and text.rstrip().endswith(":")
    if starts_with(parts, words.date_openers):
        return True
    months = sum(part in words.months for part in parts)
    return bool(months) and len(parts) <= 3 + months


def is_contact(text: str) -> bool:
    """Whether a text has an address of the web, of mail, or a telephone number in it."""
    return _CONTACT.search(text) is not None


def is_capitals(text: str) -> bool:
    """Whether all letters of a line are capitals, and there are enough of them."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters)


def is_title_case(parts: list[str], words: StructureWords) -> bool:
    """Whether the words of a line start with capitals as those of titles do."""
    counted = [part for part in parts if part.lower() not in words.minor and part[0].isalpha()]
    return len(counted) > 0 and sum(part[0].isupper() for part in counted) >= 0.75 * len(counted)


def _goes_on(text: str, parts: list[str], words: StructureWords) -> bool:
    """Whether a line stops in the middle of a sentence."""
    if text.endswith("?") or parts[0].lower() in words.questions:
        return False
    if len(parts) > 2 and parts[-1][0].isupper() and is_title_case(parts, words):
        return False
    return ends_with([part.lower() for part in parts], words.stem_endings)


def _is_label(text: str, words: StructureWords) -> bool:
    label, colon, _ = text.partition(":")
    return bool(colon) and " ".join(words_of(label)).lower() in words.labels


def _is_place(text: str, lowered: list[str], words: StructureWords) -> bool:
    """Whether a line looks like one of an address, or like a name."""
    if lowered[-1] in words.name_endings and not text.endswith("?"):
        return True
    numbers = _DIGITS.findall(text)
    if not numbers:
        return False
    return text[0].isdigit() or "," in text or any(sum(c.isdigit() for c in number) > 4 for number in numbers)
