"""One language version of a policy: what it discloses, and where its clauses stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from privlint.checks.requires import Requirement
from privlint.checks.rule import Context, Outcome, Policy, Rule
from privlint.checks.ways import Place, Way, find, in_force, shorten
from privlint.model.errors import UnknownConcept
from privlint.model.findings import Disclosure, Location, Verdict
from privlint.model.text import Span
from privlint.model.tree import Block

if TYPE_CHECKING:
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

MADE = (Verdict.PRESENT, Verdict.PARTIAL)
LACKING = (Verdict.MISSING, Verdict.NOT_APPLICABLE)

Clause = tuple[object, ...]  # what tells a paragraph, list item or row of a table from all others


class Version:
    """A version: `rules` are those that each of its languages can answer, by name, `outcomes` what they answer."""

    def __init__(self, policy: Policy, context: Context, rules: Iterable[Rule]) -> None:
        self.policy = policy
        self.language = policy.readings[0].document.language
        self.rules: dict[str, Rule] = {}
        self.outcomes: dict[str, Outcome] = {}
        self._context = context
        for rule in rules:
            outcome = self._ask(rule)
            if outcome is not None and outcome.disclosure is not None:
                self.rules[rule.name] = rule
                self.outcomes[rule.name] = outcome

    def _ask(self, rule: Rule) -> Outcome | None:
        """What a rule answers; None where a language lacks what it asks for."""
        if any(rule.concepts - reading.lexicon.concepts for reading in self.policy.readings):
            return None
        try:
            return rule.check(self.policy, self._context)
        except UnknownConcept:
            return None

    def disclosure(self, name: str) -> Disclosure | None:
        """The verdict of a rule; None where the version cannot be asked."""
        outcome = self.outcomes.get(name)
        return outcome.disclosure if outcome else None

    def makes(self, name: str) -> bool:
        """Whether it makes a disclosure, in full or in part."""
        disclosure = self.disclosure(name)
        return disclosure is not None and disclosure.verdict in MADE and bool(disclosure.evidence)

    def lacks(self, name: str) -> bool:
        """Whether it was asked for a disclosure, and does not make it."""
        disclosure = self.disclosure(name)
        return disclosure is not None and disclosure.verdict in LACKING

    def home(self, name: str) -> Location:
        """Where a disclosure is, or belongs: the words of it, else what its finding stands on, else the title."""
        outcome = self.outcomes.get(name)
        if outcome and outcome.disclosure and outcome.disclosure.evidence:
            return outcome.disclosure.evidence[0]
        if outcome and outcome.findings:
            return outcome.findings[0].location._replace(note="")
        return self.title

    def nearest(self, name: str) -> tuple[Location, ...]:
        """What comes nearest to a disclosure that is missing."""
        outcome = self.outcomes.get(name)
        return outcome.findings[0].related if outcome and outcome.findings and self.lacks(name) else ()

    def places(self, name: str) -> list[tuple[Way, Place]]:
        """Where a disclosure is said, by the ways of its rule file; none for a rule that is written in Python."""
        check, said = self.rules[name].check if name in self.rules else None, self.disclosure(name)
        if not isinstance(check, Requirement) or said is None:
            return []
        ways = check.present if said.verdict is Verdict.PRESENT else (*check.present, *check.partial)
        ways = in_force(ways, self._context.as_of)
        return [(way, place) for way in ways for place in find(way, self.policy) if not place.foreign]

    def matches(self, *concepts: str) -> Iterator[tuple[Reading, Match]]:
        """Where some concepts stand, whatever is said of them; those that a language lacks stand nowhere in it."""
        for reading in self.policy.readings:
            known = [concept for concept in concepts if concept[0] == "<" or concept in reading.lexicon.concepts]
            yield from ((reading, match) for match in (reading.matches(*known) if known else ()))

    def knows(self, concept: str, value: str | int) -> bool:
        """Whether the lexicons have words for a value of a concept; a token class has every value."""
        if concept[0] == "<":
            return True
        lexicons = (reading.lexicon for reading in self.policy.readings)
        return all((concept, value) in lexicon.values.values() for lexicon in lexicons)

    @cached_property
    def title(self) -> Location:
        """Where it begins for its reader."""
        reading = self.policy.readings[0]
        for sentence in reading.sentences:
            return place_of(reading, sentence)
        return Location(reading.document.source.path, Span(0, 0), "")

    @cached_property
    def text(self) -> str:
        """The raw text of its documents, case away."""
        return "\n".join(reading.document.source.text for reading in self.policy.readings).casefold()

    @cached_property
    def digits(self) -> str:
        """The digits of its documents, whatever stands between them."""
        return "".join(letter for letter in self.text if letter.isdigit())

    def sentence(self, location: Location) -> Sentence | None:
        """The sentence that a location quotes."""
        for reading in self.policy.readings:
            if reading.document.source.path == location.path:
                for sentence in reading.sentences:
                    if sentence.span.start <= location.span.start < sentence.span.end:
                        return sentence
        return None

    def evidence_but(self, name: str) -> set[int]:
        """The identities of the sentences that make other disclosures."""
        others = (outcome.disclosure for other, outcome in self.outcomes.items() if other != name)
        places = (place for disclosure in others if disclosure for place in disclosure.evidence)
        return {id(sentence) for place in places if (sentence := self.sentence(place))}

    def clauses(self, name: str) -> Iterator[tuple[Clause, Clause]]:
        """The clauses, and the sections, in which the evidence of a disclosure stands."""
        disclosure = self.disclosure(name)
        for location in disclosure.evidence if disclosure else ():
            sentence = self.sentence(location)
            if sentence is not None:
                yield clause_of(location.path, sentence), section_of(location.path, sentence)


def place_of(reading: Reading, sentence: Sentence, note: str = "") -> Location:
    """A sentence as a place."""
    return Location(reading.document.source.path, sentence.span, shorten(sentence.quote), note)


def clause_of(path: str, sentence: Sentence) -> Clause:
    """The paragraph, list item, or row of a table that a sentence stands in."""
    block = sentence.block
    if isinstance(block, Block) and block.row >= 0:
        return path, block.table, block.row
    return path, block.span


def section_of(path: str, sentence: Sentence) -> Clause:
    """The section that a sentence stands in."""
    return path, sentence.path[-1].span
