"""The lexicon of a language: every concept of its folder, compiled to one automaton over symbols."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from privlint.language.words import Words, words_from
from privlint.model.errors import RuleError

PHRASE_FAMILIES = ("action-", "data-", "recipient-", "purpose-")  # concepts that statements are made of
Edges = dict[int, int]  # symbol to node
Implied = tuple[
    tuple[int, ...], tuple[int, ...]
]  # symbols that stand where one does, and the nodes that lead on from them

Merged = tuple[dict[int, tuple[int, ...]], tuple[tuple[int, dict[int, tuple[int, ...]]], ...]]


@dataclass(slots=True)
class Lexicon:
    """The compiled concepts of a language.

    `symbols` numbers every symbol; `forms` maps a normal form to what it implies; `edges[node]` leads on by symbol,
    `gaps[node]` by skipping up to so many words; `accepts[node]` is what follows where a path ends (concepts, sets).
    `implied` says the same of a token class; `placed` are the symbols whose places in a sentence are remembered: those
    that a gap may lead to, concepts and token classes.
    `values` maps the symbol of a valued phrase set to (concept, value); `excluded` a concept to its "unless" symbol.
    """

    language: str
    words: Words
    symbols: dict[str, int]
    forms: dict[str, Implied]
    edges: list[Edges]
    gaps: dict[int, tuple[tuple[int, int], ...]]
    accepts: dict[int, Implied]
    implied: dict[int, Implied]
    placed: frozenset[int]
    values: dict[int, tuple[str, str | int]]
    excluded: dict[int, int]
    concepts: frozenset[str]
    valued: frozenset[str]
    merged: dict[tuple[int, ...], Merged] = field(
        default_factory=dict, compare=False
    )  # filled while sentences are read

    def symbol(self, concept: str) -> int:
        """The symbol of a concept; raises RuleError when the language has no such concept."""
        try:
            return self.symbols[f"{{{concept}}}"]
        except KeyError:
            raise RuleError(
                f"no concept {concept!r} in the language {self.language!r}{_nearest(concept, self.concepts)}"
            ) from None


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def compile_lexicon(language: str, words: dict[str, Any], files: dict[str, dict[str, Any]], grammar: str) -> Lexicon:
    """A lexicon out of a language folder's parsed files: `words.toml`, its concept files by name, and `phrases.lark`.

    Raises RuleError, with the file and the concept, for a pattern that cannot be read, an unknown reference or a name used twice.
    """
    from privlint.language.automaton import Automaton
    from privlint.language.phrases import Expander, phrase_parser

    word_data = words_from(words)
    expander = Expander(phrase_parser(grammar).parse, word_data)
    owners: dict[str, str] = {}
    automaton = Automaton(word_data)
    values: dict[str, tuple[str, str | int]] = {}
    excluded: dict[str, str] = {}
    for file, concepts in sorted(files.items()):
        for name, concept in concepts.items():
            where = f"{file}, [{name}]"
            if name in owners:
                raise RuleError(f"{where}: the concept stands in {owners[name]} already")
            owners[name] = file
            if name.startswith(PHRASE_FAMILIES) and "/statements-" not in file and len(files) > 1:
                raise RuleError(f"{where}: names that begin so are statements' phrases and stand in statements-*.toml only")
            _check_keys(concept, where)
            automaton.declare(f"{{{name}}}")
            for pattern in concept.get("phrases", ()):
                automaton.add(f"{{{name}}}", expander.paths(pattern, where))
            for value, patterns in concept.get("values", {}).items():
                symbol = f"{{{name}={value}}}"
                values[symbol] = (name, int(value) if value.isdigit() else value)
                for pattern in patterns:
                    automaton.add(symbol, expander.paths(pattern, where))
                automaton.add(f"{{{name}}}", [(symbol,)])
            if concept.get("unless"):
                excluded[f"{{{name}}}"] = f"{{{name}!}}"
                for pattern in concept["unless"]:
                    automaton.add(f"{{{name}!}}", expander.paths(pattern, where))
    for symbol, options in list(expander.sets.items()):
        automaton.add(symbol, options)
    unknown = automaton.undeclared()
    if unknown:
        symbol, user = unknown
        file = owners.get(user.strip("{}!").split("=")[0], "?")
        raise RuleError(f"{file}, [{user.strip('{}')}]: no concept {symbol}{_nearest(symbol.strip('{}'), owners)}")
    return automaton.lexicon(language, word_data, values, excluded, frozenset(owners))


def _check_keys(concept: Any, where: str) -> None:
    if not isinstance(concept, dict):
        raise RuleError(f"{where}: a concept is a table with `phrases` or `values`")
    unknown = set(concept) - {"note", "phrases", "values", "unless", "closed", "source"}
    if unknown:
        raise RuleError(
            f"{where}: unknown key {sorted(unknown)[0]!r}; a concept has note, phrases, values, unless, closed, source"
        )


def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language: from the packed table when it is current, else compiled from the language's folder."""
    from privlint.language.compiled import load_tables

    return load_tables().lexicon(language)
