"""Headings: said twice, or with nothing under them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import finding
from privlint.checks.rule import Outcome
from privlint.checks.ways import shorten
from privlint.model.findings import Location
from privlint.model.tree import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.model.findings import Finding
    from privlint.model.tree import Heading, Section

_LABELS = 3  # so many headings that come back, or one that comes so often, make a layout, not a slip
_FIRST = ("1", "a", "i")
_MARKS = ("#", "<")  # of headings in Markdown and HTML
_LONGEST = 16  # words of a heading; a longer one has its text on the same line


def duplicates(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Headings that say the same as an earlier one under their parent; labels that often come back are a layout."""
    return Outcome(findings=tuple(f for reading in policy.readings for f in _duplicates(data, reading)))


def empty(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Headings with neither text nor sections under them, but for the title, a date, a signature and a name over an address."""
    return Outcome(findings=tuple(f for reading in policy.readings for f in _empty(data, reading)))


def key(heading: Heading) -> str:
    """A heading as a reader compares it: without number, case and punctuation."""
    return _key(heading.text.text, heading.number)


@lru_cache(maxsize=1_000)
def _key(shown: str, written: str) -> str:
    text = "".join(letter if letter.isalnum() else " " for letter in shown.casefold())
    words = text.split()
    number = "".join(letter for letter in written.casefold() if letter.isalnum())
    while words and words[0].isdigit() and number:
        del words[0]
    return " ".join(words)


def locate(reading: Reading, heading: Heading, note: str = "") -> Location:
    """The visible words of a heading."""
    text = heading.text
    return Location(reading.document.source.path, text.span(), shorten(text.text), note)


def _duplicates(data: RuleData, reading: Reading) -> Iterator[Finding]:
    everywhere = Counter(key(heading) for heading in reading.document.headings())
    for path in reading.document.root.walk():
        by_key: dict[str, list[Section]] = {}
        for section in path[-1].sections:
            if section.heading is not None and key(section.heading) and section.heading.text.text[0] != "(":
                by_key.setdefault(key(section.heading), []).append(section)
        repeated = [sections for sections in by_key.values() if len(sections) > 1]
        if len(repeated) >= _LABELS:
            continue
        for first, second, *_ in repeated:
            if first.heading is None or second.heading is None or everywhere[key(first.heading)] >= _LABELS:
                continue
            if second.blocks or second.sections:
                related = [locate(reading, first.heading, "the same heading")]
                yield finding(data, locate(reading, second.heading), related=related)


def _empty(data: RuleData, reading: Reading) -> Iterator[Finding]:
    headings = [path[-1] for path in reading.document.root.walk() if path[-1].heading is not None]
    exempt = _contents(headings)
    for match in reading.matches("day-named", "signature-heading", "contents-heading", "contact-token"):
        exempt.add(id(match.sentence.block))
    common = Counter(key(section.heading) for section in headings if section.heading)
    runs: list[list[Heading]] = []
    for place, section in enumerate(headings):
        heading = section.heading
        if heading is None or section.blocks or section.sections:
            continue
        if id(heading) in exempt or _runs_on(heading):
            continue
        if (
            _is_title(place, headings)
            or _is_announced(place, headings, reading.document.source.text)
            or _is_above(place, headings, common, reading.document.source.text)
        ):
            continue
        if runs and headings[place - 1].heading is runs[-1][-1]:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    for first, *others in runs:
        message = data["message"] if not others else data["options"]["several"].format(count=len(others))
        yield finding(data, locate(reading, first), message, [locate(reading, other, "empty too") for other in others])


def _is_announced(place: int, headings: list[Section], source: str) -> bool:
    """Whether a heading that no mark makes one is what the paragraph before it announces: a name over an address."""
    heading = headings[place].heading
    before = headings[place - 1].blocks[-1:] if place else ()
    return (heading is None or not _is_marked(heading, source)) and any(
        block.kind is BlockKind.PARAGRAPH and block.text.text.rstrip().endswith(":") for block in before
    )


def _is_marked(heading: Heading, source: str) -> bool:
    return source[heading.span.start : heading.span.start + 1] in _MARKS


def _runs_on(heading: Heading) -> bool:
    """Whether a heading holds its text itself, or is only the first line of one."""
    text = heading.text.text.rstrip()
    return heading.run_in or len(text.split()) > _LONGEST or not key(heading) or text[-1:] in "-\u2013\u2014("


def _is_title(place: int, headings: list[Section]) -> bool:
    """Whether a heading stands at the top: nothing but headings without text comes before it."""
    return place < 2 and all(not section.blocks for section in headings[:place])


def _is_above(place: int, headings: list[Section], common: Counter[str], source: str) -> bool:
    """Whether the next heading belongs under it, whatever its level: by numbers, by its looks, or as a label that comes back."""
    heading = headings[place].heading
    following = headings[place + 1].heading if place + 1 < len(headings) else None
    if heading is None or following is None:
        return False
    if heading.number and following.number.startswith(f"{heading.number.strip('().:')}."):
        return True
    if heading.number and not following.number and not _is_marked(following, source):
        return True
    if not (_is_marked(heading, source) or _is_marked(following, source)) and _looks_above(heading, following):
        return True
    if following.level != heading.level:
        return False
    begins = following.number.strip("().").casefold() in _FIRST and not heading.number
    return begins or common[key(following)] > 1


def _looks_above(heading: Heading, following: Heading) -> bool:
    """Whether a line in capitals stands over one that is not, or a line that asks nothing over a question."""
    above, below = heading.text.text.rstrip(), following.text.text.rstrip()
    return (above.isupper() and not below.isupper()) or (below.endswith("?") and not above.endswith("?"))


def _contents(headings: list[Section]) -> set[int]:
    """The headings of a table of contents: empty ones that come back later with text."""
    filled = {key(section.heading) for section in headings if section.heading and (section.blocks or section.sections)}
    return {
        id(s.heading) for s in headings if s.heading and not s.blocks and not s.sections and key(s.heading) in filled
    }
