"""Numbering: numbers of headings and marks that skip one or come twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.python.document.passages import finding, passages
from privlint.checks.rule import Outcome
from privlint.model.tree import Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.python.document.passages import Passage
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.model.findings import Finding

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_FEWEST = 3  # members of a series
_WIDEST = 6  # a wider jump is no numbering
_MOST = 60  # a higher number is a year or a quantity


class Numbered(NamedTuple):
    """A passage that carries a number: `style` tells (1) from 1. and I."""

    number: tuple[int, ...]
    style: str
    passage: Passage


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Each place where the numbers of headings skip one or repeat one."""
    return Outcome(findings=tuple(found for reading in policy.readings for found in _gaps(data, reading)))


def numbers(reading: Reading) -> list[Numbered]:
    """Every number that a heading, a list item or the start of a paragraph carries."""
    found = []
    for passage in passages(reading):
        written = passage.block.number if isinstance(passage.block, Heading) else passage.block.mark
        number = read_number(written) or (read_number(_leading(passage.text)) if passage.kind != "cell" else ())
        if number and max(number) <= _MOST:
            found.append(Numbered(number, _style(passage, written), passage))
    return found


def read_number(written: str) -> tuple[int, ...]:
    """The number that a mark stands for: "5.3." is (5, 3), "IV" is (4,), "(b)" is none."""
    bare = written.strip().strip("()[].:\u2013\u2014- ").lower()
    if not bare:
        return ()
    parts = bare.split(".")
    if all(part.isdigit() and len(part) < 4 for part in parts):
        return tuple(int(part) for part in parts)
    if len(parts) == 1 and all(letter in _ROMAN for letter in bare) and written.strip("().: ").isupper():
        return (_roman(bare),)
    return ()


def _roman(bare: str) -> int:
    values = [_ROMAN[letter] for letter in bare]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _leading(text: str) -> str:
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first if first[:1].isdigit() and (first[-1:] in ".):" or "." in first) else ""


def _gaps(data: RuleData, reading: Reading) -> Iterator[Finding]:
    """The gaps of each series: headings of one level and style under one parent, three or more."""
    everything = numbers(reading)
    carried = {numbered.number for numbered in everything}
    series: dict[tuple[object, ...], list[Numbered]] = {}
    for numbered in everything:
        if isinstance(numbered.passage.block, Heading):
            parent = id(numbered.passage.path[-2]) if len(numbered.passage.path) > 1 else 0
            group = (parent, numbered.passage.block.level, numbered.style, numbered.number[:-1])
            series.setdefault(group, []).append(numbered)
    for members in series.values():
        if len(members) < (_FEWEST if len(members[0].number) == 1 else 2) or members[0].number[-1] > 2:
            continue
        for before, numbered in pairwise(members):
            first, here = before.number[-1], numbered.number[-1]
            skipped = [number for number in range(first + 1, here) if (*numbered.number[:-1], number) not in carried]
            if here == first or (skipped and here - first <= _WIDEST):
                yield _finding(data, before, numbered, skipped)


def _style(passage: Passage, written: str) -> str:
    """How a number is written: what stands before and after it, such as "section" and "."."""
    if not written:
        return ""
    source = passage.reading.document.source.text
    begin, end = passage.block.span
    column = begin - source.rfind("\n", 0, begin)
    before, _, after = source[begin:end].lstrip("#*_ \t").partition(written)
    letters = "" if any(letter.isdigit() for letter in written) else "roman"
    return f"{column}|{before.strip().casefold()[:12]}|{after[:1].strip()}|{letters}"


def _finding(data: RuleData, before: Numbered, numbered: Numbered, skipped: list[int]) -> Finding:
    earlier, later = (".".join(map(str, item.number)) for item in (before, numbered))
    if skipped:
        what = f"jumps from {earlier} to {later}"
    else:
        what = f"has {later} twice" if earlier == later else f"goes back from {earlier} to {later}"
    related = before.passage.location(note="the number before")
    return finding(data, numbered.passage.location(), data["message"].format(what=what), [related])
