"""A policy that denies making a disclosure has not made it; where the denial is the disclosure, it has."""

from __future__ import annotations

from datetime import date

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.rule import Context, Policy
from tests.language.understanding import understand

RULES = {rule.name: rule for rule in load_rules()}

DENIED = {
    "controller-identity": ["We do not say who is responsible for this site."],
    "controller-contact": ["There is no e-mail address or telephone number at which we can be reached."],
    "eu-representative": ["We have not appointed a representative in the European Union."],
    "dpo-contact": [
        "We have no data protection officer.",
        "We have not appointed a data protection officer.",
        "A data protection officer has not been designated.",
        "Brightwater Ltd does not have a DPO.",
    ],
    "purposes": ["We do not tell you why we use your personal data."],
    "legal-basis": [
        "We do not process your data on the basis of your consent or a contract.",
        "There is no legal basis for our processing.",
    ],
    "legitimate-interests-named": ["We do not rely on legitimate interests."],
    "transfer-safeguards": ["We use no standard contractual clauses."],
    "retention-period": [
        "We do not say how long we keep your data.",
        "There is no retention period for your data.",
        "We have not set any period after which your data is deleted.",
    ],
    "right-of-access": [
        "You do not have the right to access your personal data.",
        "You cannot request a copy of your data.",
        "There is no right of access.",
        "A right of access is not granted.",
    ],
    "right-to-rectification": [
        "You do not have the right to correct your personal data.",
        "You cannot ask us to correct your data.",
        "We do not offer a right to rectification.",
    ],
    "right-to-erasure": [
        "You have no right to have your personal data erased.",
        "You cannot ask us to delete your data.",
        "We do not grant requests to erase personal data.",
    ],
    "right-to-restriction": [
        "You have no right to restrict the processing of your personal data.",
        "You cannot ask us to restrict processing.",
    ],
    "right-to-object": [
        "You do not have the right to object to the processing of your data.",
        "You cannot object to our processing.",
    ],
    "right-to-portability": [
        "You have no right to data portability.",
        "You cannot receive your data in a structured, machine-readable format.",
    ],
    "right-to-withdraw-consent": [
        "You cannot withdraw your consent.",
        "Your consent can never be withdrawn.",
    ],
    "supervisory-authority-complaint": [
        "You do not have the right to lodge a complaint with a supervisory authority.",
        "You cannot complain to a data protection authority.",
        "You may not lodge a complaint with any supervisory authority.",
    ],
    "data-categories": ["We do not say which personal data we collect."],
    "data-source": ["We do not tell you from whom we get your data."],
    "children-age-threshold": ["We have set no minimum age for children."],
    "special-category-condition": ["You have not given explicit consent to the use of your health data."],
    "exercise-of-rights": [
        "There is no way to exercise your rights.",
        "You cannot contact us to exercise your rights.",
    ],
    "objection-to-direct-marketing": [
        "You cannot unsubscribe from our newsletter.",
        "It is not possible to opt out of our marketing e-mails.",
    ],
    "effective-date": ["This policy has no date.", "We do not say when this policy was last updated."],
}

THE_DISCLOSURE_ITSELF = {
    "international-transfers": [
        "We do not transfer your personal data outside the European Economic Area.",
        "Your data never leaves the EU.",
    ],
    "recipients": ["We do not share your personal data with anyone.", "There are no recipients of your data."],
    "automated-decisions": [
        "We do not make automated decisions about you.",
        "No automated decision-making takes place.",
    ],
    "provision-requirement": [
        "Giving us your data is neither a statutory nor a contractual requirement. If you do not give it, we cannot reply.",
    ],
}


def verdict(name: str, text: str) -> str:
    outcome = RULES[name].check(Policy("policy.md", (understand(text),)), Context(date(2026, 11, 22)))
    assert outcome.disclosure is not None
    return str(outcome.disclosure.verdict)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in DENIED.items() for text in texts])
def test_what_is_denied_is_not_disclosed(name: str, text: str) -> None:
    assert verdict(name, text) in ("missing", "not-applicable")


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in THE_DISCLOSURE_ITSELF.items() for text in texts]
)
def test_a_denial_that_is_the_disclosure_is_present(name: str, text: str) -> None:
    assert verdict(name, text) == "present"


def test_every_required_disclosure_is_denied_somewhere() -> None:
    required = {rule.name for rule in RULES.values() if rule.kind == "requires"}
    assert required - set(DENIED) - set(THE_DISCLOSURE_ITSELF) == {"joint-controllers", "cookies-and-trackers"}
