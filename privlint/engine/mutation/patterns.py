"""The patterns of a language, taken apart: every phrase that can be taken away has a number of its own."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from privlint.language.words import Words

if TYPE_CHECKING:
    from pathlib import Path

Node = tuple[
    Any, ...
]  # ("norm", word), ("concept", name), ("class", name), ("gap", width), ("edge", sign), ("choice", optional, options)
Sequence = tuple[Node, ...]
_GAPS = {"..": 2, "...": 6}
_EDGES = {"sentence_start": "^", "sentence_end": "$"}
_BRACKETS = {"group": "()", "optional": "[]", "concept": "{}", "token_class": "<>"}
NEVER = -1  # the number of what cannot be taken away: entries of closed lists, and values


class Phrase(NamedTuple):
    """What can be taken away: `words` of the pattern `entry`, which are all of it where it is no list of phrases."""

    file: str
    concept: str
    words: str
    entry: str


class Language(NamedTuple):
    """The patterns of each concept (of that with "!", what a match must not overlap), and all phrases by number."""

    concepts: dict[str, tuple[tuple[int, Sequence], ...]]
    phrases: list[Phrase]


def read_patterns(folder: Path, words: Words, only: Container[str] | None = None) -> Language:
    """The patterns of the concept files of a language folder: of all concepts, or of some only."""
    from privlint.language.compiled import concept_files
    from privlint.language.data import data_folder
    from privlint.language.phrases import phrase_parser

    parser = phrase_parser((data_folder("grammar") / "phrases.lark").read_text("utf-8"))
    taken = _Taken(parser, words)
    concepts: dict[str, tuple[tuple[int, Sequence], ...]] = {}
    for file, tables in concept_files(folder).items():
        for name, concept in tables.items():
            if only is not None and name not in only:
                continue
            closed = bool(concept.get("closed"))
            for key, suffix in (("phrases", ""), ("unless", "!")):
                found = [
                    one for entry in concept.get(key, ()) for one in taken.entry(file, name + suffix, entry, closed)
                ]
                if key == "phrases":
                    values = concept.get("values", {}).values()
                    found += [
                        one for entries in values for entry in entries for one in taken.entry(file, name, entry, True)
                    ]
                if found:
                    concepts[name + suffix] = tuple(found)
    return Language(concepts, taken.phrases)


class _Taken:
    """Takes patterns apart."""

    def __init__(self, parser: Any, words: Words) -> None:
        self.phrases: list[Phrase] = []
        self._parser = parser
        self._words = words

    def entry(self, file: str, concept: str, entry: str, closed: bool) -> Iterator[tuple[int, Sequence]]:
        """The phrases of a pattern: of a list of alternatives each pattern is one, and all terms together."""
        tree = self._parser.parse(entry.lower()).children[0]
        for words, sequence in self._parts(tree, entry):
            if closed:
                yield NEVER, sequence
            else:
                self.phrases.append(Phrase(file, concept, words, entry))
                yield len(self.phrases) - 1, sequence

    def _parts(self, tree: Any, entry: str) -> Iterator[tuple[str, Sequence]]:
        first = tree.children[0]
        options = first.children[0].children if len(tree.children) == 1 and first.data == "group" else []
        patterns = [option for option in options if not _is_term(option)]
        if not patterns:
            yield entry, self._sequence(tree)
            return
        inflected = len(first.children) == 2
        for option in patterns:
            yield written(option), self._option(option, inflected=inflected)
        terms = [option for option in options if _is_term(option)]
        if terms:
            yield "|".join(map(written, terms)), (self._choice(terms, optional=False, inflected=inflected),)

    def _sequence(self, tree: Any) -> Sequence:
        return tuple(node for child in tree.children for node in self._element(child))

    def _element(self, tree: Any) -> Iterator[Node]:
        kind, children = tree.data, tree.children
        if kind == "word":
            yield from self._word(str(children[0]), inflected=len(children) == 2)
        elif kind in ("concept", "token_class"):
            yield (str(kind).removeprefix("token_"), str(children[0]))
        elif kind == "gap":
            yield ("gap", _GAPS.get(str(children[0])) or int(str(children[0])[2:]))
        elif kind in ("sentence_start", "sentence_end"):
            yield ("edge", _EDGES[kind])
        else:
            yield self._choice(children[0].children, optional=kind == "optional", inflected=len(children) == 2)

    def _choice(self, options: Iterable[Any], *, optional: bool, inflected: bool) -> Node:
        return ("choice", optional, tuple(self._option(option, inflected=inflected) for option in options))

    def _option(self, tree: Any, *, inflected: bool) -> Sequence:
        sequence = self._sequence(tree)
        last = sequence[-1]
        if not inflected or last[0] != "norm" or last[1].endswith("~"):
            return sequence
        return (*sequence[:-1], ("norm", last[1] + "~"))

    def _word(self, word: str, *, inflected: bool) -> Iterator[Node]:
        pieces = [word] if word in self._words.kept_hyphens else word.split("-")
        norms = [norm for piece in pieces for norm in self._words.normalise(piece)]
        norms[-1] += "~" if inflected else ""
        yield from (("norm", norm) for norm in norms)


def _is_term(tree: Any) -> bool:
    """Whether an alternative is a word, a term of several words or one concept: a member of a class, and no pattern."""
    return len(tree.children) == 1 or all(child.data == "word" for child in tree.children)


def written(tree: Any) -> str:
    """A part of a pattern, as it is written."""
    if not hasattr(tree, "data"):
        return str(tree)
    inner = [written(child) for child in tree.children]
    kind = str(tree.data)
    if kind == "sequence":
        return " ".join(inner)
    if kind == "choice":
        return "|".join(inner)
    if kind in _EDGES:
        return _EDGES[kind]
    brackets = _BRACKETS.get(kind, "")
    return brackets[:1] + inner[0] + brackets[1:] + "".join(inner[1:])
