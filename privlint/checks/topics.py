"""The matters that a sentence speaks of, by the words for them: whether two sentences can be about the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.checks.pairing import Side
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_PART = 0.4  # of the matters of a sentence, for it to be about what another is about


def topics_of(reading: Reading, sentence: Sentence) -> frozenset[str | int]:
    """The words of a sentence that name a matter, without the endings of plurals, and the kinds of such matters."""
    key = topics_of, sentence.index
    if key not in reading.noted:
        words = reading.lexicon.words
        tokens = (token for token in sentence.tokens[sentence.own :] if not token.kind and token.norm.isalpha())
        kinds: frozenset[str | int] = frozenset(
            value for match in reading.in_sentence(sentence, "matter") for value in match.values
        )
        reading.noted[key] = kinds.union(topic for token in tokens if (topic := words.topic(token.norm)))
    found: frozenset[str | int] = reading.noted[key]
    return found


def same_topic(denial: Side, practice: Side) -> bool:
    """Whether both sides name one matter, or, where both ways allow it, the denial speaks of all data; and nothing limits it."""
    if denial.says("left-open") or (denial.statement is not None and set(denial.statement.purposes) - {"sale"}):
        return False
    if "same" not in (denial.way.topic, practice.way.topic) and denial.says("all-data"):
        return True
    said, done = (topics_of(side.reading, side.sentence) for side in (denial, practice))
    return are_alike(said, done)


def are_alike(first: frozenset[str | int], second: frozenset[str | int]) -> bool:
    """Whether a good part of the matters of the shorter of two sentences are those of the other."""
    return len(first & second) >= _PART * max(1, min(len(first), len(second)))


def names_as_asked(denial: Side, practice: Side) -> bool:
    """Whether the practice names what the denial names too (`named`), or something that it does not (`unnamed`)."""
    for concepts, shared in ((denial.way.named, True), (denial.way.unnamed, False)):
        if concepts:
            said, done = (_named(side, concepts) for side in (denial, practice))
            if not (said & done if shared else done - said):
                return False
    return True


def _named(side: Side, concepts: tuple[str, ...]) -> frozenset[str | int]:
    return frozenset(value for match in side.reading.in_sentence(side.sentence, *concepts) for value in match.values)
