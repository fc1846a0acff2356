"""Which rows of a report quote which places: the way back from the policy's text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from privlint.model.text import Span
from privlint.reporting.report.passages import Citation, Cited
from privlint.reporting.report.places import Quote
from privlint.reporting.report.rows import DisclosureRow, FindingRow

KINDS = (
    "error",
    "warning",
    "info",
    "missing",
    "partial",
    "present",
    "suppressed",
)  # what a place is marked as, first first


def citations(disclosures: Iterable[DisclosureRow], findings: Iterable[FindingRow]) -> dict[str, tuple[Cited, ...]]:
    """The quoted places of each file, each with the rows that quote it, the worst first."""
    places: dict[tuple[str, str, Span], list[Citation]] = defaultdict(list)
    for row in disclosures:
        kind = row.status if row.status in KINDS else "present"
        quotes = (*row.evidence, *row.nearest, *((row.belongs,) if row.belongs else ()))
        _cite(places, quotes, Citation(row.anchor, f"{row.code} {row.name}", kind))
    for finding in findings:
        kind = "suppressed" if finding.suppressed else finding.severity
        _cite(places, (finding.place, *finding.sides), Citation(finding.anchor, f"{finding.code} {finding.name}", kind))
    made: dict[str, list[Cited]] = defaultdict(list)
    for (path, anchor, span), found in places.items():
        ordered = sorted(dict.fromkeys(found), key=lambda citation: KINDS.index(citation.kind))
        made[path].append(Cited(span, anchor, tuple(ordered)))
    return {path: tuple(cited) for path, cited in made.items()}


def _cite(places: dict[tuple[str, str, Span], list[Citation]], quotes: Iterable[Quote], citation: Citation) -> None:
    for quote in quotes:
        places[quote.path, quote.anchor, quote.span].append(citation)
