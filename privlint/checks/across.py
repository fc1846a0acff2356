"""Contradictions within one document, and those across the documents of one policy (CON119): each is told by one rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from privlint.checks.rule import Context, Outcome, Policy
from privlint.model.findings import Finding

ACROSS = "documents"  # the guard of the rule whose sides stand in different documents
Check = Callable[[Policy, Context], Outcome]


@dataclass(frozen=True, eq=False, repr=False)
class WithinDocuments:
    """A check of contradictions that leaves those across documents to CON119; `anywhere` is the check that has them all."""

    anywhere: Check

    def __call__(self, policy: Policy, context: Context) -> Outcome:
        """The outcome without the findings across documents."""
        outcome = self.anywhere(policy, context)
        if len(policy.readings) == 1:
            return outcome
        return outcome._replace(findings=tuple(each for each in outcome.findings if not is_across(each)))


def is_across(finding: Finding) -> bool:
    """Whether every other side of a finding stands in another document than the finding itself."""
    return bool(finding.related) and all(side.path != finding.location.path for side in finding.related)
