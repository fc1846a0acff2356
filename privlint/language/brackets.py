"""Statements where what a verb takes may stand before it, after it or within its two halves ("geben … weiter").

A clause is cut into parts, one for each verb or row of coordinated verbs; all that stands in a part belongs to its verbs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from privlint.language.clauses import ClauseMap
from privlint.language.lexicon import Lexicon
from privlint.language.phrasing import Phrase, Phrasing, Verb
from privlint.language.sentences import Sentence

_MODALITIES = (("must-word", "must"), ("may-word", "may"))
_AUXILIARIES = ("be-form", "have-form", "may-word", "must-word")


@dataclass(slots=True, eq=False, repr=False)
class Part:
    """Token ranges that belong to the same verbs; `before` is the part that it goes on from ("… and sells them")."""

    ranges: list[tuple[int, int]]
    phrases: list[Phrase] = field(default_factory=list)
    before: Part | None = None
    keeps_denial: bool = False  # what joins the two leaves a denial standing ("nor", "or")
    is_relative: bool = False

    @property
    def verbs(self) -> list[Phrase]:
        """Its verbs."""
        return [phrase for phrase in self.phrases if phrase.kind == "VERB"]

    def tokens(self) -> Iterator[int]:
        """Its tokens, in order."""
        for start, end in self.ranges:
            yield from range(start, end)

    def take(self, other: Part) -> None:
        """Makes another part's ranges and phrases its own."""
        self.ranges = sorted([*self.ranges, *other.ranges])
        self.phrases = sorted([*self.phrases, *other.phrases], key=lambda phrase: phrase.start)


