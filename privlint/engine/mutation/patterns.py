"""The patterns of a language, taken apart: every alternative of every pattern has a number of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from privlint.language.words import Words

Node = tuple[
    Any, ...
]  # ("norm", word), ("concept", name), ("class", name), ("gap", width), ("edge", sign), ("choice", optional, options)
Sequence = tuple[Node, ...]
_GAPS = {"..": 2, "...": 6}
_EDGES = {"sentence_start": "^", "sentence_end": "$"}
_BRACKETS = {"group": "()", "optional": "[]", "concept": "{}", "token_class": "<>"}


class Alternative(NamedTuple):
    """What can be taken away: a whole phrase, or one alternative or option in it; `words` as it is written."""

    file: str
    concept: str
    words: str
    phrase: str


class Language(NamedTuple):
    """The open concepts by name (that with "!" holds what a match must not overlap), and all alternatives by number."""

    concepts: dict[str, tuple[tuple[int, Sequence], ...]]
    alternatives: list[Alternative]


def read_patterns(language: str, words: Words) -> Language:
    """The patterns of a language's concept files; those of closed lists are left out."""
    from privlint.language.compiled import parse_toml
    from privlint.language.data import data_folder
    from privlint.language.phrases import phrase_parser

    grammar = data_folder("grammar")
    parser = phrase_parser((grammar / "phrases.lark").read_text("utf-8"))
    concepts: dict[str, tuple[tuple[int, Sequence], ...]] = {}
    taken = _Taken([], words)
    for path in sorted((grammar / language / "concepts").rglob("*.toml")):
        file = f"grammar/{path.relative_to(grammar).as_posix()}"
        for name, concept in parse_toml(path, file).items():
            if concept.get("closed"):
                continue
            for key, suffix in (("phrases", ""), ("unless", "!")):
                phrases = concept.get(key, ())
                if phrases:
                    read = (taken.phrase(file, name + suffix, p, parser.parse(p.lower()).children[0]) for p in phrases)
                    concepts[name + suffix] = tuple(read)
    return Language(concepts, taken.alternatives)


class _Taken:
    """Takes patterns apart."""

    def __init__(self, alternatives: list[Alternative], words: Words) -> None:
        self.alternatives = alternatives
        self._words = words

    def phrase(self, file: str, concept: str, phrase: str, tree: Any) -> tuple[int, Sequence]:
        number = self._number(Alternative(file, concept, phrase, phrase))
        return number, self._sequence(tree, self.alternatives[number])

    def _number(self, alternative: Alternative) -> int:
        self.alternatives.append(alternative)
        return len(self.alternatives) - 1

    def _sequence(self, tree: Any, owner: Alternative) -> Sequence:
        return tuple(node for child in tree.children for node in self._element(child, owner))

    def _element(self, tree: Any, owner: Alternative) -> Iterator[Node]:
        kind, children = tree.data, tree.children
        if kind == "word":
            yield from self._word([str(child) for child in children])
        elif kind in ("concept", "token_class"):
            yield (str(kind).removeprefix("token_"), str(children[0]))
        elif kind == "gap":
            yield ("gap", _GAPS.get(str(children[0])) or int(str(children[0])[2:]))
        elif kind in ("sentence_start", "sentence_end"):
            yield ("edge", _EDGES[kind])
        else:
            options = tuple(self._option(child, owner, inflected=len(children) == 2) for child in children[0].children)
            yield ("choice", kind == "optional", options)

    def _option(self, tree: Any, owner: Alternative, *, inflected: bool) -> tuple[int, Sequence]:
        number = self._number(owner._replace(words=written(tree)))
        sequence = self._sequence(tree, owner)
        return number, _inflected(sequence) if inflected else sequence

    def _word(self, parts: list[str]) -> Iterator[Node]:
        word = parts[0]
        pieces = [word] if word in self._words.kept_hyphens else word.split("-")
        norms = [norm for piece in pieces for norm in self._words.normalise(piece)]
        if len(parts) == 2:
            norms[-1] += "~"
        for norm in norms:
            yield ("norm", norm)


def _inflected(sequence: Sequence) -> Sequence:
    last = sequence[-1]
    if last[0] != "norm" or last[1].endswith("~"):
        return sequence
    return (*sequence[:-1], ("norm", last[1] + "~"))


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
