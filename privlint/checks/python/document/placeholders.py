"""Placeholders: slots of a template that nobody filled in, and sample contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import Passage, finding, passages, place, spoken
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.language.words import Words
    from privlint.model.findings import Finding

Place = tuple[int, int]

_ENGINE = (  # compiled where a text has its signs, as the next is
    r"\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^{}\n]{1,80}%\}|<%[^<>\n]{1,80}%>"
    r"|%%[\w ]{2,40}%%|(?<![\w%])%[A-Z_]{3,30}%|_{4,}(?:\s_{3,})*"
)
_SLOT = r"\[\[?([^\[\]\n]{1,90})\]|\{([^{}\n]{2,60})\}|<([^<>\n]{2,80})>|\u00ab([^\u00ab\u00bb\n]{2,60})\u00bb"
_HOST_ENDS = re.compile(r"\.(?:com|net|org|io|eu|co|app|de|fr|at|ch|co\.uk)(?![\w-])", re.IGNORECASE)
_SAMPLE_NUMBER = re.compile(
    r"(?<![\d-])(?:\(?(\d)\1{2}\)?[\s.-]?\1{3}[\s.-]?\1{4}|\(?123\)?[\s.-]?456[\s.-]?7890)(?!\d)"
)
_GLUE, _GLUE_BEFORE = "-_/=.&?", "-_/=&?"
_MOST_WORDS = 9
_MOST_RELATED = 5


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Each different slot that is left, once a policy, with the other places where it stands."""
    found: dict[str, list[tuple[Passage, Place]]] = {}
    for reading in policy.readings:
        told, words = _told(reading), reading.lexicon.words
        for passage in passages(reading):
            for start, end in _merged([*told.get(id(passage.mapped), ()), *_places(passage, words)]):
                key = " ".join(passage.text[start:end].casefold().split())
                found.setdefault(key, []).append((passage, (start, end)))
    return Outcome(findings=tuple(_finding(data, places) for places in found.values()))


def _finding(data: RuleData, places: list[tuple[Passage, Place]]) -> Finding:
    (passage, (start, end)), *others = places
    related = [other.location(*there, "also here") for other, there in others[:_MOST_RELATED]]
    shown = passage.text[start:end]
    return finding(data, passage.location(start, end), data["message"].replace("{placeholder}", shown), related)


def _told(reading: Reading) -> dict[int, list[Place]]:
    """The places of template texts and of notes in capitals, by the text that they stand in."""
    found: dict[int, list[Place]] = {}
    for match in reading.matches("template-text", "draft-mark"):
        tokens = match.sentence.tokens[match.start : match.end]
        if match.concept == "template-text" or all(token.raw.isupper() for token in tokens):
            found.setdefault(id(match.sentence.mapped), []).append(place(match))
    return found


def _places(passage: Passage, words: Words) -> Iterator[Place]:
    text = passage.text
    if "{" in text or "%" in text or "__" in text:
        yield from (
            match.span() for match in re.finditer(_ENGINE, text) if not _glued(text, match.start(), match.end())
        )
    if "[" in text or "{" in text or "<" in text or "\u00ab" in text:
        yield from (match.span() for match in re.finditer(_SLOT, text) if _is_slot(passage, match))
    for match in _HOST_ENDS.finditer(text):
        name = _name_before(text, match.start())
        if words.is_sample_host(name):
            start = match.start() - len(name)
            start -= len(_before_host(text, start))
            if not passage.says("sample-introduction", start - 40, start):
                yield start, match.end()
    yield from (match.span() for match in _SAMPLE_NUMBER.finditer(text))


def _name_before(text: str, at: int) -> str:
    """The part of a host's name that ends at a place."""
    begin = at
    while begin and (text[begin - 1].isalnum() or text[begin - 1] in "-_"):
        begin -= 1
    return text[begin:at]


def _before_host(text: str, at: int) -> str:
    """The local part or scheme that stands before a host name."""
    begin = at
    while begin and not text[begin - 1].isspace() and text[begin - 1] not in "(<\"'[,;\u201c":
        begin -= 1
    return text[begin:at]


def _is_slot(passage: Passage, match: re.Match[str]) -> bool:
    inner = match.group(match.lastindex or 0)
    start, end = match.span()
    if len(inner.split()) > _MOST_WORDS or "@" in inner or "://" in inner or _glued(passage.text, start, end):
        return False
    if not _asks(passage, start, end) or passage.says("sample-introduction", 0, start):
        return False
    return inner.isupper() or not passage.says("slot-excuse", start, end)


def _asks(passage: Passage, start: int, end: int) -> bool:
    """Whether the words between two places ask for something: the first of them does, or half of them do."""
    for sentence in passage.near(start, end):
        inside = [
            at
            for at, token in enumerate(sentence.tokens[sentence.own :], sentence.own)
            if start <= token.start + sentence.offset and token.end + sentence.offset <= end
        ]
        asked = {at for first, last in spoken(passage.reading, sentence, "slot-word") for at in range(first, last)}
        if inside and (inside[0] in asked or 2 * len(asked.intersection(inside)) >= len(inside)):
            return True
    return False


def _glued(text: str, start: int, end: int) -> bool:
    """Whether the brackets are part of a longer token, such as the name of a cookie."""
    before, after = text[start - 1 : start], text[end : end + 1]
    following = text[end + 1 : end + 2]
    if before and (before.isalnum() or before in _GLUE_BEFORE):
        return True
    return bool(after) and (
        after.isalnum() or (after in _GLUE and following.isalnum()) or f"{after}{following}" == "-["
    )


def _merged(places: list[Place]) -> list[Place]:
    """The places without those that overlap an earlier or wider one."""
    kept: list[Place] = []
    for start, end in sorted(places, key=lambda there: (there[0], -there[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
