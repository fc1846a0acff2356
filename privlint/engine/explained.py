"""One fact, one finding: a partial disclosure that a more specific finding explains has none of its own."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.model.findings import Finding

MARK = "explained-by:"


def drop_explained(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those whose subject names a rule that reported something itself."""
    findings = list(findings)
    reported = {name for finding in findings for name in (finding.name, finding.code)}
    return [finding for finding in findings if not reported & set(_explaining(finding.subject))]


def _explaining(subject: str) -> list[str]:
    return subject.removeprefix(MARK).replace(",", " ").split() if subject.startswith(MARK) else []
