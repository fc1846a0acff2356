"""Which languages can answer which rules: those that have every concept that a rule asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from privlint.checks.rule import Rule

Concepts = Mapping[str, frozenset[str]]  # of each language
_MOST_NAMED = 3


def coverage_text(rules: Iterable[Rule], concepts: Concepts) -> str:
    """One line a rule: code, name, and for each language "yes" or what it lacks; the sums last."""
    known = tuple(rules)
    width = max((len(rule.name) for rule in known), default=0)
    lines = [
        f"{rule.code:<8}  {rule.name:<{width}}  "
        + "  ".join(_answer(rule, language, concepts) for language in concepts)
        for rule in known
    ]
    sums = [
        f"{language}: {sum(not _lacks(rule, language, concepts) for rule in known)} of {len(known)} rules"
        for language in concepts
    ]
    return "".join(f"{line.rstrip()}\n" for line in [*lines, *sums])


def coverage_markdown(rules: Iterable[Rule], concepts: Concepts) -> str:
    """A table with a row a rule and a column a language."""
    head = f"| code | name | {' | '.join(concepts)} |\n|---|---|{'---|' * len(concepts)}\n"
    rows = (
        f"| {rule.code} | {rule.name} | "
        + " | ".join("lacks " + _few(lacks) if (lacks := _lacks(rule, each, concepts)) else "yes" for each in concepts)
        + " |\n"
        for rule in rules
    )
    return head + "".join(rows)


def coverage_json(rules: Iterable[Rule], concepts: Concepts) -> str:
    """What each language lacks for each rule; nothing where it can answer it."""
    from json import dumps

    listed = [
        {"code": rule.code, "name": rule.name, "lacks": {each: _lacks(rule, each, concepts) for each in concepts}}
        for rule in rules
    ]
    return dumps({"version": 1, "languages": list(concepts), "rules": listed}, indent=1, ensure_ascii=False) + "\n"


def _lacks(rule: Rule, language: str, concepts: Concepts) -> list[str]:
    return sorted(rule.concepts - concepts[language])


def _answer(rule: Rule, language: str, concepts: Concepts) -> str:
    lacks = _lacks(rule, language, concepts)
    return f"{language}: lacks {_few(lacks)}" if lacks else f"{language}: yes"


def _few(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
