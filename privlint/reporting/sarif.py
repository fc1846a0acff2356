"""SARIF 2.1.0, for code scanning: rules with their help, findings with full regions, fingerprints and other sides."""

from __future__ import annotations

from typing import Any

from privlint.checks.report import Presentation, Report
from privlint.checks.rule import Rule
from privlint.model.findings import Finding, Location, Severity
from privlint.reporting import printable
from privlint.reporting.places import Places

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
FINGERPRINT = "privlint/v1"


def report_sarif(report: Report, presentation: Presentation) -> str:
    """One run; suppressed findings only where they are asked for."""
    made = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, presentation)]}
    return printable.json(made)


def _run(report: Report, presentation: Presentation) -> dict[str, Any]:
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    driver = {"name": "privlint", "version": report.version, "rules": [_rule(rule) for rule in report.rules]}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [
            _result(finding, Places(policy), index)
            for policy in report.policies
            for finding in policy.findings
            if presentation.suppressed or not finding.suppressed
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    from privlint.reporting.rules import rule_page

    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.help or rule.why, "markdown": rule_page(rule, ())},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": ["privacy", rule.kind], "articles": [law.article for law in rule.law]},
    }


def _invocation(report: Report) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": error.message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(error.path)}}}],
        }
        for error in report.errors
    ]
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": notes}


def _result(finding: Finding, places: Places, index: dict[str, int]) -> dict[str, Any]:
    text = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    made: dict[str, Any] = {
        "ruleId": finding.code,
        **({"ruleIndex": index[finding.code]} if finding.code in index else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [_location(finding.location, places)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.related:
        made["relatedLocations"] = [
            {"id": number, **_location(side, places), "message": {"text": side.note or side.quote}}
            for number, side in enumerate(finding.related, 1)
        ]
    if finding.suppressed:
        reason = finding.suppressed.reason or "no reason given"
        made["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return made


def _location(location: Location, places: Places) -> dict[str, Any]:
    start, end = places.start(location), places.end(location)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
        "snippet": {"text": places.raw(location)},
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(location.path)}, "region": region}}


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)
