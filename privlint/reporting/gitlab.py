"""GitLab's Code Quality report: the part of Code Climate's format that merge requests show."""

from __future__ import annotations

from typing import Any

from privlint.checks.report import Presentation, Report
from privlint.model.findings import Finding, Severity
from privlint.reporting import printable
from privlint.reporting.places import Places

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report_gitlab(report: Report, _: Presentation) -> str:
    """One entry a finding; suppressed ones are left out."""
    entries = [
        _entry(finding, places)
        for policy in report.policies
        for places in [Places(policy)]
        for finding in policy.findings
        if not finding.suppressed
    ]
    return printable.json(entries)


def _entry(finding: Finding, places: Places) -> dict[str, Any]:
    start, end = places.start(finding.location), places.end(finding.location)
    return {
        "type": "issue",
        "check_name": finding.name,
        "description": f"{finding.code} {finding.message}",
        "content": {"body": finding.help},
        "categories": ["Compatibility"] if finding.code.startswith("DOC") else ["Security"],
        "severity": SEVERITIES[finding.severity],
        "fingerprint": _fingerprint(finding),
        "location": {"path": finding.location.path, "lines": {"begin": start.line, "end": end.line}},
    }


def _fingerprint(finding: Finding) -> str:
    """Of the finding and its file: GitLab shows one finding of a fingerprint, and two files may say the same."""
    from hashlib import sha256

    return sha256(f"{finding.location.path}\0{finding.fingerprint}".encode()).hexdigest()[:32]
