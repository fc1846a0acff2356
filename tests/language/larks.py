"""Lark's own parser over tokens that are found already, to compare ours with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import lark
from lark.lexer import Lexer

from privlint.language.data import data_folder
from privlint.language.lalr import Token, Tree


class _Found(Lexer):
    __future_interface__ = 2

    def __init__(self, conf: object) -> None: ...

    def lex(self, lexer_state: Any, parser_state: object) -> Iterator[lark.Token]:
        for token in lexer_state.text:
            yield lark.Token(token.type, "", token.place)


def by_lark(grammar: str, tokens: Iterable[Token]) -> Any:
    """The shape of the tree that Lark makes of the tokens."""
    text = (data_folder("grammar") / f"{grammar}.lark").read_text("utf-8")
    parser = lark.Lark(text, parser="lalr", lexer=_Found, maybe_placeholders=False)
    return shape(parser.parse(list(tokens)))  # type: ignore[arg-type]


def shape(node: Any) -> Any:
    """A tree as nested tuples; a token as what it was made of."""
    if isinstance(node, Tree | lark.Tree):
        return (node.data, *map(shape, node.children))
    return (node.type, node.place if isinstance(node, Token) else node.start_pos)
