"""Vague purposes: a whole purpose that says nothing, or an item that opens a list of purposes to anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData

_OPENING = Way(concepts=("open-purpose",), all_of=("practice-lead",), none_of=("other-vague",), actor=("controller", "unknown"))
_WHOLE = Way(concepts=("whole-vague",), none_of=("specific-list", "other-vague"), actor=("controller", "unknown"))


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """A finding on each vague purpose; "to improve our services" is silent as one item of a list."""
    places = {_key(place): place for place in find(_WHOLE, policy) if place.sentence.kind not in ("item", "cell")}
    for place in find(_OPENING, policy):
        places.setdefault(_key(place), place)
    findings = (
        Finding(data["code"], data["name"], data.severity, data["message"], data["help"], places[key].words())
        for key in sorted(places)
    )
    return Outcome(findings=tuple(findings))


def _key(place: Place) -> tuple[str, int]:
    return place.reading.document.source.path, place.sentence.index
