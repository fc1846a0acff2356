"""Which languages can answer which rules."""

from __future__ import annotations

from json import loads

from privlint.checks.loader import load_rules
from privlint.language.compiled import load_tables
from privlint.reporting.coverage import coverage_json, coverage_markdown, coverage_text

RULES = tuple(rule for rule in load_rules() if rule.name in ("right-of-access", "undefined-term"))
CONCEPTS = {"en": frozenset().union(*(rule.concepts for rule in RULES)), "xx": RULES[-1].concepts - {"access-named"}}


def test_text_names_what_a_language_lacks() -> None:
    lines = coverage_text(RULES, CONCEPTS).splitlines()
    assert [line.split() for line in lines if "undefined-term" in line] == [
        ["DOC112", "undefined-term", "en:", "yes", "xx:", "lacks", "as-defined-here"]
    ]
    assert lines[-2:] == ["en: 2 of 2 rules", "xx: 0 of 2 rules"]


def test_markdown_is_a_table_with_a_column_a_language() -> None:
    assert coverage_markdown(RULES, CONCEPTS).splitlines()[:2] == ["| code | name | en | xx |", "|---|---|---|---|"]


def test_json_lists_what_each_language_lacks() -> None:
    rows = {rule["name"]: rule["lacks"] for rule in loads(coverage_json(RULES, CONCEPTS))["rules"]}
    assert rows["undefined-term"] == {"en": [], "xx": ["as-defined-here"]}


def test_english_answers_every_rule() -> None:
    english = load_tables().concepts()["en"]
    assert [rule.name for rule in load_rules() if rule.concepts - english] == []
