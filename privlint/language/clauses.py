"""Clauses of a sentence: where they break, whose they are, and what a negation in them governs."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from privlint.language.lexicon import Lexicon
from privlint.language.sentences import Sentence
from privlint.language.tokens import SEMICOLON

_AFTER = 3  # words that may stand between a subject and the predicate that denies it


class Clauses(NamedTuple):
    """The clauses of one sentence: `starts` are the first tokens of each, `cues` the negations.

    `subjects` are (token, class), and `subject_ends` the tokens right after each.
    """

    starts: tuple[int, ...]
    cues: tuple[int, ...]
    subjects: tuple[tuple[int, str], ...]
    subject_ends: frozenset[int]


class ClauseMap:
    """Finds and remembers the clauses of sentences."""

    def __init__(self, lexicon: Lexicon, own_names: frozenset[str] = frozenset()) -> None:
        self.own_names = own_names
        symbols = lexicon.symbols
        self._cue = symbols.get("{negation}", -1)
        self._again = symbols.get("{negation-again}", -1)
        self._exempt = symbols.get("{negation-exempt}", -1)
        self._break = symbols.get("{clause-break}", -1)
        self._start = symbols.get("{clause-start}", -1)
        self._after = symbols.get("{denied-after}", -1)
        self._verb = symbols.get("{predicate-start}", -1)
        self._subjects = [
            (symbols.get(f"{{subject-{name}}}", -1), symbols.get(f"{{subject-{name}!}}", -1), name)
            for name in ("controller", "reader", "third-party")
        ]
        self._held = symbols.get("{data-held}", -1)
        self._held_not = symbols.get("{data-held!}", -1)
        self._name = symbols.get("<name>", -1)
        self._causative = symbols.get("{causative}", -1)
        self._before = lexicon.words.before_subject
        self._owning = lexicon.words.owning_endings
        self._around = lexicon.words.around
        self._is_gerund = lexicon.words.is_gerund
        self._known: dict[int, Clauses] = {}

    def of(self, sentence: Sentence) -> Clauses:
        """The clauses of a sentence."""
        if sentence.index not in self._known:
            self._known[sentence.index] = self._read(sentence)
        return self._known[sentence.index]

    def denied(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether a negation governs tokens `start` to `end`; two negations cancel."""
        clauses = self.of(sentence)
        count = 0
        if clauses.cues:
            begin, _ = self.bounds(sentence, start)
            governing = [cue for cue in clauses.cues if begin <= cue < start]
            count = self.count(sentence, governing)
        if any(self._after in sentence.chart[at] for at in range(end, min(end + _AFTER + 1, len(sentence.tokens)))):
            clause_end = self.bounds(sentence, max(start, end - 1))[1]
            if any(self._after in sentence.chart[at] for at in range(end, min(end + _AFTER + 1, clause_end))):
                count += 1
        return count % 2 == 1

    def count(self, sentence: Sentence, cues: Sequence[int]) -> int:
        """How many negations some cues are; one that only takes up another ("no … *nor*") counts when it is the first."""
        return sum(1 for cue in cues if cue == cues[0] or self._again not in sentence.chart[cue])

    def bounds(self, sentence: Sentence, token: int) -> tuple[int, int]:
        """The half-open token range of the clause that a token stands in."""
        starts = self.of(sentence).starts
        index = bisect_right(starts, token) - 1
        return starts[index], starts[index + 1] if index + 1 < len(starts) else len(sentence.tokens)

    def actor(self, sentence: Sentence, start: int, end: int) -> str:
        """Whose clause tokens `start` to `end` stand in: controller, reader, third-party or unknown."""
        begin, _ = self.bounds(sentence, start)
        before = [kind for at, kind in self.of(sentence).subjects if begin <= at <= start]
        within = [kind for at, kind in self.of(sentence).subjects if start < at < end]
        return before[-1] if before else within[0] if within else "unknown"

    def _read(self, sentence: Sentence) -> Clauses:
        chart, tokens = sentence.chart, sentence.tokens
        covered: set[int] = set()
        for at in range(len(tokens)):
            for end in chart[at].get(self._exempt, ()):
                covered.update(range(at, end))
        cues = self._find_cues(sentence, covered)
        subjects, ends = self._find_subjects(sentence)
        starts = {0}
        for at in range(1, len(tokens)):
            gap = tokens[at].gap
            if gap >= SEMICOLON or self._break in chart[at] or (gap and self._start in chart[at]):
                starts.add(at)
        starts.update(self._inner_starts(sentence, sorted(starts), subjects, cues))
        return Clauses(tuple(sorted(starts)), cues, tuple(subjects), frozenset(ends))

    def _find_cues(self, sentence: Sentence, covered: set[int]) -> tuple[int, ...]:
        """The first tokens of the negations; one within another ("under *no* circumstances") is the same."""
        cues, until = [], 0
        for at in range(len(sentence.tokens)):
            if at >= until and at not in covered and self._cue in sentence.chart[at]:
                cues.append(at)
                until = max(sentence.chart[at][self._cue])
        return tuple(cues)

    def _inner_starts(
        self, sentence: Sentence, starts: list[int], subjects: list[tuple[int, str]], cues: tuple[int, ...]
    ) -> set[int]:
        """Subjects that begin a clause within a clause ("information *we* collect"); a denial just before one belongs to it."""
        found: set[int] = set()
        for at, _ in subjects:
            begin = max(start for start in starts if start <= at)
            earlier = any(begin <= other < at for other, _ in subjects) or any(
                self._verb in sentence.chart[here] and here not in cues for here in range(begin, at - 1)
            )
            if at == begin or not earlier or self._governed(sentence, at):
                continue
            while at > begin and (at - 1 in cues or sentence.tokens[at - 1].norm in self._before):
                at -= 1
            if at > begin:
                found.add(at)
        return found

    def _governed(self, sentence: Sentence, subject: int) -> bool:
        """Whether a subject stands right after a verb that makes it do something ("let third parties use")."""
        return any(
            end == subject
            for at in range(max(0, subject - 3), subject)
            for end in sentence.chart[at].get(self._causative, ())
        )

    def _is_predicate(self, sentence: Sentence, at: int) -> bool:
        return self._verb in sentence.chart[at] and at < len(sentence.tokens) and not sentence.tokens[at].gap

    def _is_inverted(self, sentence: Sentence, at: int, name: str) -> bool:
        """Whether a subject stands right after its verb, where that is no question ("hier speichern *wir*")."""
        return self._around and name == "controller" and at > 0 and self._is_predicate(sentence, at - 1)

    def _find_subjects(self, sentence: Sentence) -> tuple[list[tuple[int, str]], list[int]]:
        found: list[tuple[int, str]] = []
        ends: list[int] = []
        until = 0
        for at, here in enumerate(sentence.chart[:-1]):
            if self._held in here and self._held_not not in here:
                until = max(until, *here[self._held])
            if at < until:
                continue
            best: tuple[int, str] | None = None
            for symbol, unless, name in self._subjects:
                if unless in here:
                    until = max(until, *here[unless])
                    continue
                stops = here.get(symbol, ())
                for end in stops:
                    if end < max(stops) and self._is_gerund(sentence.tokens[end].norm):
                        continue  # "third party *advertising* companies"
                    stands = self._is_predicate(sentence, end) or self._is_inverted(sentence, at, name)
                    owns = sentence.tokens[end - 1].raw.endswith(self._owning)  # "users' *phone* numbers"
                    if stands and not owns and (best is None or end > best[0]):
                        best = (end, "controller" if self._is_own(sentence, at, end) else name)
            if best is None:
                for end in here.get(self._name, [at + 1] if sentence.tokens[at].norm in self.own_names else ()):
                    if self._is_predicate(sentence, end):
                        best = (end, "controller" if self._is_own(sentence, at, end) else "unknown")
            if best is not None:
                found.append((at, best[1]))
                until = best[0]
                ends.append(until)
        return found, ends

    def _is_own(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether tokens are a name or role by which the policy calls its author."""
        return " ".join(token.norm for token in sentence.tokens[start:end]) in self.own_names
