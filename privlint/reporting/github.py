"""Workflow commands, from which GitHub makes annotations: the worst first, since it shows only some of each kind."""

from __future__ import annotations

from privlint.checks.report import Presentation, Report
from privlint.model.findings import Finding, Severity
from privlint.reporting import printable
from privlint.reporting.places import Places
from privlint.reporting.summary import summarise

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10  # annotations of a kind that the service takes from a step


def report_github(report: Report, presentation: Presentation) -> str:
    """A command a finding, as many of a kind as are shown; the others, and the summary, are lines of the log."""
    report = printable.report(report)
    annotated, logged = [], []
    left = dict.fromkeys(KINDS, SHOWN)
    for finding, places in sorted(_found(report), key=lambda pair: -pair[0].severity):
        if left[finding.severity]:
            left[finding.severity] -= 1
            annotated.append(_command(finding, places))
        else:
            logged.append(_line(finding, places))
    if logged:
        logged.insert(0, f"{len(logged)} more findings; GitHub shows {SHOWN} annotations of a kind:\n")
    errors = [f"::error file={_property(error.path)}::{_data(error.message)}\n" for error in report.errors]
    return "".join([*errors, *annotated, *logged]) + (summarise(report) if presentation.summary else "")


def _found(report: Report) -> list[tuple[Finding, Places]]:
    return [
        (finding, places)
        for policy in report.policies
        for places in [Places(policy)]
        for finding in policy.findings
        if not finding.suppressed
    ]


def _command(finding: Finding, places: Places) -> str:
    start, end = places.start(finding.location), places.end(finding.location)
    keys = {"file": finding.location.path, "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:  # columns are taken within one line alone
        keys |= {"col": str(start.column), "endColumn": str(end.column)}
    keys["title"] = f"{finding.code} {finding.name}"
    told = ",".join(f"{key}={_property(value)}" for key, value in keys.items())
    message = "\n".join([finding.message, *(_side(finding, places)), *([finding.help] if finding.help else [])])
    return f"::{KINDS[finding.severity]} {told}::{_data(message)}\n"


def _side(finding: Finding, places: Places) -> list[str]:
    return [f"{side.path}:{places.start(side).line}: {side.quote}" for side in finding.related]


def _line(finding: Finding, places: Places) -> str:
    start = places.start(finding.location)
    where = f"{finding.location.path}:{start.line}:{start.column}"
    return f"{where}: {finding.code} {finding.name} {finding.message}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
