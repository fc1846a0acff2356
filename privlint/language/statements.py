"""Statements out of sentences (first slice: none yet)."""

from __future__ import annotations

from privlint.language.clauses import ClauseMap
from privlint.language.lexicon import Lexicon
from privlint.language.sentences import Sentence
from privlint.model.statements import Statement
from privlint.model.tree import Document


def read_statements(
    document: Document, sentences: tuple[Sentence, ...], clauses: ClauseMap, lexicon: Lexicon
) -> tuple[Statement, ...]:
    """The statements of a document's sentences, in order."""
    return ()
