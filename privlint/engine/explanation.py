"""Why a rule says of a policy what it says: where it looked, the nearest sentences, and what each of them lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from privlint.checks.across import WithinDocuments
from privlint.checks.contradicts import Contradiction, sides
from privlint.checks.forbids import Prohibition
from privlint.checks.near_misses import NearMiss, headings, near_misses
from privlint.checks.pairing import Side
from privlint.checks.requires import Requirement
from privlint.checks.rule import COMPARING, Context, Policy, Rule
from privlint.checks.topics import can_be_asked
from privlint.checks.ways import Way, shorten
from privlint.engine.fragments import fragments
from privlint.model.findings import Location

MOST = 5  # sentences shown of each kind


class Nearest(NamedTuple):
    """A sentence near to what the rule looks for: which way of it, and what the sentence lacks."""

    way: str
    location: Location
    lacks: tuple[str, ...]


class Explanation(NamedTuple):
    """Where a rule looked, and the sentences nearest to what it looks for; `asks` says what that is."""

    asks: str
    looked: str
    nearest: tuple[Nearest, ...]


def explain(rule: Rule, policy: Policy, context: Context) -> tuple[Explanation, ...]:
    """One explanation for each thing that a rule looks for; `policy` is read anew, no rule has asked it anything."""
    if rule.kind == COMPARING:
        return ()
    check = rule.check.anywhere if isinstance(rule.check, WithinDocuments) else rule.check
    if isinstance(check, Requirement):
        return (_of_ways("a sentence that says it", "present", check.present, policy, _home(check, policy)),)
    if isinstance(check, Prohibition):
        return (_of_ways("a sentence that should not be there", "found", check.found, policy, ""),)
    if isinstance(check, Contradiction):
        return tuple(_of_contradiction(check, policy))
    check(policy, context)
    return (_of_python(policy),) if rule.kind != "document" else ()


def _of_python(policy: Policy) -> Explanation:
    """Of a rule that is written in Python there is only what it asked: the rarest of it is the nearest."""
    asked = dict.fromkeys(concept for reading in policy.readings for concept in reading.asked())
    concepts = tuple(concept for concept in asked if concept[0] != "<")
    ways = tuple(Way(concepts=(concept,), heading=True) for concept in concepts)
    found: list[Nearest] = []
    for reading in policy.readings:
        there = sorted((matches for c in concepts if (matches := reading.matches(c))), key=len)
        for match in [match for matches in there for match in matches][:MOST]:
            sentence = match.sentence
            place = Location(reading.document.source.path, sentence.span, shorten(sentence.quote))
            lack = "it is denied" if match.denied else "this alone is not enough"
            found.append(Nearest(match.concept, place, (lack,)))
    missing = tuple(c for c in concepts if not any(reading.matches(c) for reading in policy.readings))
    found += _partly("check", missing, ways, policy)
    found = list({(near.location.path, near.location.span): near for near in reversed(found)}.values())[::-1]
    count = sum(len(reading.sentences) for reading in policy.readings)
    return Explanation(", ".join(concepts), f"looked in {count} sentences", tuple(found[:MOST]))


def _of_ways(asks: str, kind: str, ways: tuple[Way, ...], policy: Policy, where: str) -> Explanation:
    found = [_nearest(kind, miss, ways) for miss in near_misses(ways, policy) if miss.lacks][:MOST]
    seen = {(place.location.path, place.location.span) for place in found}
    if len(found) < MOST:
        asked = [way for way in ways if can_be_asked(way, policy)]
        concepts = tuple(dict.fromkeys(concept for way in asked for concept in way.concepts))
        for near in _partly(kind, concepts, ways, policy):
            if (near.location.path, near.location.span) not in seen and len(found) < MOST:
                found.append(near)
    count = sum(len(reading.sentences) for reading in policy.readings)
    looked = f"{count} sentences" + (f" of {policy.documents} documents" if policy.documents > 1 else "")
    return Explanation(asks, f"looked in {looked}{where}", tuple(found))


def _home(check: Requirement, policy: Policy) -> str:
    _, heading = check.belongs(policy)
    if heading:
        return f", first under {heading!r}"
    return f"; there is no {headings(policy.readings[0], check.home).removeprefix('a ')}" if check.home else ""


def _nearest(kind: str, miss: NearMiss, ways: tuple[Way, ...]) -> Nearest:
    return Nearest(f"{kind} {miss.way + 1}: {_name(ways[miss.way])}", miss.location(), miss.lacks)


def _partly(kind: str, concepts: tuple[str, ...], ways: tuple[Way, ...], policy: Policy) -> Iterator[Nearest]:
    for fragment in fragments(concepts, policy.readings):
        number = next(n for n, way in enumerate(ways, 1) if fragment.concept in way.concepts)
        path = fragment.reading.document.source.path
        place = Location(path, fragment.sentence.span, shorten(fragment.sentence.quote))
        lacks = f"it has {', '.join(fragment.has)}, but lacks {', and '.join(fragment.lacks)}"
        yield Nearest(f"{kind} {number}: {fragment.concept}", place, (lacks,))


def _name(way: Way) -> str:
    return " or ".join(way.concepts) or ", ".join(f"{key} {' or '.join(wanted)}" for key, wanted in way.statement)


def _sentences(sides: list[Side]) -> int:
    """A sentence that several ways find is one."""
    return len({id(side.sentence) for side in sides})


def _of_contradiction(check: Contradiction, policy: Policy) -> Iterator[Explanation]:
    denials, practices = list(sides(check.denial, policy)), list(sides(check.practice, policy))
    for asks, kind, ways, found in (
        ("a denial", "denial", check.denial, denials),
        ("a practice that opposes it", "practice", check.practice, practices),
    ):
        if not found:
            yield _of_ways(asks, kind, ways, policy, "")
    apart: dict[Nearest, None] = {}
    for denial in denials:
        for practice in practices:
            reasons = tuple(check.kept_apart(denial, practice))
            pair = Nearest(f"but {practice.location().quote!r}", denial.location(), reasons)
            if reasons and denial.sentence is not practice.sentence:
                apart[pair] = None
    if apart:
        nearest = sorted(apart, key=lambda pair: len(pair.lacks))
        looked = f"found {_sentences(denials)} denials and {_sentences(practices)} practices"
        yield Explanation("a denial and a practice that meet", looked, tuple(nearest[:MOST]))
