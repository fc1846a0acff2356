"""The blocks grammar."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.language.blocks import block_tokens, parse_blocks
from privlint.language.lalr import Token, Tree
from privlint.language.lines import Line, LineKind
from privlint.language.units import Unit
from privlint.model.text import Span
from tests.language.larks import by_lark, shape

ROLES = [LineKind.TEXT, LineKind.HEADING, LineKind.ITEM, LineKind.ROW, LineKind.RULE]


@st.composite
def units(draw: st.DrawFn) -> list[Unit]:
    found = []
    for _ in range(draw(st.integers(0, 25))):
        kind = draw(st.sampled_from(ROLES))
        line = Line(kind, Span(0, 0), indent=draw(st.integers(0, 9)), mark=draw(st.sampled_from("-*+")))
        line.quote, line.depth = draw(st.integers(0, 1)), draw(st.sampled_from([0, 0, 1, 3]))
        line.header = draw(st.booleans())
        lines = [line] * (1 if kind is LineKind.ROW else draw(st.integers(1, 3)))
        found.append(Unit(lines, kind, line.visible, role=kind, level=draw(st.integers(1, 4))))
    return found


def tokens_of(tree: Tree) -> Iterator[Token]:
    for child in tree.children:
        yield from (child,) if isinstance(child, Token) else tokens_of(child)


@settings(max_examples=200, deadline=None)
@given(units())
def test_every_run_of_units_parses_and_loses_none(found: list[Unit]) -> None:
    kept = [token.place for token in tokens_of(parse_blocks(found)) if token.type != "CONTINUATION"]
    assert kept == [place for place, unit in enumerate(found) if unit.role is not LineKind.RULE]


@settings(max_examples=100, deadline=None)
@given(units())
def test_the_tree_is_that_of_lark(found: list[Unit]) -> None:
    tokens = list(block_tokens(found))
    assert shape(parse_blocks(found)) == by_lark("blocks", tokens)
