"""The lexicon of a language: every concept of its folder, compiled to one automaton over symbols."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from privlint.language.words import Words, words_from
from privlint.model.errors import RuleError, UnknownConcept

PHRASE_FAMILIES = ("action-", "data-", "recipient-", "purpose-")  # concepts that statements are made of

_KEYS = ("note", "phrases", "values", "unless", "closed", "source", "says", "not")

# A state and a position are one number: the position in the lowest bits, then whether the state is only an end, its record.
POSITION_BITS = 12
END = 1 << POSITION_BITS
STATE_BITS = POSITION_BITS + 1

Implied = tuple[
    tuple[int, ...],  # the symbols that stand where one does
    int,  # the state (shifted, or 0) that leads on
    tuple[
        int, ...
    ],  # and of them those with an "unless" that other concepts refer to: what follows from each is in `opaque`
]
Form = tuple[
    frozenset[int],  # the symbols that a word stands for, of those that lead on from some state
    tuple[int, ...],  # and of those that have a name
    int,  # the state (shifted, or 0) that they lead to from the start of a path
    tuple[int, ...],  # the opaque ones, which are not among the others
]
Child = (
    int | tuple[int, int, int]
)  # a state (shifted), or a symbol, how many words may be skipped before it, and its state
State = tuple[
    Implied | None,  # what stands where a path ends here (all of the record of a state that is only an end)
    frozenset[int],  # the symbols that lead on at once
    dict[int, tuple[Child, ...]],  # each with what it leads to
    frozenset[int],  # the symbols that lead on after a gap
    dict[int, tuple[tuple[int, Child], ...]],  # each with how many words it may skip, and what it leads to
    int,  # the widest of the gaps
]
_MARSHAL = 4  # the version of the format: every Python that can run privlint reads it
NO_FORM: Form = (frozenset(), (), 0, ())


class Records(dict[int, Any]):
    """Forms and states by number, unpacked when they are first asked for: a run needs one in ten of them.

    They are numbers in tuples, sets and dictionaries, which `marshal` unpacks at half the price of `pickle`.
    """

    def __init__(self, records: Iterable[Any] = ()) -> None:
        """Packs the records; the first has number 0."""
        parts = [marshal.dumps(record, _MARSHAL) for record in records]
        self.packed = b"".join(parts)
        self.starts = array("L", accumulate(map(len, parts), initial=0))

    def __missing__(self, number: int) -> Any:
        """The record of a number."""
        record = self[number] = marshal.loads(self.packed[self.starts[number] : self.starts[number + 1]])
        return record

    def __reduce__(self) -> tuple[Any, ...]:
        return Records, (), {"packed": self.packed, "starts": self.starts}


@dataclass(eq=False, repr=False)
class Lexicon:
    """The compiled concepts of a language.

    `symbols` numbers every symbol with a name (concepts, token classes, edges); `forms` gives the record of a normal
    form (a `Form`), and every other record is a `State` or an end's `Implied`. `start` is the state that "^" leads to, shifted.
    `implied` is the state, shifted, of what stands where a token class does.
    `values` maps the symbol of a valued phrase set to (concept, value); `excluded` a concept to its "unless" symbol.
    `opaque` are those of `excluded` that other concepts refer to, each with the state of what
    stands where it does and is not excluded.
    """

    language: str
    words: Words
    symbols: dict[str, int]
    forms: dict[str, int]
    records: Records
    start: int
    implied: dict[int, int]
    values: dict[int, tuple[str, str | int]]
    excluded: dict[int, int]
    opaque: dict[int, int]
    concepts: frozenset[str]
    valued: frozenset[str]

    def symbol(self, concept: str) -> int:
        """The symbol of a concept; raises RuleError when the language has no such concept; -1 for an unused class "<…>"."""
        if concept[0] == "<":
            return self.symbols.get(concept, -1)
        try:
            return self.symbols[f"{{{concept}}}"]
        except KeyError:
            raise UnknownConcept(
                concept, f"no concept {concept!r} in the language {self.language!r}{nearest(concept, self.concepts)}"
            ) from None


def nearest(name: str, known: Iterable[str]) -> str:
    """The hint "; did you mean …?" when a known name is close."""
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def compile_lexicon(language: str, words: dict[str, Any], files: dict[str, dict[str, Any]], grammar: str) -> Lexicon:
    """A lexicon out of a language folder's parsed files: `words.toml`, its concept files by name, and `phrases.lark`.

    Raises RuleError, with the file and the concept, for a pattern that cannot be read, an unknown reference or a name used twice.
    """
    from privlint.language.automaton import Automaton
    from privlint.language.phrases import Expander, phrase_parser

    try:
        word_data = words_from(words)
    except KeyError as error:
        raise RuleError(f"{language}/words.toml: the table or key {error} is missing") from None
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
            if name.startswith(PHRASE_FAMILIES) and "/statements/" not in file and len(files) > 1:
                raise RuleError(f"{where}: names that begin so are statements' phrases and stand in statements/ only")
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
        raise RuleError(f"{file}, [{user.strip('{}')}]: no concept {symbol}{nearest(symbol.strip('{}'), owners)}")
    return automaton.lexicon(language, word_data, values, excluded, frozenset(owners))


def _check_keys(concept: Any, where: str) -> None:
    if not isinstance(concept, dict):
        raise RuleError(f"{where}: a concept is a table with `phrases` or `values`")
    unknown = set(concept) - set(_KEYS)
    if unknown:
        raise RuleError(f"{where}: unknown key {sorted(unknown)[0]!r}; a concept has {', '.join(_KEYS)}")


def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language: from the packed table when it is current, else compiled from the language's folder."""
    from privlint.language.compiled import load_tables

    return load_tables().lexicon(language)
