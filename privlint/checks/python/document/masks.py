"""Masks: what a scraper or a content network left where an e-mail address should be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import finding, location, passages, place
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Match, Reading
    from privlint.model.findings import Location

_PROTECTION = "/cdn-cgi/l/email-protection"


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Every place where a mask stands: each one hides an address of its own."""
    found = [where for reading in policy.readings for where in _masks(reading)]
    return Outcome(findings=tuple(finding(data, where) for where in found))


def _masks(reading: Reading) -> list[Location]:
    matches = [match for match in reading.matches("<masked-email>", "address-mask") if _hides(match)]
    seen: dict[int, Location] = {}
    for match in matches:
        where = location(reading, match)
        if not any(kept.span.start <= where.span.start < kept.span.end for kept in seen.values()):
            seen[where.span.start] = where
    for passage in passages(reading):
        for link in passage.links:
            here = passage.mapped.span(link.start, link.end)
            masked = _PROTECTION in link.target and "@" not in passage.text[link.start : link.end]
            if masked and not any(start < here.end and here.start < kept.span.end for start, kept in seen.items()):
                seen[here.start] = passage.location(link.start, link.end)
    return [seen[start] for start in sorted(seen)]


def _hides(match: Match) -> bool:
    """Whether nothing of the address is left: "name [at] host" tells it to a reader."""
    start, end = place(match)
    shown = match.sentence.mapped.text[start:end]
    return match.concept != "<masked-email>" or shown.startswith("[")
