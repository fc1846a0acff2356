"""Terms: definitions that are never used, and terms that are said to be defined and are not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import finding, passages, place
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.python.document.passages import Passage
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.model.findings import Location

_QUOTED = re.compile(r"[\"\u201c\u201e]([A-Z][\w .&/-]{2,40}?)[\"\u201d\u201c]")
_BEFORE = re.compile(r"((?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+)[\"\u201d]?,? ?\(?$")
_FEWEST = {"unused": 2, "undefined": 1}  # a single definition too many is no trouble to anyone
_REACH = 80  # characters before "as defined below" in which the term stands
_MOST_RELATED = 5


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """One finding for the definitions without use, and one for the uses without definition."""
    found = []
    shown = [passage for reading in policy.readings for passage in passages(reading)]
    everything = "\n".join(passage.text for passage in shown)
    folded = everything.casefold()
    for sort, places in (
        ("unused", list(_unused(shown, everything, folded))),
        ("undefined", [where for reading in policy.readings for where in _undefined(reading, everything)]),
    ):
        if len(places) >= _FEWEST[sort]:
            first, *others = places
            message = data["options"][sort].format(term=first.quote)
            found.append(finding(data, first, message, others[:_MOST_RELATED]))
    return Outcome(findings=tuple(found))


def _unused(shown: list[Passage], everything: str, folded: str) -> Iterator[Location]:
    """The quoted terms between brackets that stand nowhere else, in either number."""
    seen: set[str] = set()
    for passage in shown:
        text = passage.text
        for match in _QUOTED.finditer(text):
            term = match.group(1).strip()
            if term in seen or term.isupper() or term.count(" ") > 2 or not _defines(text, match):
                continue
            seen.add(term)
            stem = term.casefold().removesuffix("s").removesuffix("ie").removesuffix("y")
            if folded.count(stem) == 1 and everything.count(term) == 1:
                yield passage.location(match.start(1), match.end(1), "also never used")


def _defines(text: str, match: re.Match[str]) -> bool:
    """Whether the quotation stands at the end of brackets, as a definition does."""
    opened = text.rfind("(", max(0, match.start() - 40), match.start())
    return opened >= 0 and ")" not in text[opened : match.start()] and text[match.end() : match.end() + 1] == ")"


def _undefined(reading: Reading, everything: str) -> Iterator[Location]:
    """The terms before "as defined below" that no quotation, heading or list of definitions explains."""
    by_text = {id(passage.mapped): passage for passage in passages(reading)}
    openings = {passage.text[:60].casefold() for passage in by_text.values()}
    for match in reading.matches("as-defined-here"):
        start, _ = place(match)
        passage = by_text[id(match.sentence.mapped)]
        named = _BEFORE.search(passage.text, max(0, start - _REACH), start)
        if named is None:
            continue
        term = named.group(1)
        stem = term.removesuffix("s")
        explained = any(mark + stem in everything for mark in "\"\u201c\u2018'\u201e")
        if not explained and not any(opening.startswith(stem.casefold()) for opening in openings):
            yield passage.location(named.start(1), named.end(1), "also not defined")
