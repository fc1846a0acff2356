"""Which of the names of a sentence is the controller's."""

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.rule import Context, Policy
from privlint.engine.examples import TODAY
from privlint.engine.reader import PolicyReader
from privlint.model.text import Source


def named(text: str) -> str:
    rule = next(rule for rule in load_rules() if rule.name == "controller-identity")
    reader = PolicyReader("en")
    reading = reader.understand(reader.parse(Source("policy.md", f"# Privacy policy\n\n{text}\n", "markdown")))
    disclosure = rule.check(Policy("policy.md", (reading,)), Context(TODAY)).disclosure
    assert disclosure is not None
    return disclosure.reason.rpartition(": ")[2]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Larkfield Ltd, 4 Mill Lane, Leeds is the controller.", "Larkfield Ltd"),
        ("Unlike Mossgate Ltd, Larkfield is the controller.", "Larkfield"),
        ("The controller is Larkfield Ltd, 4 Mill Lane, Leeds.", "Larkfield Ltd"),
    ],
)
def test_the_controller_is_the_legal_person_and_not_its_town(text: str, name: str) -> None:
    assert named(text) == name


def test_a_quoted_title_that_begins_with_our_defines_no_name() -> None:
    title = "We share data as told under “Meeting Duties” in the section “Our Business Purposes” above."
    assert named(f"{title}\n\nThe controller is Larkfield Ltd.") == "Larkfield Ltd"
    assert named("Meeting Duties Ltd (“we”, “us”) runs the shop.") == "Meeting Duties Ltd"
