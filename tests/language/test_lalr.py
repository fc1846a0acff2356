"""The tables that Lark makes of our grammars."""

from __future__ import annotations

import pytest
from lark.exceptions import GrammarError

from privlint.language.lalr import Token, build_table


def test_repetitions_are_joined_and_what_begins_with_an_underscore_leaves_no_node() -> None:
    made = build_table("start: _pair*\n_pair: A _B\n%declare A _B")
    tokens = [Token(kind, place) for place, kind in enumerate(["A", "_B"] * 3)]
    assert [token.place for token in made.parse(tokens).tokens()] == [0, 2, 4]


def test_a_run_that_the_grammar_has_no_place_for_is_an_error() -> None:
    with pytest.raises(KeyError):
        build_table("start: A B\n%declare A B").parse([Token("B")])


def test_a_grammar_with_conflicts_is_refused() -> None:
    with pytest.raises(GrammarError):
        build_table("start: a | b\na: A\nb: A\n%declare A")


@pytest.mark.parametrize("rule", ["start: A -> renamed", "start: one\n?one: A", "!start: A"])
def test_what_our_trees_have_no_use_for_is_refused(rule: str) -> None:
    with pytest.raises(AssertionError):
        build_table(f"{rule}\n%declare A")
