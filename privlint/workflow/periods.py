"""How long a policy says that it keeps what: terms, and which of them take the place of which in another version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.checks.requires import Requirement
from privlint.checks.rule import Policy
from privlint.checks.ways import Place, find
from privlint.language.reading import Match, match_values
from privlint.model.findings import Location

PERIOD, KINDS, EVENTS = "<period>", "kept-kind", "kept-from"
MINOR = "retention-minor"  # data whose period does not answer for the rest; a change of it is a change all the same
DAYS = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}
ALIKE = 0.3  # the share of their telling words that two sentences about one kind of data have in common

Pair = tuple["Term | None", "Term | None"]


class Term(NamedTuple):
    """One period (ISO 8601), with the kinds of data that are kept so long, what it is counted from, and where it says so."""

    period: str
    kinds: frozenset[str | int]
    events: frozenset[str | int]
    words: frozenset[str]
    place: Location

    @property
    def days(self) -> float:
        """Its length, near enough to order periods."""
        return days(self.period)

    def may_be(self, other: Term) -> bool:
        """Whether nothing tells the kinds of data apart."""
        return not self.kinds or not other.kinds or bool(self.kinds & other.kinds)


def read_terms(policy: Policy, requirement: Requirement) -> tuple[Term, ...]:
    """The terms in the sentences that meet a requirement, each sentence once, in the order of the policy."""
    ways = (
        way._replace(none_of=tuple(concept for concept in way.none_of if concept != MINOR))
        for way in (*requirement.present, *requirement.partial)
        if PERIOD in way.value
    )
    places = {(place.sentence.span, id(place.reading)): place for way in ways for place in find(way, policy)}
    return tuple(term for key in sorted(places, key=lambda key: key[0]) for term in _terms(places[key]))


def pairs(old: tuple[Term, ...], new: tuple[Term, ...]) -> Iterator[Pair]:
    """The terms that changed: what took the place of what, by the data and the event; None where nothing did."""
    gone, come = dict(enumerate(old)), dict(enumerate(new))
    telling = [_telling(terms) for terms in (old, new)]
    near = [
        (-_likeness(before, after, telling[0][at], telling[1][to]), at, to)
        for at, before in gone.items()
        for to, after in come.items()
        if before.may_be(after)
    ]
    for likeness, at, to in sorted(near):
        if -likeness >= ALIKE and at in gone and to in come:
            yield from _changed(gone.pop(at), come.pop(to))
    left = _unmatched(gone.values(), new), _unmatched(come.values(), old)
    if len(left[0]) == len(left[1]) == 1 and left[0][0].may_be(left[1][0]):
        yield from _changed(left[0][0], left[1][0])
    else:
        yield from ((term, None) for term in left[0])
        yield from ((None, term) for term in left[1])


def days(period: str) -> float:
    """The length of an ISO 8601 period, near enough to order them."""
    total, number, in_hours = 0.0, "", False
    for character in period.removeprefix("P"):
        if character == "T":
            in_hours = True
        elif character in DAYS or character in "HS":
            total += 0.0 if in_hours else float(number or 0) * DAYS[character]
            number = ""
        else:
            number += character
    return total


def _terms(place: Place) -> Iterator[Term]:
    """The terms of a sentence; the words for the data of each stand between the period before it and its own end."""
    matches = [match for match in place.reading.in_sentence(place.sentence, PERIOD) if not match.denied]
    begin = 0
    for number, match in enumerate(matches, 1):
        end = match.end if number < len(matches) else len(place.sentence.tokens)
        for value in dict.fromkeys(match.values):
            yield _term(place, str(value), match, begin, end)
        begin = match.end


def _term(place: Place, period: str, match: Match, begin: int, end: int) -> Term:
    sentence, lexicon = place.sentence, place.reading.lexicon
    kinds, events = (match_values(sentence, begin, end, lexicon, concept, -1) for concept in (KINDS, EVENTS))
    tokens = [*sentence.tokens[begin : match.start], *sentence.tokens[match.end : end]]
    words = frozenset(token.raw.casefold() for token in tokens if token.raw.isalpha())
    return Term(period, frozenset(kinds), frozenset(events), words, place.location())


def _telling(terms: tuple[Term, ...]) -> list[frozenset[str]]:
    """The words of each term that stand in no other term of its version."""
    counts = Counter(word for term in terms for word in term.words)
    return [frozenset(word for word in term.words if counts[word] == 1) for term in terms]


def _likeness(old: Term, new: Term, before: frozenset[str], after: frozenset[str]) -> float:
    """How much two terms are about the same: the kinds of data first, then their words; the event decides between equals."""
    shared = len(before & after) / len(before | after) if before | after else 0.0
    return 4.0 * _same(old.kinds, new.kinds) + 0.25 * _same(old.events, new.events) + shared


def _same(old: frozenset[str | int], new: frozenset[str | int]) -> float:
    return len(old & new) / len(old | new) if old | new else 0.0


def _changed(old: Term, new: Term) -> Iterator[Pair]:
    if old.days != new.days:
        yield old, new


def _unmatched(terms: Iterable[Term], others: tuple[Term, ...]) -> list[Term]:
    """The terms that the other version has in no place: one that it says once, or twice, is the same."""
    return [term for term in terms if not any(term.days == other.days and term.may_be(other) for other in others)]
