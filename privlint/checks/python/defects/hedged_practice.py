"""Hedges: a policy in which many of the controller's own practices are said only as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find
from privlint.model.findings import Finding, Location
from privlint.model.tree import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from privlint.checks.loader import RuleData
    from privlint.language.sentences import Sentence

_LEAST = 5  # hedged statements
_LEAST_SHARE = 0.15  # of all statements of practice
_MOST_RELATED = 5
_OWN = ("controller", "unknown")
_HEDGED = Way(concepts=("says-hedged-practice",), none_of=("legal-duty",), actor=_OWN, polarity="any")
_PLAIN = Way(concepts=("says-practice", "says-hedged-practice"), actor=_OWN, polarity="any")


def check(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """One finding on the first hedged practice, when there are at least five and they are 15 % of all; the next are related."""
    hedged, plain = find(_HEDGED, policy), find(_PLAIN, policy)
    practices = _said_once(hedged + plain)
    hedged = _said_once(hedged)
    if len(hedged) < _LEAST or len(hedged) < _LEAST_SHARE * len(practices):
        return Outcome()
    first, *others = sorted(hedged, key=lambda place: (policy.readings.index(place.reading), _where(place).span.start))
    message = f"{data['message']}: {len(hedged)} of {len(practices)} statements of its practice are hedged (may, might, sometimes)."
    related = tuple(_in_other_words(_where(place, "also hedged") for place in (first, *others)))[1:]
    finding = Finding(data["code"], data["name"], data.severity, message, data["help"], _where(first), related)
    return Outcome(findings=(finding,))


def _in_other_words(locations: Iterable[Location]) -> list[Location]:
    """The first locations and as many as are shown with it, without those whose words another before them has, or begins with."""
    shown: list[Location] = []
    for location in locations:
        quote = location.quote.casefold()
        if not any(quote in other.quote.casefold() or other.quote.casefold() in quote for other in shown):
            shown.append(location)
        if len(shown) > _MOST_RELATED:
            break
    return shown


def _said_once(places: list[Place]) -> list[Place]:
    """The places without repeats, without items that say what an embedded service does, and a list's lead only once."""
    own = [place for place in places if not _of_a_service(place)]
    said = {_words(place): place for place in reversed(own)}
    leads = {place.sentence.quote.casefold() for place in own if not _in_lead(place)}
    return [place for place in reversed(said.values()) if not (_in_lead(place) and _lead(place) in leads)]


def _of_a_service(place: Place) -> bool:
    """Whether the lead of a list names an embedded service: its items are then that service's practice."""
    sentence = place.sentence
    symbol = place.reading.lexicon.symbol("embedded-collector")
    return any(symbol in sentence.chart[at] for at in range(sentence.own))


def _in_lead(place: Place) -> bool:
    """Whether what is said, and hedged, begins in the lead of a list: its items add no hedge of their own."""
    return place.start < place.sentence.own and not place.reading.in_sentence(place.sentence, "hedge-word")


def _words(place: Place) -> str:
    """What makes a place the same as another: its sentence, or the lead of the list when that is what hedges."""
    return _lead(place) if _in_lead(place) else place.sentence.quote.casefold()


def _lead(place: Place) -> str:
    """The sentence that leads a list, in lower case; of lists within lists, the outermost."""
    block = place.sentence.block
    return block.lead[0].text.casefold() if isinstance(block, Block) and block.lead else ""


def _where(place: Place, note: str = "") -> Location:
    """The words that hedge; the whole item where its lead begins them, the lead itself where it says them all."""
    if place.start >= place.sentence.own:
        return place.words(note)
    lead = _lead_of(place) if _in_lead(place) else None
    return place._replace(sentence=lead or place.sentence).location(note)


def _lead_of(place: Place) -> Sentence | None:
    said = _lead(place)
    return next((other for other in place.reading.sentences if said.endswith(other.quote.casefold())), None)
