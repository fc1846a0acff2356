"""One line a finding, for editors and grep."""

from __future__ import annotations

from privlint.checks.report import Presentation, Report
from privlint.reporting import printable
from privlint.reporting.places import Places
from privlint.reporting.summary import statistics, summarise


def report_concise(report: Report, presentation: Presentation) -> str:
    """`path:line:column: CODE name message`, then evidence where it is asked for, then the summary."""
    if presentation.statistics:
        return statistics(report)
    report = printable.report(report)
    lines = []
    for policy in report.policies:
        places = Places(policy)
        for finding in policy.findings:
            if presentation.suppressed or not finding.suppressed:
                start = places.start(finding.location)
                where = f"{finding.location.path}:{start.line}:{start.column}"
                lines.append(f"{where}: {finding.code} {finding.name} {finding.message}\n")
        if presentation.evidence:
            lines += [f"{policy.name}: {d.code} {d.name} {d.verdict}: {d.reason}\n" for d in policy.disclosures]
    return "".join(lines) + (summarise(report) if presentation.summary else "")
