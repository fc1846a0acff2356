"""Everything that can be taken away from the rules and concepts without any example noticing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.loader import load_examples
from privlint.checks.rule import Rule
from privlint.engine.examples import RULES_LANGUAGE, trials_in
from privlint.engine.mutation.cases import Case, read_cases
from privlint.engine.mutation.clauses import idle_clauses
from privlint.engine.mutation.conditions import Table, idle_conditions
from privlint.engine.mutation.patterns import Phrase, read_patterns
from privlint.engine.mutation.phrases import Idle, Planter, idle_phrases
from privlint.engine.reader import PolicyReader
from privlint.engine.sayings import read_saying, read_sayings
from privlint.engine.selection import LINT
from privlint.language.data import data_folder
from privlint.language.lexicon import load_lexicon

if TYPE_CHECKING:
    from pathlib import Path


class Survey(NamedTuple):
    """What was found in a language: phrases by file and concept, conditions by rule file, clauses by example; and what was tried."""

    language: str
    phrases: list[Idle]
    conditions: list[tuple[str, str]]
    clauses: list[str]
    tried_phrases: int
    tried_conditions: int
    examples: int
    sayings: int

    @property
    def clean(self) -> bool:
        """Whether everything matters."""
        return not (self.phrases or self.conditions or self.clauses)

    @property
    def empty(self) -> bool:
        """Whether nothing was there to be tried."""
        return not (self.tried_phrases or self.tried_conditions or self.examples)


class Part(NamedTuple):
    """What a survey is limited to: a rule, a concept, a file of either or a folder of files; the empty name is all."""

    name: str = ""

    def has_rule(self, rule: Rule) -> bool:
        """Whether a rule belongs to it."""
        return self.name in (rule.name, rule.code) or self._has_file(rule.origin)

    def may_have_phrases(self, folder: Path) -> bool:
        """Whether a concept of a language folder, or a file of them, belongs to it."""
        from privlint.language.compiled import concept_files

        files = concept_files(folder)
        return any(self._has_file(file) or self.name in tables for file, tables in files.items())

    def has_phrase(self, phrase: Phrase) -> bool:
        """Whether a phrase belongs to it."""
        return phrase.concept.removesuffix("!") == self.name or self._has_file(phrase.file)

    def _has_file(self, file: str) -> bool:
        name = self.name.strip("/")
        return (
            not name
            or file.removesuffix(".toml").endswith(f"/{name.removesuffix('.toml')}")
            or f"/{name}/" in f"/{file}"
        )


EVERYTHING = Part()


def survey(rules: tuple[Rule, ...], language: str, part: Part = EVERYTHING, *, patterns: bool = True) -> Survey:
    """What the examples of some rules in a language leave untested, in a part of them; with `patterns`, of its concepts too.

    The conditions of rules are tried with the examples in the language of the rule files.
    """
    asked = [rule for rule in rules if not rule.code.startswith(LINT) and load_examples(rule)]
    named = [rule for rule in asked if part.has_rule(rule)]
    folder = data_folder("grammar") / language
    with_phrases = patterns and part.may_have_phrases(folder)
    cases = read_cases(trials_in(language, asked if with_phrases else named))
    own = [case for case in cases if part.has_rule(case.trial.rule)]
    idle, tried, sayings = _phrases(cases, folder, part) if with_phrases else ([], 0, 0)
    conditions, count = _conditions(named, own) if language == RULES_LANGUAGE else ([], 0)
    return Survey(language, idle, conditions, list(idle_clauses(own)), tried, count, len(cases), sayings)


def _phrases(cases: list[Case], folder: Path, part: Part) -> tuple[list[Idle], int, int]:
    reader = PolicyReader(folder.name)
    readings = [(saying, read_saying(saying, reader)) for saying in read_sayings(folder)]
    lexicon = load_lexicon(folder.name)
    language = read_patterns(folder, lexicon.words)
    planter = Planter(lexicon, language)
    groves = [planter.plant(reading, saying.wrong) for saying, reading in readings if not saying.wrong(reading)]
    groves += [planter.plant(case.reading, partial(case.wrong, None)) for case in cases]
    idle, tried = idle_phrases(groves, language, part.has_phrase)
    return idle, tried, len(readings)


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
