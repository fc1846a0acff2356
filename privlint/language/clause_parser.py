"""Phrases to clauses: Lark over the phrases of a whole document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Tree
from lark.lexer import Lexer

from privlint.language.data import data_folder
from privlint.language.phrasing import Phrase

if TYPE_CHECKING:
    from lark.lexer import LexerState


class PhraseLexer(Lexer):
    """Tokens for phrases that are found already; each carries its phrase's place as `start_pos`."""

    __future_interface__ = 2  # it is given the phrases, not a text

    def __init__(self, lexer_conf: object) -> None:
        """Lark hands the terminals over; there is nothing to compile."""

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """One token a phrase."""
        phrases: list[Phrase] = lexer_state.text  # type: ignore[assignment]
        return (Token(phrase.kind, phrase.cls, place) for place, phrase in enumerate(phrases))


@cache
def clause_parser(*, strict: bool = False) -> Lark:
    """The parser of `grammar/clauses.lark`; `strict` makes Lark refuse a grammar with conflicts."""
    grammar = (data_folder("grammar") / "clauses.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=PhraseLexer, strict=strict, maybe_placeholders=False)


def parse_clauses(phrases: list[Phrase]) -> Tree[Token]:
    """The tree of a document's phrases: sentences, their clauses, each a head and its predicates."""
    return clause_parser().parse(phrases)  # type: ignore[arg-type]
