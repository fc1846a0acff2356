"""The blocks grammar."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Token

from privlint.language.blocks import BlockLexer, parse_blocks
from privlint.language.lines import Line, LineKind
from privlint.language.parsers import build_parser, save_parser
from privlint.language.units import Unit
from privlint.model.text import Span

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


def test_the_grammar_builds_without_conflicts() -> None:
    assert build_parser("blocks", BlockLexer, strict=True).options.strict


@settings(max_examples=200, deadline=None)
@given(units())
def test_every_run_of_units_parses_and_loses_none(found: list[Unit]) -> None:
    tree = parse_blocks(found)
    kept = [
        token.start_pos
        for token in tree.scan_values(lambda node: isinstance(node, Token) and node.type != "CONTINUATION")
    ]
    assert kept == [place for place, unit in enumerate(found) if unit.role is not LineKind.RULE]


def test_the_parser_can_be_saved_and_loaded() -> None:
    found = [Unit([Line(LineKind.TEXT, Span(0, 0))], LineKind.TEXT, Line(LineKind.TEXT, Span(0, 0)).visible)]
    _, saved = save_parser("blocks", BlockLexer)
    assert Lark.load(io.BytesIO(saved)).parse(found) == build_parser("blocks", BlockLexer).parse(found)