class BracketPhrasing(Phrasing):
    """Phrases in the order of `clauses.lark`, whatever the order in the sentence: subject, verbs, what they take."""

    def __init__(self, lexicon: Lexicon, clauses: ClauseMap) -> None:
        super().__init__(lexicon, clauses)
        self._known: dict[int, list[Part]] = {}

    def terminals(self, sentence: Sentence) -> Iterator[Phrase]:
        """The phrases, part by part."""
        yield Phrase("_SENTENCE", "", 0, 0)
        for part in self.parts(sentence):
            yield Phrase("_CLAUSE", "", part.ranges[0][0], part.ranges[0][1])
            verbs = part.verbs
            if verbs:
                yield from self._subject(sentence, part)
                yield from verbs
            yield from (phrase for phrase in part.phrases if phrase.kind != "VERB")

    def parts(self, sentence: Sentence) -> list[Part]:
        """The parts of a sentence's clauses."""
        if sentence.index not in self._known:
            self._known[sentence.index] = self._read(sentence)
        return self._known[sentence.index]

    def part_of(self, sentence: Sentence, token: int) -> Part:
        """The part that a token stands in."""
        parts = self.parts(sentence)
        return next((part for part in parts if any(start <= token < end for start, end in part.ranges)), parts[0])

    def verb(self, sentence: Sentence, phrase: Phrase, previous: Phrase | None, earlier: Verb | None) -> Verb:
        """How a verb stands: the words of its part say it, in the absence of any those of the part before."""
        part = self.part_of(sentence, phrase.start)
        forms = [sentence.tokens[at].norm for at in range(phrase.start, phrase.end)]
        participle = any(map(self.lexicon.words.is_participle, forms))
        helped = self._helped(sentence, part) if participle else part
        passive = participle and self._has(sentence, helped, "be-form") and not self._has(sentence, helped, "have-form")
        modality = next((value for name, value in _MODALITIES if self._has(sentence, helped, name)), "does")
        return Verb(passive, modality, previous is not None, False, self._is_denied(sentence, part))

    def _helped(self, sentence: Sentence, part: Part) -> Part:
        """The part that has the auxiliary of a participle."""
        while part.before is not None and not any(self._has(sentence, part, name) for name in _AUXILIARIES):
            part = part.before
        return part

    def _is_denied(self, sentence: Sentence, part: Part) -> bool:
        standing = set(part.tokens())
        cues = [cue for cue in self.clauses.of(sentence).cues if cue in standing]
        if not cues:
            return part.before is not None and part.keeps_denial and self._is_denied(sentence, part.before)
        return self.clauses.count(sentence, cues) % 2 == 1

    def _has(self, sentence: Sentence, part: Part, name: str) -> bool:
        return any(self.is_word(sentence, at, name) for at in part.tokens())

    def _is_verb(self, sentence: Sentence, at: int, end: int, found: list[Phrase]) -> bool:
        is_noun = (
            self.lexicon.words.capital_nouns and sentence.tokens[at].raw[:1].isupper() and self._follows(sentence, at)
        )
        return not is_noun and not self.is_word(sentence, at - 1, "noun-before")

    def _follows(self, sentence: Sentence, at: int) -> bool:
        """Whether only a space parts a token from the one before it."""
        return (
            at not in (0, sentence.own)
            and sentence.text[sentence.tokens[at - 1].end : sentence.tokens[at].start] == " "
        )

    def _subjects(self, sentence: Sentence) -> dict[int, str]:
        return {}

    def _subject(self, sentence: Sentence, part: Part) -> Iterator[Phrase]:
        """Who does what a part says, where its words tell."""
        standing = set(part.tokens())
        named = [(at, cls) for at, cls in self.clauses.of(sentence).subjects if at in standing]
        speaker = next((at for at in part.tokens() if self.is_word(sentence, at, "speaker")), -1)
        own = speaker if speaker >= 0 else next((at for at, cls in named if cls == "controller"), -1)
        other = next(
            (
                phrase
                for phrase in part.phrases
                if phrase.kind == "RECIPIENT" and not self.is_led(sentence, phrase.start)
            ),
            None,
        )
        if own >= 0:
            yield Phrase("SUBJECT", "controller", own, own + 1)
        elif other is not None:
            yield Phrase("SUBJECT", "third-party", other.start, other.end)
        elif part.before is None:
            reader = next((at for at in part.tokens() if self.is_word(sentence, at, "subject-reader")), -1)
            if reader >= 0:
                yield Phrase("SUBJECT", "reader", reader, reader + 1)

    def _read(self, sentence: Sentence) -> list[Part]:
        phrases = self.of(sentence)
        starts = sorted({*self.clauses.of(sentence).starts, *self._closed(sentence, phrases), len(sentence.tokens)})
        clauses: list[list[Part]] = []
        for start, end in itertools.pairwise(starts):
            own = [phrase for phrase in phrases if start <= phrase.start < end]
            clauses.append(self._cut(sentence, start, end, own))
        return self._whole(sentence, clauses)

    def _closed(self, sentence: Sentence, phrases: list[Phrase]) -> Iterator[int]:
        """Where a comma after a verb at the end of its clause, and after its auxiliaries, closes the clause."""
        verbs = {phrase.start for phrase in phrases if phrase.kind == "VERB"}
        for phrase in phrases:
            at = phrase.end
            while phrase.kind == "VERB" and any(self.is_word(sentence, at, name) for name in _AUXILIARIES):
                at += 1
            if at < len(sentence.tokens) and sentence.tokens[at].gap and at not in verbs and phrase.kind == "VERB":
                yield at

    def _cut(self, sentence: Sentence, start: int, end: int, phrases: list[Phrase]) -> list[Part]:
        """The parts of one clause."""
        verbs = [phrase for phrase in phrases if phrase.kind == "VERB"]
        relative = bool(
            start > sentence.own and sentence.tokens[start].gap and self.is_word(sentence, start, "relative-pronoun")
        )
        parts = [Part([(start, end)], is_relative=relative)]
        for first, second in itertools.pairwise(verbs):
            at = self._joint(sentence, first.end, second.start)
            if at:
                before = parts[-1]
                before.ranges = [(before.ranges[0][0], at)]
                keeps = self.is_word(sentence, at, "denial-joiner")
                parts.append(Part([(at, end)], before=before, keeps_denial=keeps))
        for part in parts:
            begin, stop = part.ranges[0]
            part.phrases = [phrase for phrase in phrases if begin <= phrase.start < stop]
        return parts

    def _joint(self, sentence: Sentence, start: int, end: int) -> int:
        """The word between two verbs at which the second's part begins; 0 where they share one."""
        joiners = [at for at in range(start, end) if self.is_word(sentence, at, "verb-joiner")]
        if not joiners or len(joiners) == end - start:
            return 0
        return start if start in joiners else joiners[-1]

    def _whole(self, sentence: Sentence, clauses: list[list[Part]]) -> list[Part]:
        """All parts, those put together that only a relative clause or the end of a list's stem keeps apart."""
        found: list[Part] = []
        for parts in clauses:
            first = parts[0]
            whole = None
            if first.ranges[0][0] == sentence.own and sentence.own and found and len(parts) == 1 and not first.verbs:
                whole = next((part for part in reversed(found) if part.verbs), None)
            elif len(found) > 1 and found[-1].is_relative and not first.is_relative:
                apart = next((part for part in reversed(found) if not part.is_relative and part.before is None), None)
                whole = apart if apart is not None and bool(apart.verbs) is not bool(first.verbs) else None
            if whole is None:
                found.extend(parts)
                continue
            if whole.verbs:
                whole.take(first)
            else:
                first.take(whole)
                found.remove(whole)
                found.extend(parts)
        return sorted(found, key=lambda part: part.ranges[-1][0])
