"""Which rules run: an object that decides, by code, code prefix or name, the longest match first."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from privlint.checks.rule import Rule
from privlint.engine.nearest import did_you_mean
from privlint.model.errors import ConfigError

LINT = "LINT"  # rules about linting itself run whatever is selected, unless they are ignored


class Choice(Enum):
    """Why a rule runs, or why it does not."""

    DEFAULT = "no selection was made"
    ALWAYS = "rules about linting itself always run"
    SELECTED = "selected"
    LEFT_OUT = "not selected"
    IGNORED = "ignored"

    @property
    def runs(self) -> bool:
        """Whether a rule of this choice runs."""
        return self in (Choice.DEFAULT, Choice.ALWAYS, Choice.SELECTED)


class Selection(NamedTuple):
    """What was asked for. The more exact word wins (select GDPR111, ignore GDPR: GDPR111 runs); ties are ignored.

    `set_aside` is ignored where nothing as exact is wanted: what the configuration ignores and the command line wants.
    """

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    def decide(self, rule: Rule) -> Choice:
        """Whether and why a rule runs."""
        wanted = _longest(rule, (*(self.select or ()), *self.extend))
        unwanted = _longest(rule, self.ignore)
        if (unwanted and unwanted >= wanted) or _longest(rule, self.set_aside) > wanted:
            return Choice.IGNORED
        if wanted:
            return Choice.SELECTED
        if rule.code.startswith(LINT):
            return Choice.ALWAYS
        return Choice.DEFAULT if self.select is None else Choice.LEFT_OUT

    def choose(self, rules: Iterable[Rule]) -> tuple[Rule, ...]:
        """The rules that run, in the order given; raises ConfigError where a word matches no rule."""
        rules = tuple(rules)
        check_words((*(self.select or ()), *self.extend, *self.ignore), rules)
        return tuple(rule for rule in rules if self.decide(rule).runs)


def check_words(words: Iterable[str], rules: Iterable[Rule], where: str = "") -> None:
    """Raises ConfigError, which names `where` they stand, if one of some words matches no rule."""
    rules = tuple(rules)
    for word in words:
        if not any(matches(rule, word) for rule in rules):
            raise unknown_rule(word, rules, where)


def matches(rule: Rule, word: str) -> bool:
    """Whether a word is a rule's name or code, or the beginning of its code."""
    return _length(rule, word) > 0


def find_rule(word: str, rules: Iterable[Rule]) -> Rule:
    """The rule of a code or name; raises ConfigError, with the nearest name, where there is none."""
    rules = tuple(rules)
    for rule in rules:
        if word in (rule.code, rule.name):
            return rule
    raise unknown_rule(word, rules)


def unknown_rule(word: str, rules: Iterable[Rule], where: str = "") -> ConfigError:
    """The error for a word that no rule matches."""
    near = did_you_mean(word, (name for rule in rules for name in (rule.name, rule.code)))
    return ConfigError(f"{where}no rule, code or code prefix {word!r}{near or '; `privlint rules` lists them'}")


def _longest(rule: Rule, words: Iterable[str]) -> int:
    return max((_length(rule, word) for word in words), default=0)


def _length(rule: Rule, word: str) -> int:
    """How exactly a word matches a rule: 0 not at all; a name is as exact as the whole code."""
    if word == rule.name:
        return len(rule.code)
    return len(word) if re.fullmatch("[A-Z]+[0-9]*", word) and rule.code.startswith(word) else 0
