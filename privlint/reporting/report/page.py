"""The page: all that a report tells, in the order in which it is told; the templates only lay it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.checks.report import FileError
from privlint.checks.rule import COMPARING, Rule
from privlint.model.findings import Disclosure
from privlint.reporting.report.citations import citations
from privlint.reporting.report.glance import Glance, glance
from privlint.reporting.report.passages import Group, passages
from privlint.reporting.report.places import Quoter
from privlint.reporting.report.rows import (
    AcceptedRow,
    DisclosureRow,
    FindingRow,
    accepted_rows,
    disclosure_rows,
    finding_rows,
)
from privlint.reporting.report.wording import STATUSES, day
from privlint.reporting.report.yardstick import Yardstick, yardstick
from privlint.workflow.dossier import Dossier, Record
from privlint.workflow.packs import Pack

SEVERITIES = ("error", "warning", "info")


class Article(NamedTuple):
    """The disclosures that one provision asks for."""

    name: str
    rows: tuple[DisclosureRow, ...]


class Text(NamedTuple):
    """The text of one document."""

    path: str
    anchor: str
    language: str
    groups: tuple[Group, ...]


class PolicyPage(NamedTuple):
    """One policy. `statuses` and `severities` count; suppressed findings are counted apart, and stand in `suppressed`."""

    key: str
    name: str
    language: str
    judged: bool
    statuses: dict[str, int]
    severities: dict[str, int]
    glance: Glance
    articles: tuple[Article, ...]
    contradictions: tuple[FindingRow, ...]
    drifts: tuple[FindingRow, ...]
    defects: tuple[FindingRow, ...]
    hygiene: tuple[FindingRow, ...]
    suppressed: tuple[AcceptedRow, ...]
    yardstick: Yardstick
    texts: tuple[Text, ...]


class Page(NamedTuple):
    """The whole report."""

    title: str
    version: str
    as_of: str
    as_of_iso: str
    policies: tuple[PolicyPage, ...]
    packs: tuple[Pack, ...]
    errors: tuple[FileError, ...]
    skipped: tuple[str, ...]


def page(dossier: Dossier) -> Page:
    """The page of a dossier."""
    return Page(
        ", ".join(record.report.name for record in dossier.records) or "no policy",
        dossier.version,
        day(dossier.as_of),
        dossier.as_of.isoformat(),
        tuple(_policy(record, dossier, f"p{number}") for number, record in enumerate(dossier.records, 1)),
        dossier.packs,
        dossier.errors,
        dossier.skipped,
    )


def _policy(record: Record, dossier: Dossier, key: str) -> PolicyPage:
    report = record.report
    rules = {rule.code: rule for rule in (*record.asked, *record.unasked)}
    quoter = Quoter(report, key)
    disclosures = tuple(disclosure_rows(report.disclosures, report.findings, rules, quoter))
    findings = tuple(finding_rows(report.findings, rules, quoter))
    live = [row for row in findings if not row.suppressed]
    cited = citations(disclosures, findings)
    return PolicyPage(
        key,
        report.name,
        report.language,
        all(row.status != "unknown" for row in disclosures),
        {status: sum(row.status == status for row in disclosures) for status in STATUSES},
        {
            severity: sum(f.severity.name.lower() == severity and not f.suppressed for f in report.findings)
            for severity in SEVERITIES
        },
        glance(report.disclosures, disclosures, record.sayings, quoter),
        tuple(_articles(report.disclosures, disclosures)),
        tuple(_of_kind(live, rules, "contradicts")),
        tuple(_of_kind(live, rules, COMPARING)),
        tuple(_of_kind(live, rules, "forbids")),
        tuple(_of_kind(live, rules, "document")),
        tuple(accepted_rows(disclosures, findings)),
        yardstick(record, dossier),
        tuple(
            Text(
                document.source.path,
                quoter.text(document.source.path),
                document.language,
                passages(document, cited.get(document.source.path, ()), quoter),
            )
            for document in (*record.documents, *(each for each in record.versions if each.source.path in cited))
        ),
    )


def _articles(disclosures: Iterable[Disclosure], rows: Iterable[DisclosureRow]) -> Iterator[Article]:
    """The rows by provision, in the order of the first of each."""
    groups: dict[str, list[DisclosureRow]] = {}
    for disclosure, row in zip(disclosures, rows, strict=True):
        groups.setdefault(disclosure.article, []).append(row)
    for name, found in groups.items():
        yield Article(name or "Good practice", tuple(found))


def _of_kind(rows: Iterable[FindingRow], rules: dict[str, Rule], kind: str) -> Iterator[FindingRow]:
    """The findings of rules of a kind, the worst first; of rules about linting and of unknown ones with the document's."""
    for severity in SEVERITIES:
        for row in rows:
            known = rules[row.code].kind if row.code in rules else "document"
            if row.severity == severity and known == kind:
                yield row
