"""Vague purposes: a whole purpose that says nothing, or an item that opens a list of purposes to anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_OWN = ("controller", "unknown")
_OPENING = Way(concepts=("open-purpose",), none_of=("other-vague",))
_WHOLE = Way(concepts=("whole-vague",), none_of=("anonymous-keeping",), actor=_OWN)


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """A finding on each vague purpose; "to improve our services" is silent as one item of a list."""
    places = {_key(place): place for place in find(_WHOLE, policy) if _stands_alone(place)}
    for place in find(_OPENING, policy):
        places.setdefault(_key(place), place)
    findings = (
        Finding(data["code"], data["name"], data.severity, data["message"], data["help"], places[key].words())
        for key in sorted(places)
        if not places[key].foreign
    )
    return Outcome(findings=tuple(findings))


def _key(place: Place) -> tuple[str, int]:
    return place.reading.document.source.path, place.sentence.index


def _stands_alone(place: Place) -> bool:
    """Whether no specific purpose stands in the same sentence, or in the rest of its paragraph."""
    if place.sentence.kind in ("item", "cell"):
        return False
    reading = place.reading
    aims = reading.matches("names-aim-plainly")
    return not any(
        sentence.block is place.sentence.block
        and (sentence is place.sentence or any(aim.sentence is sentence for aim in aims))
        for sentence in _with_specific_purposes(reading)
    )


def _with_specific_purposes(reading: Reading) -> list[Sentence]:
    return [
        match.sentence
        for match in reading.matches("specific-list")
        if reading.clauses.actor(match.sentence, match.start, match.end) in _OWN
    ]
