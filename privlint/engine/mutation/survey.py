"""Everything that can be taken away from the rules and patterns without any example noticing."""

from __future__ import annotations

from typing import NamedTuple

from privlint.checks.loader import load_examples
from privlint.checks.rule import Rule
from privlint.engine.examples import trials
from privlint.engine.mutation.alternatives import Idle, idle_alternatives
from privlint.engine.mutation.cases import Case, read_cases
from privlint.engine.mutation.clauses import idle_clauses
from privlint.engine.mutation.conditions import Table, idle_conditions
from privlint.engine.selection import LINT


class Survey(NamedTuple):
    """What was found: alternatives by file and concept, conditions by rule file, clauses by example; and what was tried."""

    alternatives: list[Idle]
    conditions: list[tuple[str, str]]
    clauses: list[str]
    tried_alternatives: int
    tried_conditions: int
    examples: int

    @property
    def clean(self) -> bool:
        """Whether everything matters."""
        return not (self.alternatives or self.conditions or self.clauses)


def survey(rules: tuple[Rule, ...], *, patterns: bool = True) -> Survey:
    """What the examples of some rules leave untested; `patterns` asks for the built-in language too."""
    from privlint.language.lexicon import load_lexicon

    asked = [rule for rule in rules if not rule.code.startswith(LINT) and load_examples(rule)]
    cases = read_cases(trials(asked))
    alternatives, tried = idle_alternatives(cases, load_lexicon("en")) if patterns else ([], 0)
    conditions, count = _conditions(asked, cases)
    return Survey(alternatives, conditions, list(idle_clauses(cases)), tried, count, len(cases))


def _conditions(rules: list[Rule], cases: list[Case]) -> tuple[list[tuple[str, str]], int]:
    found, count = [], 0
    for rule in rules:
        own = [case for case in cases if case.trial.rule is rule]
        idle, tried = idle_conditions(rule, _table(rule), own)
        found += [(rule.origin, lack) for lack in idle]
        count += tried
    return found, count


def _table(rule: Rule) -> Table:
    """The parsed file of a rule; empty for a rule that is written in Python."""
    from pathlib import Path

    from privlint.language.compiled import load_tables, parse_toml

    if rule.origin.startswith("rules/"):
        return next(table for table in load_tables().rules() if f"rules/{table['file']}" == rule.origin)
    path = Path(rule.origin)
    return parse_toml(path, rule.origin) if path.suffix == ".toml" and path.is_file() else {}
