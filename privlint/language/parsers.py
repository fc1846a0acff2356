"""Lark parsers over tokens that are found already: from the compiled tables, or built from the grammar's text."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lark import Lark
from lark import __version__ as lark_version
from lark.lexer import Lexer

from privlint.language.compiled import load_tables
from privlint.language.data import data_folder

if TYPE_CHECKING:
    from lark.lexer import LexerState


@cache
def parser(name: str, lexer: type[Lexer]) -> Lark:
    """The parser of `grammar/NAME.lark` over the tokens of a lexer."""
    saved = load_tables().grammar(name)
    if saved is not None and saved[0] == lark_version:
        return Lark.load(BytesIO(saved[1]))
    return build_parser(name, lexer)


def build_parser(name: str, lexer: type[Lexer], *, strict: bool = False) -> Lark:
    """The parser from the grammar's text; `strict` makes Lark refuse a grammar with conflicts."""
    grammar = (data_folder("grammar") / f"{name}.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=lexer, maybe_placeholders=False, strict=strict)


def save_parser(name: str, lexer: type[Lexer]) -> tuple[str, bytes]:
    """A parser as the tables keep it, with the lark version that can load it."""
    table = BytesIO()
    build_parser(name, lexer).save(table)
    return lark_version, table.getvalue()


class FoundLexer(Lexer):
    """A lexer that is handed what it needs, not a text."""

    __future_interface__ = 2

    def __init__(self, lexer_conf: object) -> None:
        """Lark hands the terminals over; there is nothing to compile."""

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Any:
        """The tokens of what was found."""
        raise NotImplementedError
