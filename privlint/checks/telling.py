"""What a contradiction is told as: both sides within the sentence that says why they cannot both hold.

In the message of a rule, `{denial}` stands for the words of the finding's own place, and `{practice}` for those of the first
place against it, with its line and the number of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.model.findings import Finding, Location
from privlint.model.positions import Positions

if TYPE_CHECKING:
    from privlint.checks.rule import Policy

_MOST_RELATED = 5
_MOST_QUOTED = 120  # code points of each side within the message
_SLOTS = (" {denial}", " {practice}")


def in_general(message: str) -> str:
    """The message of a rule as it is told of no policy: without the places of its sides."""
    for slot in _SLOTS:
        message = message.replace(slot, "")
    return message


def told(finding: Finding, policy: Policy) -> Finding:
    """The finding with both sides in its message, and with the first of the places that stand against it."""
    first, *others = finding.related
    message = finding.message.replace("{denial}", f"({_quoted(finding.location)})")
    where = ", ".join([_quoted(first), *_line(finding, first, policy), *_more(len(others))])
    return finding._replace(
        message=message.replace("{practice}", f"({where})"), related=finding.related[:_MOST_RELATED]
    )


def _quoted(place: Location) -> str:
    quote = place.quote.rstrip(".;:, ").replace('"', "'")
    if len(quote) > _MOST_QUOTED:
        quote = quote[:_MOST_QUOTED].rpartition(" ")[0].rstrip(".;:, ") + " \u2026"
    return f'"{quote}"'


def _line(finding: Finding, place: Location, policy: Policy) -> list[str]:
    reading = next(each for each in policy.readings if each.document.source.path == place.path)
    positions = reading.note(Positions, lambda: Positions(reading.document.source.text))
    line = f"line {positions.at(place.span.start).line}"
    return [line] if place.path == finding.location.path else [place.path, line]


def _more(count: int) -> list[str]:
    return [] if not count else [f"and {count} more place{'s' * (count > 1)}"]
