"""Vague purposes: a whole purpose that says nothing, or an item that opens a list of purposes to anything."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_OWN = ("controller", "unknown")
_MOST_RELATED = 5
_OPENING = Way(concepts=("open-purpose",), none_of=("other-vague", "anonymous-keeping"))
_WHOLE = Way(concepts=("whole-vague",), none_of=("anonymous-keeping",), actor=_OWN)


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """A finding on each vague purpose; "to improve our services" is silent as one item of a list."""
    places = {_key(place): (place, data["message"]) for place in find(_WHOLE, policy) if _stands_alone(place)}
    for place in find(_OPENING, policy):
        places.setdefault(_key(place), (place, data["options"]["opening"]))
    said: dict[str, list[tuple[Place, str]]] = {}
    for key in sorted(places):
        if not places[key][0].foreign:
            said.setdefault(places[key][0].words().quote.casefold(), []).append(places[key])
    return Outcome(findings=tuple(_finding(data, group) for group in said.values()))


def _finding(data: RuleData, group: list[tuple[Place, str]]) -> Finding:
    """One finding on words that stand in several places: on the first."""
    (first, message), *others = group
    related = tuple(place.words("also here") for place, _ in others[:_MOST_RELATED])
    return Finding(data["code"], data["name"], data.severity, message, data["help"], first.words(), related)


def _key(place: Place) -> tuple[str, int]:
    return place.reading.document.source.path, place.sentence.index


def _stands_alone(place: Place) -> bool:
    """Whether no specific purpose stands in the same sentence, or in the rest of its paragraph, and no instance follows."""
    reading = place.reading
    if place.sentence.kind in ("item", "cell") or _told_more(place):
        return False
    return not any(
        sentence is place.sentence or reading.in_sentence(sentence, "names-aim-plainly")
        for sentence in reading.note(_with_specific_purposes, lambda: _with_specific_purposes(reading))[
            id(place.sentence.block)
        ]
    )


def _told_more(place: Place) -> bool:
    """Whether what follows, in the sentence or at the start of the next one, says more: an instance, a list, another place."""
    reading, here = place.reading, place.sentence
    told = reading.in_sentence(here, "aim-told-more")
    if here.text.rstrip().endswith(":") or any(match.start >= place.end for match in told):
        return True
    following = reading.sentences[here.index + 1 : here.index + 2]
    return any(next_.block is here.block and reading.in_sentence(next_, "aim-instance") for next_ in following)


def _with_specific_purposes(reading: Reading) -> dict[int, list[Sentence]]:
    """Sentences with purposes of one's own that are specific, by the identity of their block."""
    found: dict[int, list[Sentence]] = defaultdict(list)
    for match in reading.matches("specific-list"):
        if reading.clauses.actor(match.sentence, match.start, match.end) in _OWN:
            found[id(match.sentence.block)].append(match.sentence)
    return found
