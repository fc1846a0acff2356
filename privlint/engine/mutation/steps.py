"""Patterns as a matcher wants them: words with their inflections, the one-word alternatives of a group looked up together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.engine.mutation.patterns import Node, Sequence
    from privlint.language.words import Words


def steps(sequence: Sequence, words: Words) -> Sequence:
    """A pattern with ("norms", forms) in the place of each word."""
    return tuple(_step(node, words) for node in sequence)


def _step(node: Node, words: Words) -> Node:
    if node[0] == "norm":
        return ("norms", _forms(node[1], words))
    if node[0] != "choice":
        return node
    options = [steps(option, words) for option in node[2]]
    single = [option for option in options if len(option) == 1 and option[0][0] == "norms"]
    others = [option for option in options if option not in single]
    together = [(("norms", frozenset().union(*(option[0][1] for option in single))),)] if single else []
    return ("choice", node[1], (*together, *others))


def _forms(word: str, words: Words) -> frozenset[str]:
    return frozenset(words.inflect(word[:-1]) if word.endswith("~") else (word,))
