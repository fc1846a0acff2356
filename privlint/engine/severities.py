"""Rules in other severities than their own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from privlint.checks.rule import Context, Outcome, Policy, Rule
from privlint.engine.selection import matches
from privlint.model.findings import Severity


def graded(rule: Rule, severities: Iterable[tuple[str, str]]) -> Rule:
    """The rule in the severity that the most exact of some words (codes, prefixes, names) gives it."""
    fitting = [(len(word), severity) for word, severity in severities if matches(rule, word)]
    if not fitting:
        return rule
    severity = Severity[max(fitting)[1].upper()]  # a name is longer than any code
    return rule._replace(severity=severity, check=partial(_regraded, rule, severity))


def _regraded(rule: Rule, severity: Severity, policy: Policy, context: Context) -> Outcome:
    """What the rule says; a finding that it has as milder stays as much milder."""
    outcome = rule.check(policy, context)
    findings = tuple(
        finding._replace(severity=Severity(max(Severity.INFO, severity - (rule.severity - finding.severity))))
        for finding in outcome.findings
    )
    return outcome._replace(findings=findings)
