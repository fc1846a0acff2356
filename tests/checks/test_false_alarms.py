"""The twelve causes of false contradictions: each is silent, and what it is mistaken for is found."""

from __future__ import annotations

from datetime import date

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.rule import Context, Policy
from tests.language.understanding import understand

RULES = {rule.code: rule for rule in load_rules()}
DENIAL = "We never share your personal data with third parties."
PRACTICE = "We share your e-mail address with our marketing partners."

# cause, rule, what is silent, what is found
CAUSES = [
    ("selling is not sharing", "CON101", ("We never sell your personal data.", PRACTICE), (DENIAL, PRACTICE)),
    (
        "bound to a purpose",
        "CON101",
        (
            "We do not share your data with third parties for their own marketing.",
            "We share your name with our resellers.",
        ),
        ("We do not share your data with third parties.", "We share your name with our resellers."),
    ),
    (
        "an exception that covers",
        "CON101",
        ("We never share your personal data with third parties except as described in this policy.", PRACTICE),
        (DENIAL, PRACTICE),
    ),
    (
        "data that are not personal",
        "CON101",
        (DENIAL, "We share aggregated statistics with our marketing partners."),
        (DENIAL, "We share your interests with our marketing partners."),
    ),
    (
        "another actor",
        "CON101",
        (DENIAL, "You may share your e-mail address with marketing partners."),
        (DENIAL, "We may share your e-mail address with marketing partners."),
    ),
    (
        "the flow is inbound",
        "CON101",
        (DENIAL, "Marketing partners share your e-mail address with us."),
        (DENIAL, "Marketing partners receive your e-mail address."),
    ),
    (
        "scope",
        "CON101",
        ("We never share the personal data of children with third parties.", PRACTICE),
        (DENIAL, PRACTICE),
    ),
    (
        "contrast within a sentence",
        "CON101",
        ("We may share your data with partners, but we never sell it.", "We keep your data safe."),
        ("We may store your data but never share it with third parties.", PRACTICE),
    ),
    (
        "a question",
        "CON101",
        ("Do we share your data with third parties? It depends.", PRACTICE),
        ("Do we share your data with third parties? No.", PRACTICE),
    ),
    (
        "only if",
        "CON103",
        ("We do not collect your name unless you register.", "We collect your name."),
        ("We do not collect your name.", "We collect your name."),
    ),
    (
        "mechanics of security",
        "CON114",
        ("Your data is encrypted during transmission.", "Log files are stored in plain text."),
        ("Your data is always fully encrypted.", "Log files are stored in plain text."),
    ),
    (
        "remedies and rights",
        "CON102",
        ("You may ask us not to sell your personal data.", "We sell customer lists to partners."),
        ("We do not sell your personal data.", "We sell customer lists to partners."),
    ),
]


def found(code: str, sides: tuple[str, str]) -> int:
    """How many contradictions of a rule two sides, in sections of their own, make."""
    reading = understand(f"# Promise\n\n{sides[0]}\n\n# Practice\n\n{sides[1]}\n")
    return len(RULES[code].check(Policy("policy.md", (reading,)), Context(date(2026, 11, 22))).findings)


@pytest.mark.parametrize(("code", "silent"), [row[1:3] for row in CAUSES], ids=[row[0] for row in CAUSES])
def test_what_only_looks_like_a_contradiction_is_silent(code: str, silent: tuple[str, str]) -> None:
    assert found(code, silent) == 0


@pytest.mark.parametrize(("code", "opposed"), [(row[1], row[3]) for row in CAUSES], ids=[row[0] for row in CAUSES])
def test_its_neighbour_is_found(code: str, opposed: tuple[str, str]) -> None:
    assert found(code, opposed) == 1
