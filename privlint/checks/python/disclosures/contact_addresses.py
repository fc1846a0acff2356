"""Addresses and numbers by which somebody can be reached, and those that only look so: masks, samples, open slots."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence
    from privlint.language.words import Words

_FEWEST_DIGITS = 6  # of a telephone number
_LINE = 6  # words of a line of an address


def address_kinds(reading: Reading) -> dict[int, str]:
    """Sentences with an address or number: "address", or "sample" and "masked" where nobody can be reached by it."""
    kinds = {match.sentence.index: "sample" for match in reading.matches("slot-word") if _is_slot(reading, match)}
    for match in reading.matches("masked-address", "address-mask"):
        readable = match.concept == "masked-address" and not match.sentence.tokens[match.start].raw.startswith("[")
        kinds[match.sentence.index] = "address" if readable else "masked"
    for match in channels(reading):
        sample = any(
            is_sample(token.norm, reading.lexicon.words) for token in match.sentence.tokens[match.start : match.end]
        )
        if sample:
            kinds.setdefault(match.sentence.index, "sample")
        else:
            kinds[match.sentence.index] = "address"
    for sentence in reading.sentences:
        if _is_city_line(reading, sentence):
            kinds.setdefault(sentence.index, "address")
    return kinds


def channels(reading: Reading) -> Iterator[Match]:
    """Where an address or number stands; what is an address by its capitals alone must have them."""
    sure = {match.sentence.index for match in reading.matches("sure-channel")}
    sure |= {match.sentence.index for match in reading.matches("dialled-number") if _is_number(match)}
    labelled = {match.sentence.index for match in reading.matches("dialled-number")}
    for match in reading.matches("channel"):
        if match.sentence.index in sure or (match.sentence.index not in labelled and _is_capitalised(match)):
            yield match


def is_sample(address: str, words: Words) -> bool:
    """Whether an e-mail address stands on a domain that is reserved for examples, or is a template's."""
    *names, _ = address.rpartition("@")[2].split(".")
    return "@" in address and any(map(words.is_sample_host, names))


def _is_number(match: Match) -> bool:
    """Whether the digits after a label are as many as a telephone number has."""
    tokens = match.sentence.tokens[match.end - 1 :]
    digits = "".join(token.norm for token in takewhile(lambda token: token.kind in ("number", "phone"), tokens))
    return sum(digit.isdigit() for digit in digits) >= _FEWEST_DIGITS


def _is_capitalised(match: Match) -> bool:
    sentence, tokens = match.sentence, match.sentence.tokens
    words = [token.raw for token in tokens[match.start : match.end] if token.raw[0].isalpha()]
    runs_on = match.end < len(tokens) and tokens[match.end].gap == 0 and tokens[match.end].raw[0].islower()
    if (match.start == sentence.own and runs_on) or _is_ordinal(match):
        return False
    return all(word[0].isupper() or len(word) <= 2 for word in words)


def _is_ordinal(match: Match) -> bool:
    """Whether a match ends with the letters of an ordinal (the "rd" of "3rd")."""
    before, last = match.sentence.tokens[match.end - 2], match.sentence.tokens[match.end - 1]
    return match.end - match.start > 1 and before.kind == "number" and before.end == last.start


def _is_slot(reading: Reading, match: Match) -> bool:
    """Whether a slot stands in square brackets where a contact is announced."""
    before = match.sentence.text[: match.sentence.tokens[match.start].start].rstrip()
    return before.endswith("[") and bool(reading.in_sentence(match.sentence, "contact-hint"))


def _is_city_line(reading: Reading, sentence: Sentence) -> bool:
    """Whether a short line under a heading for contacts is a postal code with its city."""
    tokens = sentence.tokens[sentence.own :]
    if not 2 <= len(tokens) <= _LINE or not reading.heading_says(sentence.path[-1:], ("section-identity",)):
        return False
    pairs = pairwise(tokens)
    return any(
        code.kind == "number" and code.raw.isdigit() and len(code.raw) in (4, 5) and city.raw[:1].isupper()
        for code, city in pairs
    )
