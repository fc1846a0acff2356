"""Sentences that nearly meet a way, and what each of them lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.quoted import quoted_in
from privlint.checks.topics import can_be_asked
from privlint.checks.ways import Way, holds, in_foreign_scope, query_holds, shorten
from privlint.language.compiled import load_tables
from privlint.model.findings import Location

if TYPE_CHECKING:
    from privlint.checks.rule import Policy
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

_ACTORS = {
    "controller": "the controller",
    "reader": "the reader",
    "third-party": "somebody else",
    "unknown": "nobody in particular",
}
_MOST_LACKS = 4  # a sentence that lacks more is not told of
NEAR = 2  # how far off a sentence may be to be called the nearest


class Lack(NamedTuple):
    """What a sentence lacks, in words, and how far that is from meeting the way."""

    words: str
    away: int = 1


class NearMiss(NamedTuple):
    """A sentence, the number of the way that it nearly meets (from 0), and what it lacks: nothing, where it meets it.

    `away` says how far off it is: by what it lacks, and farther where its surroundings are not what the way asks for, since it
    may then be about anything.
    """

    way: int
    reading: Reading
    sentence: Sentence
    lacks: tuple[str, ...]
    away: int

    def location(self, note: str = "") -> Location:
        """The sentence."""
        return Location(self.reading.document.source.path, self.sentence.span, shorten(self.sentence.quote), note)


def near_misses(ways: Iterable[Way], policy: Policy) -> list[NearMiss]:
    """The sentences in which something of a way stands, the nearest first, then those of the stronger way; one entry a sentence."""
    best: dict[tuple[str, int], NearMiss] = {}
    for number, way in enumerate(ways):
        for reading in policy.readings if can_be_asked(way, policy) else ():
            for sentence, lacks in _candidates(way, reading, policy):
                key = (reading.document.source.path, sentence.index)
                away = sum(lack.away for lack in lacks)
                if len(lacks) <= _MOST_LACKS and (key not in best or away < best[key].away):
                    best[key] = NearMiss(number, reading, sentence, tuple(lack.words for lack in lacks), away)
    return sorted(best.values(), key=lambda miss: (miss.away, miss.way))


def _candidates(way: Way, reading: Reading, policy: Policy) -> Iterator[tuple[Sentence, tuple[Lack, ...]]]:
    if way.concepts:
        for match in reading.matches(*way.concepts):
            yield match.sentence, tuple(_lacks(way, match, reading, policy))
        return
    for statement in reading.statements:
        sentence = reading.sentences[statement.sentence]
        lacks = tuple(_unlike(way, statement))
        if len(lacks) < len(way.statement) and not any(lack.startswith("the action") for lack in lacks):
            yield sentence, (*map(Lack, lacks), *_conditions(way, reading, policy, sentence))


def _lacks(way: Way, match: Match, reading: Reading, policy: Policy) -> Iterator[Lack]:
    sentence = match.sentence
    if not way.quoted and sentence.index in quoted_in(reading):
        yield Lack("it is quoted from somebody else")
    if sentence.question and not way.question:
        yield Lack("it is a question")
    if sentence.kind == "heading" and not (way.heading and sentence.following):
        yield Lack("only a heading says it")
    if way.polarity != "any" and match.denied is not (way.polarity == "denied"):
        yield Lack("it is denied" if match.denied else "it is not denied")
    actor = reading.clauses.actor(sentence, match.start, match.end)
    if way.actor and actor not in way.actor:
        wanted = " or ".join(_ACTORS[name] for name in way.actor)
        yield Lack(f"it is about {_ACTORS[actor]}, not about {wanted}")
    if actor in way.not_actor:
        yield Lack(f"it is about {_ACTORS[actor]}")
    yield from _conditions(way, reading, policy, sentence)
    if not way.any_scope and in_foreign_scope(reading, sentence):
        yield Lack("it is said only for readers of one place outside the EU")


def _conditions(way: Way, reading: Reading, policy: Policy, sentence: Sentence) -> Iterator[Lack]:
    """The conditions of a way that a sentence does not meet, each asked for itself; those of its surroundings weigh more."""
    for condition, words in _single(way, reading, sentence):
        if not holds(condition, reading, policy, sentence):
            yield Lack(words, 1 + (NEAR if condition.section else 1 if condition.near else 0))


def _single(way: Way, reading: Reading, sentence: Sentence) -> Iterator[tuple[Way, str]]:
    for concept in way.all_of:
        yield Way(all_of=(concept,), polarity=way.polarity), f"it lacks words for this: {meaning(reading, concept)}"
    for concept in way.none_of:
        yield (
            Way(none_of=(concept,)),
            f"{_said(reading, sentence, concept)} makes it something else: {meaning(reading, concept)}",
        )
    if way.section:
        yield Way(section=way.section), f"it stands under no {headings(reading, way.section).removeprefix('a ')}"
    if way.not_section:
        yield Way(not_section=way.not_section), f"it stands under {headings(reading, way.not_section)}"
    if way.apart:
        yield Way(apart=way.apart), f"its paragraph is not about this alone: {meaning(reading, *way.apart)}"
    if way.near:
        said = meaning(reading, *way.near)
        yield Way(near=way.near, within=way.within), f"nothing in the {way.within} says this: {said}"
    if way.not_near:
        where, said = way.not_within, meaning(reading, *way.not_near)
        yield Way(not_near=way.not_near, not_within=where), f"something in the {where} says this: {said}"
    if way.concepts and way.statement:
        asked = ", ".join(f"{key} {' or '.join(wanted)}" for key, wanted in way.statement)
        yield Way(concepts=way.concepts, statement=way.statement), f"it makes no statement with {asked}"
    if way.least > 1:
        yield Way(), f"it takes {way.least} such sentences"


def meaning(reading: Reading, *concepts: str) -> str:
    """What some concepts mean, in plain words."""
    return " or ".join(load_tables().note(reading.lexicon.language, concept) for concept in concepts)


def headings(reading: Reading, concepts: Iterable[str]) -> str:
    """The headings that some concepts mean, in plain words."""
    said = (meaning(reading, concept) for concept in concepts)
    return " or ".join(words if words.startswith("a heading") else f"a heading about {words}" for words in said)


def _said(reading: Reading, sentence: Sentence, concept: str) -> str:
    """The words of a concept in a sentence, quoted."""
    for match in reading.in_sentence(sentence, concept):
        tokens = sentence.tokens
        return repr(sentence.text[tokens[match.start].start : tokens[match.end - 1].end])
    return "something"


def _unlike(way: Way, statement: object) -> Iterator[str]:
    """The fields of a statement that are not as a way asks."""
    for key, wanted in way.statement:
        if not query_holds(((key, wanted),), statement):
            if key == "has":
                empty = [name for name in wanted if not getattr(statement, name)]
                yield f"it names no {' and no '.join(empty)}"
            else:
                value = getattr(statement, key)
                said = value if isinstance(value, str) else ", ".join(value)
                yield f"the {key} is {said or 'not said'}, not {' or '.join(wanted)}"
