"""Findings that are known already, so that only new ones count: those of a baseline, or of another revision."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from privlint.checks.report import PolicyReport, Report
from privlint.model.findings import Finding, Severity

Known = Mapping[tuple[str, str], Severity]  # by policy and fingerprint: how bad the finding was


def known_of(policies: Iterable[PolicyReport]) -> dict[tuple[str, str], Severity]:
    """The findings of some policies that no suppression silences."""
    return {
        (policy.name, finding.fingerprint): finding.severity
        for policy in policies
        for finding in policy.findings
        if not finding.suppressed
    }


def without_known(report: Report, known: Known, files: Container[str] | None = None) -> Report:
    """The report without the findings that are known; one that has become worse is new.

    `files` are the first files of the policies that the knowledge is about; None: of all.
    """

    def is_new(policy: PolicyReport, finding: Finding) -> bool:
        if files is not None and policy.sources[0].path not in files:
            return True
        before = known.get((policy.name, finding.fingerprint))
        return finding.suppressed is not None or before is None or finding.severity > before

    kept = tuple(
        policy._replace(findings=tuple(finding for finding in policy.findings if is_new(policy, finding)))
        for policy in report.policies
    )
    left_out = sum(len(policy.findings) for policy in report.policies) - sum(len(policy.findings) for policy in kept)
    return report._replace(policies=kept, known=report.known + left_out)
