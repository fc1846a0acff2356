"""Verdicts of disclosures that a check written in Python has found: the same shape as `requires` gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from privlint.checks.requires import nothing_says_it, partial_finding
from privlint.checks.rule import Outcome, Policy
from privlint.checks.ways import names, shorten
from privlint.model.findings import Disclosure, Finding, Location, Verdict
from privlint.model.text import Span

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_MOST_EVIDENCE = 5


def place(reading: Reading, sentence: Sentence) -> Location:
    """A sentence as evidence; a heading is shown with the first sentence of its text when that is all it says."""
    return Location(reading.document.source.path, sentence.span, shorten(sentence.quote))


def present(data: RuleData, evidence: Iterable[Location], reason: str, value: tuple[str | int, ...] = ()) -> Outcome:
    """The disclosure is made."""
    return Outcome(_disclosure(data, Verdict.PRESENT, reason, value, evidence))


def partial(
    data: RuleData, evidence: Iterable[Location], short: str, value: tuple[str | int, ...] = (), explained_by: str = ""
) -> Outcome:
    """The disclosure falls short of the article: `short` says how; a finding of `explained_by` replaces this one."""
    disclosure = _disclosure(data, Verdict.PARTIAL, short, value, evidence)
    finding = partial_finding(disclosure, data.severity, data["help"], short, explained_by)
    return Outcome(disclosure, (finding,))


def not_applicable(data: RuleData, reason: str) -> Outcome:
    """The disclosure is not owed here."""
    return Outcome(_disclosure(data, Verdict.NOT_APPLICABLE, reason, (), ()))


def missing(data: RuleData, policy: Policy) -> Outcome:
    """The disclosure is not made: the finding stands on the section where it belongs, else on the title."""
    home, where = _home(data, policy)
    reason = nothing_says_it(policy, where)
    finding = Finding(data["code"], data["name"], data.severity, data["message"], data["help"], home, subject="absence")
    return Outcome(_disclosure(data, Verdict.MISSING, reason, (), ()), (finding,))


def _disclosure(
    data: RuleData, verdict: Verdict, reason: str, value: tuple[str | int, ...], evidence: Iterable[Location]
) -> Disclosure:
    article = data["law"][0]["article"] if data.get("law") else ""
    pieces: dict[tuple[str, int], Location] = {}
    for location in evidence:
        pieces.setdefault((location.path, location.span.start), location)
    return Disclosure(
        data["code"], data["name"], article, verdict, reason, value, tuple(pieces.values())[:_MOST_EVIDENCE]
    )


def _home(data: RuleData, policy: Policy) -> tuple[Location, str]:
    for concept in names(data.get("home")):
        for reading in policy.readings:
            for match in reading.matches(concept):
                if match.sentence.kind == "heading" and match.sentence.index:
                    return place(reading, match.sentence), match.sentence.quote
    reading = policy.readings[0]
    if reading.sentences:
        return place(reading, reading.sentences[0]), ""
    return Location(reading.document.source.path, Span(0, 0), ""), ""
