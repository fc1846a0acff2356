"""Where a finding stands: what is absent, under the heading that it belongs to; what is hedged, on the words that hedge."""

from datetime import date

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.rule import Context, Policy
from privlint.engine.reader import PolicyReader
from privlint.model.findings import Finding

RULES = {rule.code: rule for rule in load_rules()}
CONTEXT = Context(date(2026, 11, 22))


def found(code: str, text: str) -> Finding:
    """The one finding of a rule in a policy."""
    reader = PolicyReader("en")
    policy = Policy("p", (reader.understand(reader.parse(reader.source("p.md", text.encode()))),))
    (finding,) = RULES[code].check(policy, CONTEXT).findings
    return finding


@pytest.mark.parametrize(
    ("headings", "place"),
    [
        pytest.param(["For legal requirements", "What we collect"], "What we collect", id="the section on data"),
        pytest.param(["For legal requirements", "Security"], "Policy", id="the title"),
        pytest.param(["What we collect", "Must I provide my data?"], "Must I provide my data?", id="its own section"),
    ],
)
def test_a_word_on_whether_data_must_be_given_belongs_to_the_data(headings: list[str], place: str) -> None:
    sections = "".join(f"## {heading}\n\nWe collect your name.\n\n" for heading in headings)
    assert found("GDPR120", f"# Policy\n\n{sections}").location.quote == place


def test_hedges_of_a_lead_count_once_and_are_shown_in_it() -> None:
    items = "- your name from friends\n- your address from brokers\n- your orders from shops\n\n"
    plain = "".join(f"We may {verb} your data. " for verb in ("sell", "store", "analyse", "publish"))
    finding = found("GDPR204", f"# Policy\n\n{plain}\n\nWe may collect:\n\n{items}")
    assert "5 of 5" in finding.message
    assert [place.quote for place in finding.related][-1] == "We may collect:"


def test_a_character_that_was_lost_from_a_word_is_damage() -> None:
    text = "# Notice\n\nWe keep a list of your orders for a year, and then we throw it away. " * 3
    assert found("DOC113", f"{text}\n\nIt is no pro\0le.").location.quote == "pro\0le."
