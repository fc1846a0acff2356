"""Sentences in which a part of a pattern stands, and the parts that they lack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.engine.mutation.patterns import Node, Sequence, read_patterns
from privlint.language.data import data_folder

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_LEAST = 0.5  # of the weight of a pattern
_MOST_SHOWN = 4  # alternatives


class Fragment(NamedTuple):
    """A sentence, the concept of which it has a part, the parts that it has, and those that it lacks; `weight` to 1."""

    reading: Reading
    sentence: Sentence
    concept: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    weight: float


def fragments(concepts: tuple[str, ...], readings: tuple[Reading, ...]) -> list[Fragment]:
    """The sentences that have most of a pattern of some concepts; one entry a sentence, the fullest first."""
    best: dict[tuple[int, int], Fragment] = {}
    for number, reading in enumerate(readings):
        folder = data_folder("grammar") / reading.document.language
        language = read_patterns(folder, reading.lexicon.words, only=concepts)
        parts = _Parts(reading)
        for concept in concepts:
            for _, sequence in language.concepts.get(concept, ()):
                for fragment in _of_pattern(concept, sequence, parts):
                    key = number, fragment.sentence.index
                    if key not in best or fragment.weight > best[key].weight:
                        best[key] = fragment
    return sorted(best.values(), key=lambda fragment: -fragment.weight)


def _of_pattern(concept: str, sequence: Sequence, parts: _Parts) -> Iterator[Fragment]:
    nodes = [node for node in sequence if node[0] not in ("gap", "edge") and not (node[0] == "choice" and node[1])]
    weights = {node: parts.weight(node) for node in nodes}
    total = sum(weights.values())
    if len(nodes) < 2 or not total:
        return
    candidates = set().union(*(parts.of(node) for node in nodes))
    for index in sorted(candidates):
        has = [node for node in nodes if index in parts.of(node)]
        weight = sum(weights[node] for node in has) / total
        sentence = parts.reading.sentences[index]
        if weight >= _LEAST and len(has) < len(nodes) and sentence.kind != "heading":
            lacks = tuple(told(node) for node in nodes if node not in has)
            words = tuple(dict.fromkeys(repr(parts.words(node, sentence)) for node in has))
            yield Fragment(parts.reading, sentence, concept, words, lacks, weight)


class _Parts:
    """In which sentences of a reading each part of a pattern stands; a rare part weighs more."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._known: dict[Node, frozenset[int]] = {}

    def of(self, node: Node) -> frozenset[int]:
        """The sentences that have a part."""
        if node not in self._known:
            self._known[node] = frozenset(s.index for s in self.reading.sentences if self._has(node, s))
        return self._known[node]

    def weight(self, node: Node) -> float:
        """From 0 to 1: how little a part is to be expected."""
        return 1.0 - len(self.of(node)) / (len(self.reading.sentences) + 1)

    def _has(self, node: Node, sentence: Sentence) -> bool:
        return self.words(node, sentence) is not None

    def words(self, node: Node, sentence: Sentence) -> str | None:
        """The words of a sentence that are a part, in lower case; None where it has them not."""
        kind, name = node[0], node[1]
        if kind == "choice":
            found = (self._words_of(option, sentence) for option in node[2])
            return next((words for words in found if words is not None), None)
        tokens = sentence.tokens
        if kind == "norm":
            inflect = self.reading.lexicon.words.inflect
            forms = set(inflect(name[:-1])) if name.endswith("~") else {name}
            return next((token.norm for token in tokens if token.norm in forms), None)
        symbol = self.reading.lexicon.symbols.get(f"<{name}>" if kind == "class" else f"{{{name}}}", -1)
        for start, here in enumerate(sentence.chart[:-1]):
            if symbol in here:
                return sentence.text[tokens[start].start : tokens[max(here[symbol]) - 1].end]
        return None

    def _words_of(self, option: Sequence, sentence: Sentence) -> str | None:
        parts = [self.words(part, sentence) for part in option if part[0] not in ("gap", "edge")]
        return " ".join(part for part in parts if part is not None) if None not in parts else None


def told(node: Node) -> str:
    """A part of a pattern, in words."""
    if node[0] != "choice":
        return _plain(node) if node[0] != "norm" else repr(_plain(node))
    options = [" ".join(_plain(part) for part in option if part[0] != "gap") for option in node[2]]
    return " or ".join([*map(repr, options[:_MOST_SHOWN]), *(["…"] if len(options) > _MOST_SHOWN else [])])


def _plain(node: Node) -> str:
    if node[0] == "choice":
        return "|".join(" ".join(_plain(part) for part in option if part[0] != "gap") for option in node[2][:2])
    return {"class": f"<{node[1]}>", "concept": f"{{{node[1]}}}"}.get(node[0], str(node[1]).rstrip("~"))
