"""Paragraphs: the same text twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import beginning, finding, passages
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.checks.python.document.passages import Passage
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.language.tokens import Token
    from privlint.language.words import Words as WordData

_SENTENCE = 12  # words; a shorter sentence may well come back
_ENOUGH = 20  # words said again that make a paragraph a repetition
_SHARE = 0.5  # of the shorter paragraph, or else:
_LONG = 40  # words said again that are too many whatever their share
_NEAR = 12  # passages between two repetitions that belong to one stretch
_TIMES = 3  # so many times the same is a refrain that the layout wants

Words = tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Pair:
    """Two passages with the sentences that stand in both, and how many words these have."""

    first: Passage
    second: Passage
    said: Sentence
    again: Sentence
    words: int = 0


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Paragraphs of which a good part stands in an earlier paragraph word for word, or nearly; a run of them once."""
    found = []
    for reading in policy.readings:
        for first, *others in _runs(_pairs(reading)):
            related = [beginning(reading, first.said, "the same text")]
            related.extend(beginning(reading, pair.again, "stands above too") for pair in others)
            found.append(finding(data, beginning(reading, first.again), related=related))
    return Outcome(findings=tuple(found))


def _pairs(reading: Reading) -> list[Pair]:
    places: dict[Words, list[tuple[Passage, Sentence]]] = {}
    sizes: dict[int, int] = {}
    pairs: dict[tuple[int, int], Pair] = {}
    for passage in passages(reading):
        if passage.kind not in ("paragraph", "quote"):
            continue
        for sentence in passage.sentences:
            count = len(sentence.tokens) - sentence.own
            sizes[passage.index] = sizes.get(passage.index, 0) + count
            if count < _SENTENCE:
                continue
            earlier = places.setdefault(_gist(sentence, reading.lexicon.words), [])
            if earlier and earlier[0][0] is not passage:
                first, said = earlier[0]
                pairs.setdefault((first.index, passage.index), Pair(first, passage, said, sentence)).words += count
            earlier.append((passage, sentence))
    refrains = {passage.index for there in places.values() if len(there) >= _TIMES for passage, _ in there}
    return [
        pair
        for (first, second), pair in sorted(pairs.items(), key=lambda item: item[0][1])
        if _is_much(pair.words, min(sizes[first], sizes[second])) and not {first, second} <= refrains
    ]


def _is_much(count: int, shorter: int) -> bool:
    return count >= _ENOUGH and (count >= _SHARE * shorter or count >= _LONG)


def _runs(pairs: list[Pair]) -> list[list[Pair]]:
    """The pairs, those together that repeat one stretch of the policy in order."""
    runs: list[list[Pair]] = []
    for pair in pairs:
        before = runs[-1][-1] if runs else None
        near = (
            before
            and pair.second.index - before.second.index <= _NEAR
            and abs(pair.first.index - before.first.index) <= _NEAR
        )
        if near:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _gist(sentence: Sentence, words: WordData) -> Words:
    """What sentences share that differ in words of little weight: the long words, the numbers, the denials, the prefixes."""
    own = sentence.tokens[sentence.own :]
    return tuple(sorted({token.norm for token in own if _weighs(token.norm, words) or _is_prefix(sentence, token)}))


def _weighs(word: str, words: WordData) -> bool:
    return len(word) > 4 or word in words.gap_stops or not word.isalpha()


def _is_prefix(sentence: Sentence, token: Token) -> bool:
    """Whether a hyphen ties a word to the next, as in "non-urgent"."""
    return sentence.text[token.end : token.end + 1] == "-" and sentence.text[token.end + 1 : token.end + 2].isalpha()
