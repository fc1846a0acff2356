"""Markdown, for a pull request: the matrix of what each policy discloses, then what was found."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.report import PolicyReport, Presentation, Report
from privlint.model.findings import Disclosure, Finding, Location, Severity
from privlint.reporting import printable
from privlint.reporting.places import Places
from privlint.reporting.summary import summarise

MARKS = {"present": "✅", "partial": "🟡", "missing": "❌", "not-applicable": "➖", "unknown": "❔"}
SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}


def report_markdown(report: Report, presentation: Presentation) -> str:
    """The coverage matrix, the findings of each policy, and the summary."""
    report = printable.report(report)
    parts = ["## Privacy policies", *_matrix(report)]
    for policy in report.policies:
        parts += _findings(policy, presentation)
    if report.errors:
        parts += ["### Could not be done", "\n".join(f"- {_code(e.path)}: {_plain(e.message)}" for e in report.errors)]
    if presentation.summary:
        parts.append("\n".join(f"{line}  " for line in summarise(report).splitlines()))
    return "\n\n".join(parts) + "\n"


def _matrix(report: Report) -> Iterator[str]:
    answers = [{disclosure.code: disclosure for disclosure in policy.disclosures} for policy in report.policies]
    asked = [rule for rule in report.rules if any(rule.code in answer for answer in answers)]
    if not asked:
        return
    names = " | ".join(_cell(policy.name) for policy in report.policies)
    head = f"| disclosure | article | {names} |\n|---|---|{'---|' * len(report.policies)}"
    rows = (
        f"| {rule.code} {rule.name} | {_cell(rule.article)} | {' | '.join(_mark(a.get(rule.code)) for a in answers)} |"
        for rule in asked
    )
    yield "\n".join([head, *rows])
    yield " · ".join(f"{mark} {verdict}" for verdict, mark in MARKS.items())


def _mark(disclosure: Disclosure | None) -> str:
    if disclosure is None:
        return ""
    value = ", ".join(map(str, disclosure.value[:3]))
    return f"{MARKS[disclosure.verdict]} {_cell(value)}".rstrip()


def _findings(policy: PolicyReport, presentation: Presentation) -> Iterator[str]:
    shown = [finding for finding in policy.findings if presentation.suppressed or not finding.suppressed]
    if shown:
        places = Places(policy)
        yield f"### {_plain(policy.name)}"
        yield "\n".join(_finding(finding, places) for finding in shown)


def _finding(finding: Finding, places: Places) -> str:
    place = finding.location
    silenced = " (suppressed)" if finding.suppressed else ""
    head = f"- {SIGNS[finding.severity]} {_at(place, places)} **{finding.code} {finding.name}**"
    lines = [f"{head}{silenced}: {_plain(finding.message)}"]
    lines += [f"  > {_plain(place.quote)}"] if place.quote else []
    lines += [
        f"  - {_at(side, places)} {_plain(side.quote)}" + (f" ({side.note})" if side.note else "")
        for side in finding.related
    ]
    return "\n".join(lines)


def _at(place: Location, places: Places) -> str:
    return _code(f"{place.path}:{places.start(place).line}")


def _plain(text: str) -> str:
    """A text without what Markdown would take for markup."""
    single = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{character}" if character in "\\`*_[]#|" else character for character in single)


def _code(text: str) -> str:
    return "`" + text.replace("`", "'") + "`"


def _cell(text: str) -> str:
    return _plain(text)
