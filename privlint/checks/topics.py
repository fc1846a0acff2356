"""The matters that a sentence speaks of, by the words for them: whether two sentences can be about the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.checks.pairing import Side
    from privlint.checks.rule import Policy
    from privlint.checks.ways import Way
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_SHORTEST = 3  # letters of a word that names a matter
_PART = 0.4  # of the matters of a sentence, for it to be about what another is about


def knows_topics(policy: Policy) -> bool:
    """Whether the languages of a policy know which words name no matter; those that do not have no topics."""
    return all(reading.lexicon.words.no_topics for reading in policy.readings)


def can_be_asked(way: Way, policy: Policy) -> bool:
    """Whether the languages of a policy know what a way asks for, as far as topics go."""
    return not way.topic or knows_topics(policy)


def topics_of(reading: Reading, sentence: Sentence) -> frozenset[str | int]:
    """The words of a sentence that name a matter, without the endings of plurals, and the kinds of such matters."""
    return reading.note(
        (topics_of, sentence.index), lambda: _named_in(reading, sentence, sentence.own, len(sentence.tokens))
    )


def _named_in(reading: Reading, sentence: Sentence, start: int, end: int) -> frozenset[str | int]:
    words = reading.lexicon.words
    tokens = (token for token in sentence.tokens[start:end] if not token.kind and token.norm.isalpha())
    matches = (match for match in reading.in_sentence(sentence, "matter") if start < match.end <= end)
    kinds: frozenset[str | int] = frozenset(value for match in matches for value in match.values)
    own = reading.clauses.own_names
    return kinds.union(topic for token in tokens if token.norm not in own and (topic := words.topic(token.norm)))


def same_topic(denial: Side, practice: Side) -> bool:
    """Whether both sides name one matter, or, where both ways allow it, the denial speaks of all data; and nothing limits it."""
    if (denial.way.topic != "on-condition" and denial.says("left-open")) or (
        denial.statement is not None and set(denial.statement.purposes) - {"sale"}
    ):
        return False
    if "same" not in (denial.way.topic, practice.way.topic) and denial.says("all-data"):
        return True
    if denial.way.same_end or denial.way.other_end:
        return _ends_as_asked(denial, practice)
    said, done = (topics_of(side.reading, side.sentence) for side in (denial, practice))
    return are_alike(said, done)


def are_alike(first: frozenset[str | int], second: frozenset[str | int]) -> bool:
    """Whether a good part of the matters of the shorter of two sentences are those of the other."""
    return len(first & second) >= _PART * max(1, min(len(first), len(second)))


def sharing(sets: Sequence[frozenset[str | int]]) -> Iterator[list[int]]:
    """For each set, the later ones that have a member of it, in order: what shares none is never compared."""
    places = _places(sets)
    for number, own in enumerate(sets):
        yield sorted({at for member in own for at in places[member] if at > number})


def _places(sets: Iterable[frozenset[str | int]]) -> dict[str | int, list[int]]:
    places: dict[str | int, list[int]] = {}
    for number, own in enumerate(sets):
        for member in own:
            places.setdefault(member, []).append(number)
    return places


class Opposite:
    """The practices that denials may meet, found by what they speak of where a way asks for that (`topic`)."""

    def __init__(self, practices: Sequence[Side]) -> None:
        self.practices = practices
        self._any = [at for at, side in enumerate(practices) if not side.way.topic]

    def of(self, denial: Side) -> Sequence[Side]:
        """Those that a denial may meet, in order: for all others `same_topic` does not hold."""
        by_topic = denial.way.topic or len(self._any) < len(self.practices)
        if not by_topic or denial.says("all-data"):
            return self.practices
        found = {at for topic in topics_of(denial.reading, denial.sentence) for at in self._by_topic.get(topic, ())}
        if not denial.way.topic:
            found.update(self._any)
        return [self.practices[at] for at in sorted(found)]

    @cached_property
    def _by_topic(self) -> dict[str | int, list[int]]:
        return _places(topics_of(side.reading, side.sentence) for side in self.practices)


def names_as_asked(denial: Side, practice: Side) -> bool:
    """Whether the practice names what the denial names too (`named`), or something that it does not (`unnamed`)."""
    for concepts, shared in ((denial.way.named, True), (denial.way.unnamed, False)):
        if concepts:
            said, done = (side.reading.values_in(side.sentence, *concepts) for side in (denial, practice))
            if not (said & done if shared else done - said):
                return False
    return True


def _ends_as_asked(denial: Side, practice: Side) -> bool:
    """Whether both sides put one matter to the same end (`same-end`), or to different ones (`other-end`)."""
    way = denial.way
    (said, end_said), (done, end_done) = (_put_to(side, way.same_end or way.other_end) for side in (denial, practice))
    if not (said & done and are_alike(said, done) and end_said and end_done):
        return False
    alike = shared(end_said, end_done)
    return alike >= _PART * min(len(end_said), len(end_done)) if way.same_end else not alike


def _put_to(side: Side, concepts: tuple[str, ...]) -> tuple[frozenset[str | int], frozenset[str]]:
    """The matters named before the words that begin an end, the first after those of the side's way began; and the end's words."""
    reading, sentence, place = side.reading, side.sentence, side.place
    since, last = (place.start, place.end) if place is not None else (sentence.own, len(sentence.tokens))
    found = [(match.start, match.end) for match in reading.in_sentence(sentence, *concepts) if match.start > since]
    until, start = min(found, default=(last, last))
    return _named_in(reading, sentence, sentence.own, until), _matter_in(reading, sentence, start)


def same_matter(denial: Side, practice: Side) -> bool:
    """Whether both name what they are about with largely the same words: two at least, and a third of the shorter."""
    said, done = (matter(side.reading, side.sentence) for side in (denial, practice))
    return shared(said, done) >= max(2, min(len(said), len(done)) // 3)


def matter(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The words by which a sentence names its matter: all but those that stand in sentences about anything."""
    return reading.note((matter, sentence.index), lambda: _matter_in(reading, sentence, sentence.own))


def _matter_in(reading: Reading, sentence: Sentence, start: int) -> frozenset[str]:
    words = {token.norm for token in sentence.tokens[start:] if token.kind in ("", "plain", "word")}
    written = reading.lexicon.words
    named = words.difference(written.common, written.numbers, written.units)
    return frozenset(word for word in named if len(word) >= _SHORTEST)


def shared(first: frozenset[str], second: frozenset[str]) -> int:
    """How many words of one sentence stand in another, in whatever form: "objection" and "object" are one word."""
    return min(
        sum(any(_is_form(word, other) for other in there) for word in here)
        for here, there in ((first, second), (second, first))
    )


def _is_form(word: str, other: str) -> bool:
    """Whether two words begin alike for so long that they are forms of one."""
    shorter = min(len(word), len(other))
    alike = next((at for at in range(shorter) if word[at] != other[at]), shorter)
    return alike >= max(min(_SHORTEST + 1, shorter), 3 * max(len(word), len(other)) / 5)
