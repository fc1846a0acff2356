"""The rules about linting itself: the engine reports them, so there is nothing to ask of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.rule import Context, Outcome, Policy

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData


def check(_rule: RuleData, _policy: Policy, _context: Context) -> Outcome:
    """Nothing, ever."""
    return Outcome()
