"""Phrases to clauses: the clause grammar over the phrases of a whole document."""

from __future__ import annotations

from privlint.language.lalr import Token, Tree, table
from privlint.language.phrasing import Phrase


def parse_clauses(phrases: list[Phrase]) -> Tree:
    """The tree of a document's phrases: sentences, their clauses, each a head and its predicates; tokens carry places in `phrases`."""
    return table("clauses").parse(Token(phrase.kind, place) for place, phrase in enumerate(phrases))
