"""The message of a contradiction says what each side says, where the other stands, and why both cannot hold."""

from datetime import date

import pytest

from privlint.checks.loader import load_examples, load_rules
from privlint.checks.rule import Context, Policy
from privlint.engine.reader import PolicyReader
from privlint.model.findings import Finding

RULES = {rule.code: rule for rule in load_rules()}
CONTEXT = Context(date(2026, 11, 22))
DENIED = "We never sell your personal data."
SOLD = "We sell your personal data to partners."


def _found(code: str, *texts: str) -> Finding:
    reader = PolicyReader("en")
    sources = [reader.source(f"{number}.md", text.encode()) for number, text in enumerate(texts)]
    policy = Policy("policy", tuple(reader.understand(reader.parse(source)) for source in sources))
    (finding,) = RULES[code].check(policy, CONTEXT).findings
    return finding


def test_both_sides_are_quoted_the_other_with_its_line() -> None:
    message = _found("CON102", f"{DENIED}\n\n{SOLD}").message
    assert message == (
        'The policy denies selling, renting or trading personal data ("We never sell your personal data"), and says'
        ' elsewhere that it does ("We sell your personal data to partners", line 3): only one of the two can be true.'
    )


@pytest.mark.parametrize(("times", "told"), [(2, ", line 3, and 1 more place)"), (8, ", line 3, and 7 more places)")])
def test_of_many_places_the_first_is_quoted_and_the_others_are_counted(times: int, told: str) -> None:
    finding = _found("CON102", "\n\n".join([DENIED, *[SOLD] * times]))
    assert told in finding.message
    assert len(finding.related) == min(times, 5)


def test_a_place_in_another_file_is_told_with_the_file() -> None:
    assert '("We sell your personal data to partners", 1.md, line 1)' in _found("CON119", DENIED, SOLD).message


def test_long_sides_are_shortened_at_a_word() -> None:
    known = " and ".join(f"whatever {number} other of our readers told us" for number in range(9))
    assert (
        ' whatever 1 other of our readers …", line 3)' in _found("CON102", f"{DENIED}\n\n{SOLD[:-1]}, {known}.").message
    )


def test_no_rule_is_listed_with_a_place_for_quotes() -> None:
    assert not [rule.code for rule in RULES.values() if "{denial}" in rule.message or "{practice}" in rule.message]


@pytest.mark.parametrize("code", sorted(code for code in RULES if code.startswith("CON") and code != "CON119"))
def test_every_kind_quotes_both_sides(code: str) -> None:
    example = next(example for example in load_examples(RULES[code]) if example.kind == "bad")
    reader = PolicyReader("en")
    reading = reader.understand(reader.parse(reader.source("0.md", example.text.encode())))
    for finding in RULES[code].check(Policy("policy", (reading,)), CONTEXT).findings:
        assert finding.message.count('("') == 2
        assert ", line " in finding.message
