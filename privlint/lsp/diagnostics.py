"""Findings as editors show them: under the words that are wrong, with the other places beside."""

from __future__ import annotations

import os
from collections.abc import Callable

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Position,
    Range,
)
from lsprotocol.types import Location as Place
from pygls.uris import from_fs_path

from privlint.lsp.desk import Judged
from privlint.lsp.ranges import Ranges, Units
from privlint.model.findings import Finding, Location, Severity

SOURCE = "privlint"
SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}


def diagnostics(judged: Judged, units: Units) -> dict[str, list[Diagnostic]]:
    """The diagnostics of a policy by absolute path: every document of it, those without any too."""
    found: dict[str, list[Diagnostic]] = {os.path.abspath(file.path): [] for file in judged.task.all_files}
    for path, message in judged.errors:
        found.setdefault(os.path.abspath(path), []).append(_trouble(message))
    if judged.report is not None:
        ranges = {
            source.path: Ranges(source.text, units) for source in (*judged.report.sources, *judged.report.versions)
        }
        for finding in judged.report.findings:
            if not finding.suppressed:
                place = os.path.abspath(finding.location.path)
                found.setdefault(place, []).append(_diagnostic(finding, ranges.__getitem__))
    return found


def uri_of(path: str) -> str:
    """The address of a file."""
    return from_fs_path(os.path.abspath(path)) or path


def _diagnostic(finding: Finding, ranges: Callable[[str], Ranges]) -> Diagnostic:
    help_ = f"\n{finding.help}" if finding.help else ""
    return Diagnostic(
        range=ranges(finding.location.path).range(finding.location.span),
        message=f"{finding.message}{help_}",
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=[_related(side, ranges) for side in finding.related] or None,
        data={"name": finding.name, "fingerprint": finding.fingerprint},
    )


def _related(side: Location, ranges: Callable[[str], Ranges]) -> DiagnosticRelatedInformation:
    said = f"{side.note}: “{side.quote}”" if side.note else f"“{side.quote}”"
    return DiagnosticRelatedInformation(Place(uri_of(side.path), ranges(side.path).range(side.span)), said)


def _trouble(message: str) -> Diagnostic:
    """What could not be done, where the text begins."""
    start = Position(0, 0)
    return Diagnostic(Range(start, start), message, DiagnosticSeverity.Error, source=SOURCE)
