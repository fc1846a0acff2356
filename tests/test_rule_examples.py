"""Every rule's own examples come out as they say: the rules' tests, their documentation and `explain` are one text."""

import pytest

from privlint.checks.loader import load_examples, load_rules
from privlint.checks.rule import Rule
from privlint.engine.examples import Trial, judge, translated_trials, trials

RULES = load_rules()


@pytest.mark.parametrize("trial", [*trials(RULES), *translated_trials(RULES)], ids=lambda trial: trial.id)
def test_example(trial: Trial) -> None:
    assert judge(trial, RULES) == ""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_good_bad_and_tricky_examples(rule: Rule) -> None:
    kinds = [example.kind for example in load_examples(rule)]
    assert {"good", "bad", "tricky"} <= set(kinds)
    least = 1 if rule.code.startswith("LINT") else 4
    assert min(kinds.count(kind) for kind in ("good", "bad", "tricky")) >= least


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code.startswith("GDPR1")], ids=lambda rule: rule.name)
def test_every_disclosure_has_german_examples(rule: Rule) -> None:
    assert {trial.example.kind for trial in translated_trials([rule])} == {"good", "bad", "tricky"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_example_is_given_twice(rule: Rule) -> None:
    texts = [
        (" ".join(example.text.split()), example.as_of, example.profile, example.translations)
        for example in load_examples(rule)
    ]
    assert len(set(texts)) == len(texts)


def test_codes_and_names_are_unique() -> None:
    names = [key for rule in RULES for key in (rule.code, rule.name)]
    assert len(set(names)) == len(names)
