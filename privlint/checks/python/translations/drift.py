"""TRN101 and TRN102: what one language version of a policy discloses, and another lacks or states differently.

Versions are compared by verdicts and by values that are the same in every language, never by their words. Where a language cannot
answer a rule, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.python.translations.facts import Fact, contacts, has_words, is_stated, names, stated
from privlint.checks.python.translations.versions import Clause, Version
from privlint.checks.rule import Context, Outcome, Policy, Rule
from privlint.model.findings import Finding, Location, Severity, Verdict

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData

Group = list[str]


class Loss(NamedTuple):
    """Disclosures that one sentence of a version makes, and that another version lacks, or makes in part only."""

    having: Version
    lacking: Version
    names: Group
    is_partial: bool


def disclosures(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """One finding for each sentence that makes a disclosure which another version lacks."""
    by_the_way = frozenset(data["options"]["by-the-way"])
    found = (loss for one, other in _pairs(policy, context) for loss in _losses(one, other, by_the_way))
    return Outcome(findings=tuple(_lost(data, loss) for loss in found))


def values(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """One finding for each value that two versions state differently, or that a sentence of one alone states."""
    findings: list[Finding] = []
    for one, other in _pairs(policy, context):
        told = [*_gone(one, other), *_gone(other, one)]
        mine = [fact for fact in _alone(data, one, other) if not _is_told(fact, told)]
        theirs = [fact for fact in _alone(data, other, one) if not _is_told(fact, told)]
        changed = list(_changed(mine, theirs))
        findings += (_differing(data, one, other, *pair) for pair in changed)
        paired = {id(fact) for pair in changed for fact in pair}
        for having, lacking, facts in ((one, other, mine), (other, one, theirs)):
            left = [fact for fact in facts if id(fact) not in paired]
            findings += (_dropped(data, having, lacking, group) for group in _by_clause(left))
    return Outcome(findings=tuple(findings))


def _pairs(policy: Policy, context: Context) -> Iterator[tuple[Version, Version]]:
    """The policy with each of its translations."""
    if not policy.translations:
        return
    original, *others = policy.readings[0].note((_pairs, context), lambda: _versions(policy, context))
    yield from ((original, other) for other in others)


def _versions(policy: Policy, context: Context) -> list[Version]:
    rules = tuple(_asking())
    return [Version(each, context, rules) for each in (policy, *policy.translations)]


def _asking() -> Iterator[Rule]:
    from privlint.checks.loader import load_rules

    return (rule for rule in load_rules() if rule.kind == "requires")


def _losses(one: Version, other: Version, by_the_way: frozenset[str]) -> Iterator[Loss]:
    for is_partial, find in ((False, _lacks), (True, _falls_short)):
        for having, lacking in ((one, other), (other, one)):
            lost = [name for name in find(having, lacking) if not _is_aside(name, having, lacking, by_the_way)]
            yield from (Loss(having, lacking, group, is_partial) for group in _groups(having, lost))


def _is_aside(name: str, having: Version, lacking: Version, by_the_way: frozenset[str]) -> bool:
    """Whether a sentence makes a disclosure by the way, and what it is about is said in the other version too."""
    if name not in by_the_way:
        return False
    sentence = having.sentence(having.home(name))
    others = [other for other in having.outcomes if other not in by_the_way and having.makes(other)]
    return any(lacking.makes(other) and sentence is having.sentence(having.home(other)) for other in others)


def _lacks(having: Version, lacking: Version) -> list[str]:
    return [name for name in having.outcomes if having.makes(name) and lacking.lacks(name)]


def _falls_short(having: Version, lacking: Version) -> list[str]:
    """The disclosures that a version makes in full, and another in part."""

    def verdict(version: Version, name: str) -> Verdict | None:
        disclosure = version.disclosure(name)
        return disclosure.verdict if disclosure and disclosure.evidence else None

    return [
        name
        for name in having.outcomes
        if verdict(having, name) is Verdict.PRESENT and verdict(lacking, name) is Verdict.PARTIAL
    ]


def _groups(version: Version, lost: Iterable[str]) -> list[Group]:
    """Disclosures by the sentence that makes them best."""
    groups: dict[Location, Group] = {}
    for name in lost:
        groups.setdefault(version.home(name)._replace(note=""), []).append(name)
    return list(groups.values())


def _lost(data: RuleData, loss: Loss) -> Finding:
    having, lacking, names_, is_partial = loss
    first = names_[0]
    listed = ", ".join(f"{name} ({having.rules[name].article})" for name in names_)
    template = data["options"]["partial" if is_partial else "lacking"]
    message = template.format(lacking=lacking.language, having=having.language, names=listed)
    is_mild = is_partial and not _values(having, first) - _values(lacking, first)
    severity = min(data.severity, Severity.WARNING) if is_mild else data.severity
    there = having.home(first)._replace(note=data["options"]["there"].format(having=having.language))
    sides = (there, *lacking.nearest(first))
    return Finding(data["code"], data["name"], severity, message, data["help"], lacking.home(first), sides)


def _values(version: Version, name: str) -> set[str | int]:
    disclosure = version.disclosure(name)
    return set(disclosure.value) if disclosure else set()


def _gone(having: Version, lacking: Version) -> Iterator[tuple[Clause, Clause]]:
    """The clauses and sections of disclosures that another version lacks: they are told already."""
    short = (islice(having.clauses(name), 1) for name in _falls_short(having, lacking))
    return chain(*(having.clauses(name) for name in _lacks(having, lacking)), *short)


def _is_told(fact: Fact, told: list[tuple[Clause, Clause]]) -> bool:
    return any(fact.clause == clause or (fact.is_contact and fact.section == section) for clause, section in told)


def _alone(data: RuleData, one: Version, other: Version) -> Iterator[Fact]:
    """What one version states and the other does not, though it makes the same disclosure."""
    options = data["options"]
    for name, concepts in options["compared"].items():
        if one.makes(name) and other.makes(name):
            listed = tuple(concepts)
            open_ended = name in options["open"] and any(not place.values for _, place in other.places(name))
            for fact in () if open_ended else stated(one, name, listed):
                if not is_stated(other, fact, name, listed):
                    yield fact
    for name, said in options["named"].items():
        if one.makes(name) and other.makes(name):
            facts = names(one, name, tuple(said["after"]), tuple(said["known"]))
            yield from (fact for fact in facts if not has_words(other, fact))
    facts = contacts(one, options["contact"], tuple(options["contacts"]))
    yield from (fact for fact in facts if not has_words(other, fact))


def _changed(mine: list[Fact], theirs: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """What stands in the place of what: of one subject, where both versions have as many values alone."""
    for subject in dict.fromkeys((fact.subject, fact.is_contact) for fact in mine):
        sides = [[fact for fact in facts if (fact.subject, fact.is_contact) == subject] for facts in (mine, theirs)]
        if len(sides[0]) == len(sides[1]):
            yield from zip(*sides, strict=True)


def _by_clause(facts: Iterable[Fact]) -> list[list[Fact]]:
    groups: dict[Clause, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.clause, []).append(fact)
    return list(groups.values())


def _differing(data: RuleData, original: Version, other: Version, mine: Fact, theirs: Fact) -> Finding:
    message = data["options"]["differing"].format(
        subject=mine.subject,
        original=original.language,
        other=other.language,
        mine=mine.value,
        theirs=theirs.value,
    )
    note = data["options"]["there"].format(having=original.language)
    side = mine.place._replace(note=note)
    return Finding(data["code"], data["name"], data.severity, message, data["help"], theirs.place, (side,))


def _dropped(data: RuleData, having: Version, lacking: Version, facts: list[Fact]) -> Finding:
    listed = ", ".join(f"{fact.subject} {fact.value}" for fact in facts)
    message = data["options"]["lacking"].format(lacking=lacking.language, having=having.language, values=listed)
    side = facts[0].place._replace(note=data["options"]["there"].format(having=having.language))
    where = lacking.home(facts[0].subject)
    return Finding(data["code"], data["name"], data.severity, message, data["help"], where, (side,))
