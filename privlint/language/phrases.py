"""The phrase language: patterns to trees (by `phrases.lark`), trees to paths of symbols.

A symbol is a string: a normal form ("share"), an inflection ("share~"), a concept ("{we}"), a token class ("<email>"),
a set of alternatives ("(a|b)"), a gap ("..6"), or a sentence's edge ("^", "$").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from privlint.language.classes import CLASSES
from privlint.language.words import Words
from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

MOST_PATHS = 256
_BARE = ("..", "^", "$")  # gaps and edges stand for no word: a set cannot hold them
_GAPS = {"..": 2, "...": 6}

Path = tuple[str, ...]


@cache
def phrase_parser(grammar: str) -> Lark:
    """The parser of the phrase language, from the text of `phrases.lark`."""
    from lark import Lark

    return Lark(grammar, parser="lalr", maybe_placeholders=False)


class Expander:
    """Expands patterns to paths, and collects the sets of alternatives met on the way (`sets`: symbol to its paths)."""

    def __init__(self, parse: Callable[[str], Tree[Token]], words: Words) -> None:
        self.parse = parse
        self.words = words
        self.sets: dict[str, tuple[Path, ...]] = {}

    def paths(self, pattern: str, where: str) -> tuple[Path, ...]:
        """All paths of a pattern; raises RuleError with the place when it is not one."""
        from lark.exceptions import UnexpectedInput

        try:
            tree = self.parse(pattern.lower())
        except UnexpectedInput as error:
            column = getattr(error, "column", "?")
            raise RuleError(f"{where}: cannot read the pattern {pattern!r} at column {column}") from None
        found = tuple(dict.fromkeys(self._sequence(tree.children[0], where)))
        if len(found) > MOST_PATHS:
            raise RuleError(
                f"{where}: the pattern {pattern!r} has more than {MOST_PATHS} readings; make parts of it a concept"
            )
        for path in found:
            if not path or path[0].startswith("..") or path[-1].startswith(".."):
                raise RuleError(f"{where}: the pattern {pattern!r} can be empty, or starts or ends with a gap")
        return found

    def _sequence(self, tree: Tree[Token] | Token, where: str) -> Iterator[Path]:
        parts = [list(self._element(child, where)) for child in tree.children]  # type: ignore[union-attr]
        total = 1
        for part in parts:
            total *= len(part)
        if total > 8 * MOST_PATHS:
            raise RuleError(
                f"{where}: a pattern has {total} readings, more than {MOST_PATHS}; make parts of it a concept"
            )
        for choice in product(*parts):
            yield _joined(choice)

    def _element(self, tree: Tree[Token] | Token, where: str) -> Iterator[Path]:
        kind, children = tree.data, tree.children  # type: ignore[union-attr]
        if kind == "word":
            yield from self._word([str(child) for child in children], where)
        elif kind == "concept":
            yield (f"{{{children[0]}}}",)
        elif kind == "token_class":
            if str(children[0]) not in CLASSES:
                raise RuleError(f"{where}: no token class <{children[0]}>; there are: {', '.join(CLASSES)}")
            yield (f"<{children[0]}>",)
        elif kind == "gap":
            yield (f"..{_GAPS.get(str(children[0])) or int(str(children[0])[2:])}",)
        elif kind in ("sentence_start", "sentence_end"):
            yield ("^",) if kind == "sentence_start" else ("$",)
        else:
            yield from self._choice(children[0], where, optional=kind == "optional", inflected=len(children) == 2)

    def _choice(self, tree: Tree[Token] | Token, where: str, *, optional: bool, inflected: bool) -> Iterator[Path]:
        options: list[Path] = []
        for child in tree.children:  # type: ignore[union-attr]
            options.extend(self._sequence(child, where))
        if inflected:
            options = [_inflected(path) for path in options]
        options = list(dict.fromkeys(options))
        if () in options:
            optional = True
            options.remove(())
        if optional:
            yield ()
        if len(options) < 3 or any(path[0][:2] in _BARE or path[-1][:2] in _BARE for path in options):
            yield from options
            return
        symbol = "(" + "|".join(" ".join(path) for path in sorted(options)) + ")"
        self.sets[symbol] = tuple(options)
        yield (symbol,)

    def _word(self, parts: list[str], where: str) -> Iterator[Path]:
        inflected = len(parts) == 2
        norms: list[str] = []
        word = parts[0]
        for piece in self.words.parts(word):
            norms.extend(self.words.normalise(piece))
        if not norms:
            raise RuleError(f"{where}: {word!r} is no word")
        if inflected:
            norms[-1] += "~"
        yield tuple(norms)


def _joined(parts: tuple[Path, ...]) -> Path:
    """The parts as one path; gaps that meet (round a skipped option) become the wider one."""
    path: list[str] = []
    for symbol in (symbol for part in parts for symbol in part):
        if path and symbol.startswith("..") and path[-1].startswith(".."):
            path[-1] = max(path[-1], symbol, key=lambda gap: int(gap[2:]))
        else:
            path.append(symbol)
    return tuple(path)


def _inflected(path: Path) -> Path:
    last = path[-1]
    return path if last[0] in "{<(^$." or last.endswith("~") else (*path[:-1], last + "~")
