"""CON119: a contradiction of any kind whose sides stand in different documents of one policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from privlint.checks.across import WithinDocuments, is_across
from privlint.checks.rule import Context, Outcome, Policy
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData


def contradiction(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """What the other contradiction rules find across documents, under this rule's code, with the severity of its kind."""
    if len(policy.readings) == 1:
        return Outcome()
    found = sorted(_across(policy, context), key=lambda each: (each.location.path, each.location.span, each.code))
    return Outcome(findings=tuple(_renamed(data, each) for each in found))


def _across(policy: Policy, context: Context) -> Iterator[Finding]:
    from privlint.checks.loader import load_rules

    for rule in load_rules():
        if isinstance(rule.check, WithinDocuments) and rule.kind == "contradicts":
            yield from filter(is_across, rule.check.anywhere(policy, context).findings)


def _renamed(data: RuleData, finding: Finding) -> Finding:
    message = f"{data['message']} {finding.message}"
    return finding._replace(code=data["code"], name=data["name"], message=message)
