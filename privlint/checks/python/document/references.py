"""References: what points to a place in the policy must lead somewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from privlint.checks.python.document.anchors import dangling_anchors
from privlint.checks.python.document.announcements import dead_here, missing_lists
from privlint.checks.python.document.directions import lost_directions
from privlint.checks.python.document.headings import key
from privlint.checks.python.document.numbering import numbers, read_number
from privlint.checks.python.document.passages import finding, passages, place, spoken
from privlint.checks.rule import Outcome
from privlint.language.structure import load_structure_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Match, Reading
    from privlint.model.findings import Finding, Location

_NUMBER = (
    r"\s+(\d{{1,2}}(?:\.\d{{1,2}})*|[IVX]{{1,5}}(?![\w-]))(?![\w%])"
    r"(?:\s*(?:,|-|\u2013|&|{joiners})\s*(\d{{1,2}}(?:\.\d{{1,2}})*)(?![\w%]))?"
)
_ROMAN = -1  # before a number that is written in letters: Part I is not section 1
_NEAR = 60  # characters after a number in which the title of the section may stand
_LAW = 9  # words around a number in which a law or another document may be named
_MOST_RELATED = 20
_DEEPEST = 12  # parts of a number that a reference may name
_TITLE = 30  # characters by which a title is known


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Dead ends: links without target, lists that do not come, numbers of no section, "below" with nothing below."""
    found: list[Finding] = []
    known = {number for reading in policy.readings for number in _numbers(reading)}
    for reading in policy.readings:
        for kind, places in _grouped(reading, known):
            first, *others = places
            message = data["options"][kind].format(quote=first.quote)
            found.append(finding(data, first, message, others[:_MOST_RELATED]))
    return Outcome(findings=tuple(found))


def _grouped(reading: Reading, known: set[tuple[int, ...]]) -> Iterator[tuple[str, list[Location]]]:
    lists = missing_lists(reading)
    for kind, places in (("anchor", dangling_anchors(reading)), ("here", dead_here(reading)), ("list", lists)):
        if places:
            yield kind, places
    groups: dict[str, list[Location]] = {}
    listed = {where.span.end for where in lists}
    for kind, where in lost_directions(reading):
        if listed.intersection(range(where.span.end, where.span.end + 3)):
            continue
        groups.setdefault(kind, []).append(where)
    for where in _numbered(reading, known):
        groups.setdefault("section", []).append(where)
    for kind, places in groups.items():
        yield kind, places


def _numbers(reading: Reading) -> set[tuple[int, ...]]:
    """The numbers that sections, items and labels of a document carry, with those that they imply (3.2 implies 3)."""
    found: set[tuple[int, ...]] = set()
    for numbered in numbers(reading):
        if numbered.style.endswith("roman"):
            found.add((_ROMAN, *numbered.number))
        else:
            found.update(numbered.number[:depth] for depth in range(1, min(len(numbered.number), _DEEPEST) + 1))
    for match in reading.matches("part-word"):
        if match.start == match.sentence.own:
            found.update(number for number, _ in _cited(reading, match))
    return found


@cache
def _number(language: str) -> re.Pattern[str]:
    """One number, or two that a word of the language joins."""
    return re.compile(_NUMBER.format(joiners="|".join(sorted(load_structure_words(language).number_joiners)) or "&"))


def _cited(reading: Reading, match: Match) -> list[tuple[tuple[int, ...], int]]:
    """The numbers right after a word such as "section", each with the place where it ends."""
    _, end = place(match)
    cited = _number(reading.lexicon.language).match(match.sentence.mapped.text, end)
    if cited is None:
        return []
    return [
        ((_ROMAN, *read_number(number)) if number.isalpha() else read_number(number), cited.end(group))
        for group, number in enumerate(cited.groups(), 1)
        if number
    ]


def _numbered(reading: Reading, known: set[tuple[int, ...]]) -> Iterator[Location]:
    titles = {key(heading)[:_TITLE] for heading in reading.document.headings()}
    shown = {id(passage.block): passage for passage in passages(reading)} if reading.matches("part-word") else {}
    for match in reading.matches("part-word"):
        sentence = match.sentence
        if sentence.kind == "heading" or match.start == sentence.own or _is_of_law(reading, match):
            continue
        start, word_end = place(match)
        passage = shown[id(sentence.block)]
        for number, end in _cited(reading, match):
            linked = any(link.start < end and start < link.end and link.target for link in passage.links)
            if not number or number in known or linked or _names_title(passage.text[end : end + _NEAR], titles):
                continue
            if number[:-1] in known and len(number) > 2 and number[0] != _ROMAN:
                continue
            yield passage.location(start, max(end, word_end), "also here")
            break


def _names_title(after: str, titles: set[str]) -> bool:
    plain = " ".join("".join(letter if letter.isalnum() else " " for letter in after.casefold()).split())
    return any(plain[:length] in titles for length in range(1, min(len(plain), _TITLE) + 1))


def _is_of_law(reading: Reading, match: Match) -> bool:
    """Whether the section is one of a law or of another document."""
    sentence = match.sentence
    for start, _ in spoken(reading, sentence, "other-document"):
        if match.start - _LAW <= start <= match.end + _LAW:
            return True
    own = [start for start, _ in spoken(reading, sentence, "this-policy")]
    for start, _ in spoken(reading, sentence, "of-what"):
        if match.end < start <= match.end + 4 and not any(start < at <= start + 2 for at in own):
            return True
    return False
