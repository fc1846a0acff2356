"""Which concepts a rule file asks for: what a language must have before the rule can judge a policy in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_WAYS = ("present", "partial", "found", "silent", "denial", "practice", "own-place", "opposed")
_IN_WAY = ("concept", "with", "without", "section", "not-section", "apart", "named", "unnamed", "same-end", "other-end")
_PLACED = ("eu-scope", "foreign-scope", "quotes-another")  # of each place that meets a way
_ALWAYS = {
    "requires": (*_PLACED, "nothing-is-processed", "denial-of-a-part", "processing-contrary"),
    "forbids": _PLACED,
    "contradicts": (*_PLACED, "negation", "predicate-start", "exception-cue", "third-party"),
    "document": (),
}


def concepts_of(rule: dict[str, Any]) -> frozenset[str]:
    """The concepts that the table of a rule file names, those of `asks` (what its Python check asks for) included."""
    found = {*_names(rule.get("home")), *_names(rule.get("asks")), *_ALWAYS.get(rule.get("kind", ""), ())}
    for key in _WAYS:
        ways = rule.get(key, ())
        for way in ways if isinstance(ways, list) else ():
            found.update(_of_way(way))
    applies = rule.get("applies", {})
    for way in (*applies.get("any", ()), *(way for group in applies.get("every", ()) for way in group)):
        found.update(_of_way(way))
    return frozenset(found)


def _of_way(way: Any) -> Iterator[str]:
    if not isinstance(way, dict) or way.get("topic"):  # a language that lacks what is common does without such ways
        return
    for key in _IN_WAY:
        yield from _names(way.get(key))
    for key in ("near", "not-near"):
        yield from _names(way.get(key, {}).get("concept"))
    for value in _names(way.get("value"), classes=True):
        if value.startswith("{"):
            yield value.strip("{}")
    for action in _names(way.get("statement", {}).get("action")):
        yield f"action-{action}"


def _names(value: Any, *, classes: bool = False) -> Iterator[str]:
    """The concepts of a key; token classes ("<email>") are every language's."""
    for name in (value,) if isinstance(value, str) else value or ():
        if classes or not name.startswith("<"):
            yield name
