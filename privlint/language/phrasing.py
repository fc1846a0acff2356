"""Sentences to phrases: the tokens of `clauses.lark` (who, does what, which data, for whom, why, unless, when)."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from privlint.language.clauses import ClauseMap
from privlint.language.lexicon import Lexicon
from privlint.language.sentences import Sentence
from privlint.language.tokens import COLON

_CLASSED = {"action-": "VERB", "data-": "DATA", "recipient-": "RECIPIENT", "purpose-": "PURPOSE"}
_SINGLE = {
    "exception-cue": "EXCEPTION",
    "condition-cue": "CONDITION",
    "passive-agent-controller": "AGENT",
    "passive-agent-other": "AGENT",
    "passive-agent-reader": "AGENT",
    "only-word": "ONLY",
}
_SAME_CLASS = {"data-held": "personal"}
_NOT_PHRASES = {
    "data-holder",
    "data-noun",
    "data-people",
    "data-quantifier",
    "data-owner",
    "data-adjective",
    "data-pronoun",
    "purpose-marker",
    "recipient-lead",
    "recipient-marker",
    "recipient-outside",
    "recipient-us",
    "recipient-reader",
}
_WORD_LISTS = (
    "answer-no",
    "answer-yes",
    "asserting",
    "auxiliary",
    "be-form",
    "causative",
    "data-adjective",
    "data-held",
    "data-owner",
    "data-pronoun",
    "data-quantifier",
    "demonstrative",
    "denial-joiner",
    "denied-object",
    "gives-whom",
    "goes-by-itself",
    "have-form",
    "if-word",
    "infinitive-mark",
    "makes-public",
    "may-word",
    "must-word",
    "narrows-nothing",
    "noun-after",
    "noun-before",
    "nothing-at-all",
    "pointing-back",
    "purpose-marker",
    "reader-enabled",
    "reader-of-itself",
    "receives",
    "recipient-lead",
    "recipient-marker",
    "relative-pronoun",
    "reserving",
    "restricts-data",
    "speaker",
    "subject-reader",
    "supposing",
    "verb-joiner",
    "we",
    "will-word",
)
_RANK = {"EXCEPTION": 6, "AGENT": 5, "RECIPIENT": 4, "DATA": 3, "PURPOSE": 2, "CONDITION": 2, "VERB": 1, "ONLY": 0}
_PREDICATE_RANK = {**_RANK, "VERB": 7}  # right after a subject, "records" is a verb and no data
_AROUND = "-around"  # ends the names of verbs that stand around their object
_INVERTED = 7  # tokens from an auxiliary to the verb after what it is about
_BACK = 6  # tokens that an auxiliary chain may be long


class Phrase(NamedTuple):
    """A phrase at tokens `start` to `end` (half-open): its terminal in the grammar, and its class."""

    kind: str
    cls: str
    start: int
    end: int


class Verb(NamedTuple):
    """How a verb stands in its clause: `form` is base, third, past, gerund; `joined` when coordinated with the verb before."""

    passive: bool
    modality: str
    joined: bool
    reduced: bool  # a participle without an auxiliary ("data collected by us")
    denied: bool


class Phrasing:
    """Finds the phrases of sentences, with a lexicon's phrase concepts."""

    def __init__(self, lexicon: Lexicon, clauses: ClauseMap) -> None:
        self.clauses = clauses
        self.lexicon = lexicon
        symbols = lexicon.symbols
        self.typed = _typed(lexicon)
        self.symbols = frozenset(self.typed)
        self._verbs = frozenset(symbol for symbol, (kind, _) in self.typed.items() if kind == "VERB")
        self._negation = symbols.get("{negation}", -1)
        self._places = [symbols.get(f"{{{name}}}", -1) for name in ("country", "region", "our", "personal-data")]
        self.excluded = {number: unless for number, unless in lexicon.excluded.items() if number in self.typed}
        self.words = {name: symbols.get(f"{{{name}}}", -1) for name in _WORD_LISTS}

    def is_word(self, sentence: Sentence, at: int, name: str) -> bool:
        """Whether a token (by itself or as the start of a phrase) is one of a word list."""
        return 0 <= at < len(sentence.tokens) and self.words[name] in sentence.chart[at]

    def is_led(self, sentence: Sentence, start: int) -> bool:
        """Whether a marker stands before those who receive, with at most two words of description between."""
        return any(self.is_word(sentence, start - back, "recipient-marker") for back in (1, 2, 3))

    def _longest(self, sentence: Sentence, at: int, kind: str, limit: int) -> Phrase | None:
        """The longest phrase of a kind that starts at a token and ends by `limit`; among equals the last by class."""
        found = [
            Phrase(kind, self.typed[symbol][1], at, max(ends))
            for symbol, ends in sentence.chart[at].items()
            if self.typed.get(symbol, ("",))[0] == kind and max(ends) <= limit
        ]
        return max(found, key=lambda part: (part.end, part.cls), default=None)

    def recipients_at(self, sentence: Sentence, at: int) -> tuple[str, ...]:
        """The class of the longest phrase for recipients that starts at a token."""
        found = self._longest(sentence, at, "RECIPIENT", len(sentence.tokens))
        return (found.cls,) if found else ()

    def recipients_within(self, sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
        """The class of the recipients that a verb's own words name ("let *our partners* see")."""
        found = (self.recipients_at(sentence, at) for at in range(phrase.start + 1, phrase.end))
        return next(filter(None, found), ())

    def data_within(self, sentence: Sentence, phrase: Phrase) -> list[Phrase]:
        """The first phrase for data among a verb's own words ("make *your address* available")."""
        found = (self._longest(sentence, at, "DATA", phrase.end) for at in range(phrase.start + 1, phrase.end))
        return next(([part] for part in found if part is not None), [])

    def is_name(self, sentence: Sentence, at: int) -> bool:
        """Whether a name starts at a token that is neither the controller's nor a country's."""
        here = sentence.chart[at]
        for symbol in (self.lexicon.symbols.get("<organisation>", -1), self.lexicon.symbols.get("<name>", -1)):
            for end in here.get(symbol, ()):
                name = " ".join(token.norm for token in sentence.tokens[at:end])
                if name not in self.clauses.own_names and not any(symbol in here for symbol in self._places):
                    return True
        return False

    def of(self, sentence: Sentence) -> list[Phrase]:
        """The phrases of a sentence, in order, none overlapping; verbs only where they are predicates."""
        found: list[Phrase] = []
        subjects = self._subjects(sentence)
        at, count = 0, len(sentence.tokens)
        while at < count:
            if at in subjects:
                found.append(Phrase("SUBJECT", subjects[at], at, at + 1))
            best = self._best(sentence, at, found)
            if best is None:
                at += 1
            else:
                if at in subjects and best.kind in ("RECIPIENT", "DATA"):
                    at = best.end
                    continue
                found.append(best)
                at = best.end
        return found

    def _subjects(self, sentence: Sentence) -> dict[int, str]:
        return dict(self.clauses.of(sentence).subjects)

    def _best(self, sentence: Sentence, at: int, found: list[Phrase]) -> Phrase | None:
        best: Phrase | None = None
        highest = (0, 0)
        here = sentence.chart[at]
        rank = _PREDICATE_RANK if at in self.clauses.of(sentence).subject_ends else _RANK
        for symbol in sorted(self.symbols.intersection(here)):
            kind, cls = self.typed[symbol]
            around = cls.endswith(_AROUND)
            end = at + 1 if around else max(here[symbol])
            if symbol in self.excluded and self.excluded[symbol] in sentence.chart[at]:
                continue
            standing = (end, rank.get(kind, 0) + around)
            if best is not None and standing <= highest:
                continue
            if kind == "VERB" and not self._is_verb(sentence, at, end, found):
                continue
            if kind == "PURPOSE" and not self._is_purpose(sentence, at):
                continue
            best, highest = Phrase(kind, cls.removesuffix(_AROUND), at, end), standing
        return best

    def _is_purpose(self, sentence: Sentence, at: int) -> bool:
        marked = self.is_word(sentence, at - 1, "purpose-marker") or self.is_word(sentence, at, "purpose-marker")
        return at == sentence.own or marked or bool(sentence.tokens[at].gap)

    def _is_verb(self, sentence: Sentence, at: int, end: int, found: list[Phrase]) -> bool:
        tokens = sentence.tokens
        norm, words = tokens[at].norm, self.lexicon.words
        if self.is_word(sentence, end, "noun-after") and end == at + 1 and not words.is_participle(norm):
            return False
        if words.is_gerund(norm):
            return (
                self._be_before(sentence, at)
                or self._is_denied_gerund(sentence, at)
                or self._joins(sentence, at, found)
            )
        if words.is_participle(norm):
            described = self.is_word(sentence, at - 1, "noun-before") and self._adjective(sentence, at, end)
            return not described or self._is_inverted(sentence, at)
        if self._goes_by_itself(sentence, at, found):
            return True
        if self.is_word(sentence, at - 1, "noun-before") and not tokens[at].gap:
            return at in self.clauses.of(sentence).subject_ends
        if self.is_word(sentence, at, "goes-by-itself"):
            return False
        if words.is_third_person(norm):
            return self._has_subject(sentence, at)
        return True

    def _goes_by_itself(self, sentence: Sentence, at: int, found: list[Phrase]) -> bool:
        """Whether data, named right before a verb and its auxiliaries, go somewhere by themselves."""
        is_moved = self.is_word(sentence, at, "goes-by-itself") and bool(found) and found[-1].kind == "DATA"
        return is_moved and self.chain_start(sentence, at) <= found[-1].end

    def _adjective(self, sentence: Sentence, at: int, end: int) -> bool:
        return any(self.typed.get(symbol, ("",))[0] in ("DATA", "RECIPIENT") for symbol in sentence.chart[end]) or (
            end < len(sentence.tokens) and not self.is_word(sentence, at - 1, "auxiliary")
        )

    def _has_subject(self, sentence: Sentence, at: int) -> bool:
        subjects = [subject for subject, _ in self.clauses.of(sentence).subjects if subject < at]
        if not subjects:
            return self.is_word(sentence, at - 1, "relative-pronoun")
        return at - subjects[-1] <= 6 and self.chain_start(sentence, at) <= at

    def _is_denied_gerund(self, sentence: Sentence, at: int) -> bool:
        cues = self.clauses.of(sentence).cues
        return any(0 < at - cue <= 3 and not self.is_word(sentence, cue, "noun-before") for cue in cues)

    def _be_before(self, sentence: Sentence, at: int) -> bool:
        return any(self.is_word(sentence, here, "be-form") for here in range(self.chain_start(sentence, at), at))

    def _joins(self, sentence: Sentence, at: int, found: list[Phrase]) -> bool:
        if not found or found[-1].kind != "VERB":
            return False
        return all(self.is_word(sentence, here, "verb-joiner") for here in range(found[-1].end, at)) and (
            at > found[-1].end or bool(sentence.tokens[at].gap)
        )

    def chain_start(self, sentence: Sentence, at: int) -> int:
        """The first token of the auxiliary chain right before a verb (the verb itself when there is none)."""
        start = at
        while start > 0 and at - start < _BACK:
            if self._in_chain(sentence, start - 1):
                start -= 1
            else:
                cue = self._denial_before(sentence, start)
                if cue < 0:
                    break
                start = cue
        return start

    def _denial_before(self, sentence: Sentence, at: int) -> int:
        """Where a denial of several words begins that ends right before a token ("are *under no circumstances* told"), or -1."""
        ends = ((cue, max(sentence.chart[cue].get(self._negation, (0,)))) for cue in self.clauses.of(sentence).cues)
        return next((cue for cue, end in ends if end == at and end > cue + 1), -1)

    def _in_chain(self, sentence: Sentence, at: int) -> bool:
        in_list = self.is_word(sentence, at, "auxiliary") or self.is_word(sentence, at, "infinitive-mark")
        return in_list or self.lexicon.words.is_adverb(sentence.tokens[at].norm)

    def verb(self, sentence: Sentence, phrase: Phrase, previous: Phrase | None, earlier: Verb | None) -> Verb:
        """How a verb phrase stands: its voice and modality, inherited from the verb that it is coordinated with."""
        start = self.chain_start(sentence, phrase.start)
        joined = previous is not None and self._joined(sentence, previous.end, phrase.start)
        chain = range(start, phrase.start)
        participle = self.lexicon.words.is_participle(sentence.tokens[phrase.start].norm)
        denied = self._denied(sentence, phrase, start, previous, earlier, joined=joined)
        if joined and earlier is not None and not any(self.is_word(sentence, at, "be-form") for at in chain):
            modality = self._modality(sentence, chain) or earlier.modality
            return Verb(earlier.passive and participle, modality, True, earlier.reduced, denied)
        passive = participle and (
            any(self.is_word(sentence, at, "be-form") for at in chain) or self._is_inverted(sentence, start)
        )
        have = any(self.is_word(sentence, at, "have-form") for at in chain)
        reduced = participle and not passive and not have and not self._after_subject(sentence, start)
        if reduced and earlier is not None and earlier.passive and self._goes_on(sentence, start):
            passive, reduced = True, earlier.reduced
        return Verb(passive or reduced, self._modality(sentence, chain) or "does", False, reduced, denied)

    def _goes_on(self, sentence: Sentence, start: int) -> bool:
        """Whether a participle shares the auxiliary of the passive before it ("is kept here *and never sold*")."""
        begin, _ = self.clauses.bounds(sentence, start)
        return start > begin and self.is_word(sentence, start - 1, "verb-joiner")

    def _is_inverted(self, sentence: Sentence, start: int) -> bool:
        """Whether the auxiliary stands before what the verb is about ("in no case *is* your data sold")."""
        return any(
            self.is_word(sentence, at, "be-form")
            and any(
                self.typed.get(number, ("",))[0] == "DATA" and start in ends
                for number, ends in sentence.chart[at + 1].items()
            )
            for at in range(max(0, start - _INVERTED), start - 1)
        )

    def _denied(
        self,
        sentence: Sentence,
        phrase: Phrase,
        start: int,
        previous: Phrase | None,
        earlier: Verb | None,
        *,
        joined: bool,
    ) -> bool:
        """Whether a verb is denied: by its clause, or, when it is a finite verb after another, by its own auxiliaries alone."""
        finite = start < phrase.start and any(
            self.is_word(sentence, at, name)
            for at in range(start, phrase.start)
            for name in ("be-form", "may-word", "will-word", "must-word", "have-form")
        )
        in_clause = previous is not None and previous.start >= self.clauses.bounds(sentence, phrase.start)[0]
        cues = self.clauses.of(sentence).cues
        own = [cue for cue in cues if start <= cue < phrase.start]
        if own:
            return len(own) % 2 == 1
        if joined and earlier is not None:
            return earlier.denied
        if (
            previous is not None
            and in_clause
            and finite
            and not joined
            and not self.is_word(sentence, start - 1, "verb-joiner")
        ):
            return any(previous.end <= cue < start for cue in cues)
        return self.clauses.denied(sentence, phrase.start, phrase.end)

    def _after_subject(self, sentence: Sentence, at: int) -> bool:
        for subject, _ in self.clauses.of(sentence).subjects:
            between = range(subject + 1, min(at + 1, len(sentence.tokens)))
            if subject < at <= subject + 4 and not any(self._is_break(sentence, here) for here in between):
                return True
        return False

    def _is_break(self, sentence: Sentence, at: int) -> bool:
        return sentence.tokens[at].gap >= COLON

    def _joined(self, sentence: Sentence, start: int, end: int) -> bool:
        between = range(start, end)
        words = all(self.is_word(sentence, at, "verb-joiner") or self._in_chain(sentence, at) for at in between)
        return words and (end > start or bool(sentence.tokens[end].gap))

    def _modality(self, sentence: Sentence, chain: range) -> str:
        for name, modality in (("must-word", "must"), ("may-word", "may"), ("will-word", "will")):
            if any(self.is_word(sentence, at, name) for at in chain):
                return modality
        return ""

    def is_narrowed(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a phrase for data speaks of some data only ("this data", "information about your purchases")."""
        if self.is_word(sentence, phrase.end, "restricts-data"):
            return not self.is_word(sentence, phrase.end, "narrows-nothing")
        if any(self._points(sentence, at, phrase.start) for at in range(phrase.start, phrase.end)):
            return True
        before = phrase.start - 1
        known = ("data-quantifier", "data-owner", "data-adjective", "noun-before", "auxiliary", "verb-joiner")
        if phrase.end - phrase.start > 1 or before < 0 or sentence.tokens[phrase.start].gap:
            return False
        is_verb = any(self.typed.get(symbol, ("",))[0] == "VERB" for symbol in sentence.chart[before])
        return not is_verb and not any(self.is_word(sentence, before, name) for name in known)

    def _points(self, sentence: Sentence, at: int, start: int) -> bool:
        """Whether a token of a phrase is a demonstrative, and joins no clauses ("information *that* you give us")."""
        joins = at > start or self.is_word(sentence, at + 1, "data-owner")  # "assured *that your* address"
        relative = joins and self.is_word(sentence, at, "relative-pronoun")
        return self.is_word(sentence, at, "demonstrative") and not relative

    def may_state(self, sentence: Sentence) -> bool:
        """Whether any word of a sentence can be a verb that statements are made of."""
        return not all(map(self._verbs.isdisjoint, sentence.chart))

    def terminals(self, sentence: Sentence) -> Iterator[Phrase]:
        """The phrases with a `_CLAUSE` mark where each clause begins; the first of all is `_SENTENCE`."""
        starts = list(self.clauses.of(sentence).starts)
        yield Phrase("_SENTENCE", "", 0, 0)
        for phrase in self.of(sentence):
            while starts and starts[0] <= phrase.start:
                yield Phrase("_CLAUSE", "", starts.pop(0), phrase.start)
            yield phrase


@cache
def _typed(lexicon: Lexicon) -> dict[int, tuple[str, str]]:
    """The symbols that are phrases, each with its terminal and class."""
    symbols = lexicon.symbols
    typed = {symbols[f"{{{name}}}"]: (kind, name) for name, kind in _SINGLE.items() if f"{{{name}}}" in symbols}
    for prefix, kind in _CLASSED.items():
        for symbol in (symbol for symbol in symbols if symbol.startswith("{" + prefix)):
            name = symbol.strip("{}")
            if "=" not in name and not name.endswith("!") and name not in _NOT_PHRASES:
                typed[symbols[symbol]] = (kind, _SAME_CLASS.get(name) or name.removeprefix(prefix))
    typed[symbols.get("<period>", -1)] = ("PERIOD", "period")
    typed[symbols.get("{country}", -2)] = ("PLACE", "country")
    return typed
