"""Damage: text that was broken on its way into the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import finding, passages, spoken
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.python.document.passages import Passage
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.model.findings import Location

# UTF-8 read as Windows-1252, Latin-1 or Mac OS Roman, and the signs for what could not be read at all
_MOJIBAKE_STARTS = frozenset("\0\u00e2\u201a\u00c3\u00c2\ufffd")
_MOJIBAKE = (  # compiled when a text first has one of its first characters: most have none
    "\u00e2\u20ac[\u2018-\u201e\u2020-\u2022\u2026\u2122\u0153\u0161\u00a6\u02dc\u009c\u009d\u0098\u0099\u0093\u0094]?"
    "|\u201a\u00c4[\u00f2\u00f4\u00fa\u00f9\u00ec\u00ee\u00ed\u00f1\u00b6\u00a2\u2020]|\u00e2\u0080[\u0080-\u00bf]"
    "|\u00c3[\u0080-\u00bf\u2030\u0160\u0178](?![A-Z])|\u00c2[\u00a0-\u00bf]|[\ufffd\0]+"
)
_GLUED = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*?\.(?:com|org|net|eu|de)"
    r"(?:(?=[A-Z][a-z])|(?!munity|pany|puter|pare|sec|mbank|cast|anic|work|flix|bank)(?=[a-z]{2,}\b(?!\.)))"
    r"|\[\s?e-?mail\s(?:protected|hidden|removed)\s?\](?=[A-Za-z])"
)
_END = re.compile(r"[\w'\u2019]$")
_FEWEST = 6  # words; what is shorter is a label
_MOST_RELATED = 5


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """One finding for each sort of damage, with the other places."""
    found = []
    for reading in policy.readings:
        sorts: dict[str, list[Location]] = {}
        for sort, where in _damage(reading):
            sorts.setdefault(sort, []).append(where)
        for sort, (first, *others) in sorts.items():
            found.append(finding(data, first, data["options"][sort], others[:_MOST_RELATED]))
    return Outcome(findings=tuple(found))


def _damage(reading: Reading) -> Iterator[tuple[str, Location]]:
    shown = passages(reading)
    for passage in shown:
        text = passage.text
        if (not text.isascii() or "\0" in text) and not _MOJIBAKE_STARTS.isdisjoint(text):
            for match in re.finditer(_MOJIBAKE, text):
                yield "encoding", _word_around(passage, *match.span())
        if "@" in text or "[" in text:
            for match in re.finditer(_GLUED, text):
                yield "glued", _word_around(passage, *match.span())
        if _is_cut(passage, shown):
            yield "cut", _word_around(passage, len(text.rstrip()) - 1, len(text.rstrip()), 40)


def _word_around(passage: Passage, start: int, end: int, before: int = 0) -> Location:
    """The place widened to whole words, and by so many characters before it."""
    text = passage.text
    begin = text.rfind(" ", 0, max(0, start - before)) + 1 if text.rfind(" ", 0, start + 1) >= 0 else 0
    finish = text.find(" ", end)
    return passage.location(begin, finish if finish >= 0 else len(text), "also here")


def _is_cut(passage: Passage, shown: list[Passage]) -> bool:
    """Whether a paragraph ends in a word that no sentence ends in, and nothing follows that could go on with it.

    A "heading" that comes back, or after which the text begins in the middle, is a link set on a line of its own.
    """
    if passage.kind != "paragraph" or not _END.search(passage.text.rstrip()):
        return False
    last = passage.sentences[-1]
    count = len(last.tokens)
    if (
        count - last.own < _FEWEST
        or last.tokens[-1].gap
        or not any(end == count for _, end in spoken(passage.reading, last, "never-last"))
    ):
        return False
    following, after = (*shown[passage.index + 1 : passage.index + 3], None, None)[:2]
    if following is None or following.kind != "heading":
        return following is None
    is_repeated = sum(other.kind == "heading" and other.text == following.text for other in shown) > 1
    return after is None or not (is_repeated or _goes_on(after))


def _goes_on(passage: Passage) -> bool:
    """Whether a paragraph begins in the middle: the "heading" before it is then a piece of the sentence, a lost link."""
    first = passage.text.lstrip()[:1]
    return first.islower() or first in ".,;:)'\u2018\u2019"
