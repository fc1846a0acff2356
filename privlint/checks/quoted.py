"""Passages that a policy quotes from somebody else: what they say is not said of the controller."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

_MARKS = {"\u201e": "\u201c\u201d", "\u201c": "\u201d", "\u00bb": "\u00ab", "\u00ab": "\u00bb", '"': '"'}
_MOST_BETWEEN = 5  # words between what introduces a quotation and its colon
_LONGEST = 200  # sentences of a quotation
_FORMS = ("reader-formal", "reader-familiar")  # of languages that address their readers in two ways


def quoted_in(reading: Reading) -> frozenset[int]:
    """The indexes of the sentences that stand in a passage which is introduced as another party's words."""
    return reading.note(quoted_in, lambda: frozenset(_quoted(reading)))


def _quoted(reading: Reading) -> Iterator[int]:
    for match in reading.matches("quotes-another"):
        sentence = match.sentence
        between, colon, said = sentence.text[sentence.tokens[match.end - 1].end :].partition(":")
        if sentence.kind == "heading" or not colon or len(between.split()) > _MOST_BETWEEN:
            continue
        first = sentence.index if said.strip() else sentence.index + 1
        opening = (said.strip() or _text(reading, first))[:1]
        if opening in _MARKS:
            yield from _marked(reading, first, opening)
        elif not said.strip():
            yield from _addressed(reading, first)


def _marked(reading: Reading, first: int, opening: str) -> range:
    """The sentences from `first` to the closing mark; none where the section ends before it."""
    closing, depth = _MARKS[opening], 0
    for sentence in islice(reading.sentences, first, first + _LONGEST):
        if sentence.path[-1] is not reading.sentences[first].path[-1]:
            break
        text = sentence.quote
        if depth and _begins(reading, sentence) and text.startswith(opening):
            text = text[1:]  # each paragraph of a quotation may begin with a mark
        for letter in text:
            if letter in closing and depth:
                depth -= 1
            elif letter == opening:
                depth += 1
        if not depth:
            return range(first, sentence.index + 1)
    return range(0)


def _text(reading: Reading, index: int) -> str:
    return "".join(sentence.quote for sentence in reading.sentences[index : index + 1])


def _begins(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is the first of its block."""
    return not sentence.index or reading.sentences[sentence.index - 1].block is not sentence.block


def _addressed(reading: Reading, first: int) -> range:
    """Without marks, the sentences up to the last that addresses the reader in another way than the policy does before."""
    if not all(form in reading.lexicon.concepts for form in _FORMS):
        return range(0)
    indexes, forms, formal = reading.note(_addressed, lambda: _addresses(reading))
    at, last = bisect_left(indexes, first), first
    if not at:
        return range(0)
    own = _FORMS[0] if 2 * formal[at] >= at else _FORMS[1]
    for index, form in islice(zip(indexes, forms, strict=True), at, at + _LONGEST):
        if form == own:
            break
        last = index + 1
    return range(first, last)


def _addresses(reading: Reading) -> tuple[list[int], list[str], list[int]]:
    """The sentences that address the reader, how each does, and how many of those before each, and of all, do so formally."""
    found = {match.sentence.index: match.concept for match in reading.matches(*_FORMS) if _is_address(match)}
    forms = list(found.values())
    return list(found), forms, list(accumulate((form == _FORMS[0] for form in forms), initial=0))


def _is_address(match: Match) -> bool:
    """Whether a word addresses the reader: formally, with a capital."""
    return match.concept != "reader-formal" or match.sentence.tokens[match.start].raw[0].isupper()
