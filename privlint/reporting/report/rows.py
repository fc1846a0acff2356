"""The rows of a report: a disclosure with its status and evidence, a finding with its sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.checks.rule import Rule
from privlint.model.findings import Disclosure, Finding, Suppressed, Verdict
from privlint.reporting.report.places import Quote, Quoter
from privlint.reporting.report.wording import basis, day, period, sentence

TELLING = {"legal-basis": basis, "retention-period": period, "effective-date": day}
UNDER = "first under"  # the reason of a missing disclosure that has a section to belong to
NEAREST = "; the nearest is "  # what comes after it names concepts: it is for those who write rules


class DisclosureRow(NamedTuple):
    """One disclosure that is asked: `status` is its verdict, or suppressed; `nearest` are places that come near.

    `belongs` is the heading under which a missing disclosure was looked for first; `help` what to write.
    """

    anchor: str
    code: str
    name: str
    title: str
    article: str
    status: str
    verdict: str
    reason: str
    message: str
    help: str
    values: tuple[str, ...]
    evidence: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    belongs: Quote | None
    suppressed: Suppressed | None


class FindingRow(NamedTuple):
    """One finding: `place` is the words that are wrong, `sides` the places that belong to it, `why` the rule's own reason."""

    anchor: str
    code: str
    name: str
    title: str
    article: str
    severity: str
    message: str
    why: str
    help: str
    place: Quote
    sides: tuple[Quote, ...]
    suppressed: Suppressed | None


class AcceptedRow(NamedTuple):
    """A finding that a comment in the policy accepts; `anchor` is empty where the disclosure's own row has it."""

    anchor: str
    code: str
    name: str
    title: str
    article: str
    what: str
    quotes: tuple[Quote, ...]
    suppressed: Suppressed


def disclosure_rows(
    disclosures: Iterable[Disclosure], findings: Iterable[Finding], rules: dict[str, Rule], quoter: Quoter
) -> Iterator[DisclosureRow]:
    """One row a disclosure, with what its own finding says."""
    told = {finding.code: finding for finding in reversed(tuple(findings))}
    for disclosure in disclosures:
        yield _row(disclosure, told.get(disclosure.code), rules.get(disclosure.code), quoter)


def _row(disclosure: Disclosure, finding: Finding | None, rule: Rule | None, quoter: Quoter) -> DisclosureRow:
    missing = disclosure.verdict is Verdict.MISSING
    suppressed = finding.suppressed if finding else None
    belongs = quoter.quote(finding.location) if finding and missing and UNDER in disclosure.reason else None
    return DisclosureRow(
        f"{quoter.key}-{disclosure.code}",
        disclosure.code,
        disclosure.name,
        title(disclosure.name),
        disclosure.article,
        "suppressed" if suppressed else str(disclosure.verdict),
        str(disclosure.verdict),
        sentence(disclosure.reason.partition(NEAREST)[0]),
        finding.message if finding and missing else "",
        (finding.help if finding else rule.help if rule and disclosure.verdict is Verdict.PARTIAL else ""),
        values(disclosure),
        tuple(quoter.quote(place) for place in disclosure.evidence),
        tuple(quoter.quote(place._replace(note="")) for place in finding.related) if finding and missing else (),
        belongs,
        suppressed,
    )


def finding_rows(findings: Iterable[Finding], rules: dict[str, Rule], quoter: Quoter) -> Iterator[FindingRow]:
    """One row a finding that is not just a disclosure's verdict."""
    for number, finding in enumerate(findings, 1):
        rule = rules.get(finding.code)
        if rule is not None and rule.kind == "requires":
            continue
        yield FindingRow(
            f"{quoter.key}-f{number}",
            finding.code,
            finding.name,
            title(finding.name),
            rule.article if rule else "",
            str(finding.severity),
            finding.message,
            rule.why if rule else "",
            finding.help,
            quoter.quote(finding.location),
            tuple(quoter.quote(place) for place in finding.related),
            finding.suppressed,
        )


def accepted_rows(disclosures: Iterable[DisclosureRow], findings: Iterable[FindingRow]) -> Iterator[AcceptedRow]:
    """What is suppressed, disclosures first."""
    for asked in disclosures:
        if asked.suppressed:
            what = f"{asked.verdict.capitalize()}: {asked.message or asked.reason}"
            yield AcceptedRow("", *_known(asked), what, asked.evidence, asked.suppressed)
    for row in findings:
        if row.suppressed:
            yield AcceptedRow(row.anchor, *_known(row), row.message, (row.place, *row.sides), row.suppressed)


def _known(row: DisclosureRow | FindingRow) -> tuple[str, str, str, str]:
    return row.code, row.name, row.title, row.article


def title(name: str) -> str:
    """The name of a rule as a heading: "Right of access"."""
    words = name.replace("-", " ")
    special = {"dpo contact": "DPO contact", "eu representative": "EU representative"}
    return special.get(words, words[:1].upper() + words[1:])


def values(disclosure: Disclosure) -> tuple[str, ...]:
    """The values of a disclosure in words."""
    tell = TELLING.get(disclosure.name, str)
    return tuple(dict.fromkeys(tell(str(value)) for value in disclosure.value))
