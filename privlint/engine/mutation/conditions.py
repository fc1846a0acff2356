"""Conditions of rule files that no example needs: each way, and each part of a way, is taken away in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from privlint.checks.loader import rule_from
from privlint.checks.rule import Rule
from privlint.engine.mutation.cases import Case
from privlint.model.errors import RuleError

_WAYS = ("present", "partial", "found", "silent", "denial", "practice")
_LISTS = ("concept", "with", "without", "section", "not-section", "actor", "not-actor", "apart")
_CLASSES = ("data", "recipients", "purposes")  # of a statement: closed lists of the lexicon
_FLAGS = ("heading", "scope", "polarity", "question", "least", "from", "to")
Table = dict[str, Any]


class Mutant(NamedTuple):
    """A rule file without one of its conditions; `lacks` says which."""

    lacks: str
    table: Table


def idle_conditions(rule: Rule, table: Table, cases: Iterable[Case]) -> tuple[list[str], int]:
    """The conditions of a rule without which all its examples come out as they say; and how many it has."""
    cases = list(cases)
    idle, count = [], 0
    for mutant in mutants(table):
        count += 1
        if not _notices(mutant, rule, cases):
            idle.append(mutant.lacks)
    return idle, count


def _notices(mutant: Mutant, rule: Rule, cases: list[Case]) -> bool:
    try:
        changed = rule_from(mutant.table, rule.origin, None)
    except RuleError:  # without it the file is no rule: it matters
        return True
    return any(case.wrong(changed) for case in cases)


def mutants(table: Table) -> Iterator[Mutant]:
    """Every rule file that lacks one condition of another."""
    for key in _WAYS:
        for mutant in _lacking_a_way(table.get(key, []), f"[[{key}]]"):
            yield Mutant(mutant.lacks, {**table, key: mutant.table["ways"]})
    for key, shared in table.get("each", {}).items():
        for mutant in _lacking_a_part(shared, shared=True):
            yield Mutant(f"[each.{key}] {mutant.lacks}", {**table, "each": {**table["each"], key: mutant.table}})
    for mutant in _applies(table.get("applies", {})):
        yield Mutant(f"[applies] {mutant.lacks}", {**table, "applies": mutant.table})
    for guard in table.get("guards", []):
        yield Mutant(f"guards: {guard}", {**table, "guards": [other for other in table["guards"] if other != guard]})


def _applies(applies: Table) -> Iterator[Mutant]:
    for mutant in _lacking_a_way(applies.get("any", []), "any"):
        yield Mutant(mutant.lacks, {**applies, "any": mutant.table["ways"]})
    for number, group in enumerate(applies.get("every", [])):
        for mutant in _lacking_a_way(group, f"every {number + 1}"):
            groups = _replaced(applies["every"], number, mutant.table["ways"])
            yield Mutant(mutant.lacks, {**applies, "every": groups})
    for key in applies.get("unless-profile", {}):
        yield Mutant(f"unless-profile: {key}", {**applies, "unless-profile": _less(applies["unless-profile"], key)})
    for key in ("unless-nothing-processed", "met-by-nothing-processed"):
        if applies.get(key):
            yield Mutant(key, _less(applies, key))


def _lacking_a_way(ways: list[Table], where: str) -> Iterator[Mutant]:
    for number, way in enumerate(ways):
        name = f"{where} {number + 1}"
        yield Mutant(f"{name} as a whole", {"ways": [other for other in ways if other is not way]})
        for mutant in _lacking_a_part(way):
            yield Mutant(f"{name}: {mutant.lacks}", {"ways": _replaced(ways, number, mutant.table)})


def _lacking_a_part(way: Table, *, shared: bool = False) -> Iterator[Mutant]:
    """A way without one of its conditions; `shared` if it is what all ways of a kind have."""
    for key in _LISTS:
        yield from _shorter(way, key, key, only=key != "concept")
    for key in _FLAGS:
        if key in way:
            yield Mutant(f"{key} = {way[key]!r}", _less(way, key))
    for key in ("near", "not-near", "weak", "at-most"):
        if key in way:
            yield Mutant(key, _less(way, key))
    query = way.get("statement", {})
    alone = len(query) == 1 and "concept" not in way and not shared
    for key in query:
        name = f"statement.{key}"
        lacking = _without_all(query, key, name) if key in _CLASSES else _shorter(query, key, name, only=not alone)
        for mutant in lacking:
            yield Mutant(mutant.lacks, {**way, "statement": mutant.table})


def _without_all(query: Table, key: str, name: str) -> Iterator[Mutant]:
    """A question about a statement that leaves a field open: the classes that it lists are one condition."""
    if len(query) > 1:
        yield Mutant(name, _less(query, key))


def _shorter(table: Table, key: str, name: str, *, only: bool) -> Iterator[Mutant]:
    """A table whose list lacks one word; without the list where that is its `only` word."""
    words = table.get(key)
    if words is None:
        return
    words = [words] if isinstance(words, str) else words
    if len(words) > 1:
        for word in words:
            yield Mutant(f"{name}: {word}", {**table, key: [other for other in words if other != word]})
    elif only:
        yield Mutant(f"{name}: {words[0]}", _less(table, key))


def _less(table: Table, key: str) -> Table:
    return {other: value for other, value in table.items() if other != key}


def _replaced(items: list[Any], number: int, item: Any) -> list[Any]:
    return [*items[:number], item, *items[number + 1 :]]
