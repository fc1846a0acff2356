"""The last lines of a report: how many findings, verdicts and files."""

from __future__ import annotations

from collections import Counter

from privlint.checks.report import Report

FINDINGS = ("error", "warning", "info")


def summarise(report: Report) -> str:
    """Findings by severity, disclosures by verdict, suppressed findings where there are any, and files skipped."""
    counts = report.summary()
    verdicts = [key for key in counts if key not in (*FINDINGS, "skipped")]
    silenced = sum(1 for policy in report.policies for finding in policy.findings if finding.suppressed)
    lines = [
        "findings: " + ", ".join(f"{counts[key]} {key}" for key in FINDINGS),
        "disclosures: " + ", ".join(f"{counts[key]} {key}" for key in verdicts),
        *([f"suppressed: {silenced}"] if silenced else []),
        *([f"known already: {report.known}"] if report.known else []),
        f"files: {sum(len(policy.sources) for policy in report.policies)} checked, {counts['skipped']} skipped",
    ]
    return "\n".join(lines) + "\n"


def statistics(report: Report) -> str:
    """How often each rule reported, most frequent first."""
    counts = Counter((finding.code, finding.name) for finding in report.findings())
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{count:>5}  {code:<8} {name}\n" for (code, name), count in rows)
