"""JSON, for programs: a shape that stays as it is."""

from __future__ import annotations

from typing import Any

from privlint.checks.report import PolicyReport, Presentation, Report
from privlint.model.findings import Disclosure, Finding, Location, Suppressed
from privlint.model.positions import Position
from privlint.reporting import printable
from privlint.reporting.places import Places


def report_json(report: Report, _: Presentation | None = None) -> str:
    """The whole report: evidence always, suppressed findings too, each with who silenced it."""
    return printable.json(as_data(report))


def as_data(report: Report) -> dict[str, Any]:
    """The report in lists and dictionaries."""
    return {
        "version": 1,
        "privlint": report.version,
        "as_of": report.as_of.isoformat(),
        "policies": [_policy(policy) for policy in report.policies],
        "errors": [{"path": error.path, "message": error.message} for error in report.errors],
        "summary": report.summary(),
    }


def _policy(policy: PolicyReport) -> dict[str, Any]:
    places = Places(policy)
    return {
        "name": policy.name,
        "files": [source.path for source in policy.sources],
        "language": policy.language,
        "disclosures": [_disclosure(disclosure, places) for disclosure in policy.disclosures],
        "findings": [_finding(finding, places) for finding in policy.findings],
    }


def _disclosure(disclosure: Disclosure, places: Places) -> dict[str, Any]:
    return {
        "code": disclosure.code,
        "name": disclosure.name,
        "article": disclosure.article,
        "verdict": str(disclosure.verdict),
        "reason": disclosure.reason,
        "value": list(disclosure.value),
        "evidence": [location_data(location, places) for location in disclosure.evidence],
    }


def _finding(finding: Finding, places: Places) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "help": finding.help,
        **location_data(finding.location, places),
        "related": [{**location_data(side, places), "note": side.note} for side in finding.related],
        "suppressed": _suppressed(finding.suppressed) if finding.suppressed else None,
        "fingerprint": finding.fingerprint,
    }


def location_data(location: Location, places: Places) -> dict[str, Any]:
    """A location as programs see it."""
    start, end = places.start(location), places.end(location)
    return {
        "path": location.path,
        "start": position_data(start),
        "end": position_data(end),
        "quote": location.quote,
    }


def position_data(position: Position) -> dict[str, int]:
    """A position as programs see it."""
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _suppressed(suppressed: Suppressed) -> dict[str, Any]:
    return {
        "reason": suppressed.reason,
        "owner": suppressed.owner,
        "until": suppressed.until,
        "path": suppressed.path,
        "line": suppressed.line,
    }
