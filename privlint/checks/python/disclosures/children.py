"""The age of children in a policy: whether it is told, and whether Art. 8(1) allows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from privlint.checks.python.disclosures.verdicts import missing, not_applicable, partial, place, present
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import shorten
from privlint.model.findings import Finding, Location

if TYPE_CHECKING:
    from datetime import date

    from privlint.checks.loader import RuleData
    from privlint.language.reading import Match, Reading

_MOST_RELATED = 5


class Threshold(NamedTuple):
    """An age that a policy draws: `framed` when the sentence says what follows from it."""

    reading: Reading
    match: Match
    age: int
    framed: bool


def threshold(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """Present with an age, which is the value; partial where children are kept out with no age."""
    drawn = sorted(thresholds(policy), key=lambda found: not found.framed)
    if drawn:
        ages = tuple(dict.fromkeys(found.age for found in drawn))
        said = " and ".join(map(str, ages))
        return present(
            data,
            (place(found.reading, found.match.sentence) for found in drawn),
            f"the policy draws the line at {said}",
            ages,
        )
    vague = [place(reading, match.sentence) for reading in policy.readings for match in _without_age(reading)]
    if vague:
        return partial(data, vague, "it speaks of children, but names no age")
    if context.profile.children == "out-of-scope":
        return not_applicable(data, "the organisation profile says children = 'out-of-scope'")
    return missing(data, policy)


def below_minimum(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """One finding for an age below what Art. 8(1), or a member state of the profile, allows."""
    least, source = _least(context)
    low = [found for found in thresholds(policy) if found.framed and found.age < least]
    low = [found for found in low if not _raised(found, policy, least)]
    if not low:
        return Outcome()
    message = data["message"].format(age=low[0].age, least=least, source=source)
    related = tuple(_words(found, f"also here: {found.age}") for found in low[1 : _MOST_RELATED + 1])
    return Outcome(
        findings=(Finding(data["code"], data["name"], data.severity, message, data["help"], _words(low[0]), related),)
    )


def thresholds(policy: Policy) -> list[Threshold]:
    """Every age that a policy draws between children and others, in document order; one a sentence and age."""
    found = [each for reading in policy.readings for each in _thresholds(reading)]
    unique: dict[tuple[str, int, int], Threshold] = {}
    for each in found:
        unique.setdefault((each.reading.document.source.path, each.match.sentence.index, each.age), each)
    return list(unique.values())


def _thresholds(reading: Reading) -> Iterator[Threshold]:
    for match in reading.matches("child-threshold"):
        sentence = match.sentence
        asked = sentence.question and not reading.in_sentence(sentence, "child-question")
        if asked or sentence.kind == "heading" or reading.in_sentence(sentence, "child-aside"):
            continue
        framed = bool(reading.in_sentence(sentence, "child-practice"))
        for age in reading.in_sentence(sentence, "<age>"):
            if match.start <= age.start and age.end <= match.end:
                yield Threshold(reading, match, int(age.values[0]), framed)


def _without_age(reading: Reading) -> Iterator[Match]:
    for match in reading.matches("children-without-age"):
        if match.sentence.kind != "heading" and not match.sentence.question and not match.denied:
            yield match


def _least(context: Context) -> tuple[int, str]:
    """The lowest age that is allowed on the day asked for, and the provision that says so."""
    from privlint.language.compiled import load_tables

    table = load_tables().law("gdpr/ages")
    highest: tuple[int, str] = (int(table["lowest"]), "Art. 8(1) GDPR")
    for state in context.profile.member_states:
        age, provision = age_of_consent(table, state, context.as_of)
        if age > highest[0]:
            highest = (age, provision)
    return highest


def age_of_consent(table: dict[str, Any], state: str, day: date) -> tuple[int, str]:
    """The age of Art. 8(1) in a state on a day, and its provision; the default of the Regulation where there is none."""
    rows = [row for row in table["state"] if row["country"] == state and row["from"] <= day]
    if rows:
        newest = max(rows, key=lambda row: row["from"])
        return int(newest["age"]), f"{newest['provision']} ({state})"
    known = state in table["eea"]
    return (int(table["default"]), f"Art. 8(1) GDPR ({state})") if known else (int(table["lowest"]), "Art. 8(1) GDPR")


def _raised(low: Threshold, policy: Policy, least: int) -> bool:
    """Whether the same sentence, or one about readers in the Union, draws a line that is high enough."""
    for other in thresholds(policy):
        same = other.reading is low.reading and other.match.sentence is low.match.sentence
        if other.age >= least and (same or other.reading.in_sentence(other.match.sentence, "eu-scope")):
            return True
    return False


def _words(found: Threshold, note: str = "") -> Location:
    sentence, match = found.match.sentence, found.match
    first, last = max(match.start, sentence.own), match.end - 1
    quote = sentence.text[sentence.tokens[first].start : sentence.tokens[last].end]
    return Location(found.reading.document.source.path, match.span, shorten(quote), note)
