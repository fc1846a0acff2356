"""Hedges: a policy in which many of the controller's own practices are said only as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData

_LEAST = 5  # hedged statements
_LEAST_SHARE = 0.15  # of all statements of practice
_MOST_RELATED = 5
_OWN = ("controller", "unknown")


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """One finding on the first hedged practice when there are at least five and they are 15 % of all; the next as related."""
    hedged = _own(
        find(Way(concepts=("says-hedged-practice",), none_of=("legal-duty",), actor=_OWN, polarity="any"), policy)
    )
    practices = _own(find(Way(concepts=("says-practice", "says-hedged-practice"), actor=_OWN, polarity="any"), policy))
    if len(hedged) < _LEAST or len(hedged) < _LEAST_SHARE * len(practices):
        return Outcome()
    first, *others = hedged
    message = f"{data['message']}: {len(hedged)} of {len(practices)} statements of its practice are hedged (may, might, sometimes)."
    related = tuple(place.words("also hedged") for place in others[:_MOST_RELATED])
    finding = Finding(data["code"], data["name"], data.severity, message, data["help"], first.words(), related)
    return Outcome(findings=(finding,))


def _own(places: list[Place]) -> list[Place]:
    """The places without repeats of the same words and without items that say what an embedded service does."""
    return list({_words(place): place for place in reversed(places) if not _of_a_service(place)}.values())[::-1]


def _of_a_service(place: Place) -> bool:
    """Whether the lead of a list names an embedded service: its items are then that service's practice."""
    sentence = place.sentence
    symbol = place.reading.lexicon.symbol("embedded-collector")
    return any(symbol in sentence.chart[at] for at in range(sentence.own))


def _words(place: Place) -> str:
    """What makes a place the same as another: its sentence, or the lead of the list when that is what hedges."""
    sentence = place.sentence
    if place.start < sentence.own:
        return sentence.text[: sentence.tokens[sentence.own].start].casefold()
    return sentence.quote.casefold()
