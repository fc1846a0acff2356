"""Phrases to clauses: Lark over the phrases of a whole document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lark import Token, Tree

from privlint.language.parsers import FoundLexer, parser
from privlint.language.phrasing import Phrase

if TYPE_CHECKING:
    from lark.lexer import LexerState


class PhraseLexer(FoundLexer):
    """Tokens for phrases that are found already; each carries its phrase's place as `start_pos`."""

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """One token a phrase."""
        phrases: list[Phrase] = lexer_state.text  # type: ignore[assignment]
        return (Token(phrase.kind, phrase.cls, place) for place, phrase in enumerate(phrases))


def parse_clauses(phrases: list[Phrase]) -> Tree[Token]:
    """The tree of a document's phrases: sentences, their clauses, each a head and its predicates."""
    return parser("clauses", PhraseLexer).parse(phrases)
