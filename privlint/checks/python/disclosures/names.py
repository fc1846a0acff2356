"""Names in a document: runs of capitalised words, with or without a legal form, also where a sentence begins with one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_JOINTS = frozenset("&+-.|'\u2019\u00ae\u2122")
_MOST_WORDS = 9


class Name(NamedTuple):
    """A name at tokens `start` to `end` (half-open): `formal` when it has a legal form, `key` its words in lower case."""

    start: int
    end: int
    formal: bool
    key: tuple[str, ...]


class NameFinder:
    """Finds the names of one document. A capitalised word that begins a sentence is one only when it is known as one elsewhere."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.lexicon.words
        self._ordinary = self._marks("ordinary-word") | self._marks("we-alone")
        self._joining = self._marks("name-joining")
        self._inner = self._marks("name-inner-word")
        self._forms = self._marks("clear-legal-form")
        self._known = self._capitalised_inside()
        self._domains = frozenset(self._in_addresses()) if self.words.capital_nouns else frozenset()
        self._names: dict[int, tuple[Name, ...]] = {}

    def of(self, sentence: Sentence) -> tuple[Name, ...]:
        """The names of a sentence, in order."""
        if sentence.index not in self._names:
            self._names[sentence.index] = tuple(self._find(sentence))
        return self._names[sentence.index]

    def starting(self, sentence: Sentence, first: int, last: int) -> Name | None:
        """The first name that starts at tokens `first` to `last` (both included)."""
        return next((name for name in self.of(sentence) if first <= name.start <= last), None)

    def ending(self, sentence: Sentence, first: int, last: int) -> Name | None:
        """The last name that ends (half-open) at tokens `first` to `last` (both included)."""
        return next((name for name in reversed(self.of(sentence)) if first <= name.end <= last), None)

    def legal(self, sentence: Sentence, start: int) -> Name | None:
        """The capitalised words from a token to a legal form, ordinary ones ("App Studio Ltd") too."""
        tokens = sentence.tokens
        for end in range(start, min(start + _MOST_WORDS, len(tokens))):
            if not tokens[end].raw[:1].isupper():
                return None
            if end > start and self._is_form(sentence, end):
                return self._name(sentence, start, end + 1)
        return None

    def is_named_beside(self, name: Name, sentence: Sentence) -> bool:
        """Whether another sentence than the one given has a name, word by word."""
        size = len(name.key)
        places = self.reading.note((NameFinder, size), lambda: self._runs(size))
        return any(index != sentence.index for index in places.get(name.key, ()))

    def _runs(self, size: int) -> dict[tuple[str, ...], list[int]]:
        """The sentences in which each run of so many words stands."""
        found: dict[tuple[str, ...], list[int]] = {}
        for sentence in self.reading.sentences:
            norms = [token.norm for token in sentence.tokens[sentence.own :]]
            for run in {tuple(norms[at : at + size]) for at in range(len(norms) - size + 1)}:
                found.setdefault(run, []).append(sentence.index)
        return found

    def is_repeated(self, name: Name) -> bool:
        """Whether each word of a name stands capitalised inside running text too, or in the title."""
        return all(word in self._known for word in name.key)

    def _marks(self, concept: str) -> frozenset[tuple[int, int]]:
        return frozenset(
            (match.sentence.index, at)
            for match in self.reading.matches(concept)
            for at in range(match.start, match.end)
        )

    def _capitalised_inside(self) -> dict[str, int]:
        """How often each word stands capitalised inside running text; titles count too."""
        counts: dict[str, int] = {}
        for sentence in self.reading.sentences:
            shouted = _is_shouted(sentence)
            for at, token in enumerate(sentence.tokens):
                if at < sentence.own or not token.raw[:1].isupper():
                    continue
                inside = at > sentence.own and token.gap == 0 and sentence.kind != "heading" and not shouted
                if (inside or sentence.index == 0) and not self.is_ordinary(sentence, at):
                    counts[token.norm] = counts.get(token.norm, 0) + 1
        return counts

    def _in_addresses(self) -> Iterator[str]:
        """The parts of the domains in the document's addresses."""
        for match in self.reading.matches("<email>", "<url>"):
            domain = match.sentence.tokens[match.start].norm.rpartition("@")[2].rpartition("//")[2].partition("/")[0]
            yield from domain.removeprefix("www.").split(".")[:-1]

    def is_ordinary(self, sentence: Sentence, at: int) -> bool:
        """Whether a word is no name's beginning."""
        return sentence.tokens[at].norm in self.words.never_names or (sentence.index, at) in self._ordinary

    def _find(self, sentence: Sentence) -> Iterator[Name]:
        tokens, at = sentence.tokens, sentence.own
        shouted = _is_shouted(sentence)
        while at < len(tokens):
            end = self._end(sentence, at, shouted)
            if end > at:
                name = self._name(sentence, at, end)
                if name.formal or not shouted or len(tokens) - sentence.own <= _MOST_WORDS:
                    yield name
            at = max(end, at + 1)

    def _end(self, sentence: Sentence, at: int, shouted: bool) -> int:
        """Where the name that starts at a token ends; `at` itself when none does."""
        tokens = sentence.tokens
        if not self._starts(sentence, at):
            return at
        end = at + 1
        while end < len(tokens) and end - at < _MOST_WORDS and self._goes_on(sentence, end):
            end += 1
            if self._is_form(sentence, end - 1):
                break
        last = end - 1
        while last + 1 < len(tokens) and tokens[last + 1].gap <= 1 and self._is_form(sentence, last + 1):
            last += 1
        if last >= end:
            return last + 1
        if self.words.capital_nouns and not (_is_run(sentence, at, end) or tokens[at].norm in self._domains):
            return at
        first = at == sentence.own and end == at + 1
        if first and not shouted and tokens[at].norm not in self._known and not _is_coined(tokens[at].raw):
            return at
        return end

    def _starts(self, sentence: Sentence, at: int) -> bool:
        raw = sentence.tokens[at].raw
        if raw.islower() and not self._is_before_form(sentence, at):  # which most words are
            return False
        if sentence.tokens[at].kind or self.is_ordinary(sentence, at) or (sentence.index, at) in self._forms:
            return False
        if _is_code(sentence, at):
            return False
        return raw[:1].isupper() or _is_coined(raw) or self._is_before_form(sentence, at)

    def _is_before_form(self, sentence: Sentence, at: int) -> bool:
        """Whether a word of letters comes right before a legal form with a capital."""
        return (
            (sentence.index, at + 1) in self._forms
            and sentence.tokens[at + 1].gap == 0
            and sentence.tokens[at].raw.isalpha()
            and sentence.tokens[at + 1].raw[0].isupper()
        )

    def _goes_on(self, sentence: Sentence, at: int) -> bool:
        tokens = sentence.tokens
        token = tokens[at]
        if token.gap > 1 or (token.gap == 1 and not _is_ampersand(sentence, at)):
            return False
        if token.kind == "number":
            return len(token.norm) < 4
        if token.kind:
            return False
        if (sentence.index, at) in self._joining:
            return at + 1 < len(tokens) and tokens[at + 1].gap == 0 and self._starts(sentence, at + 1)
        return token.raw[:1].isupper() and ((sentence.index, at) in self._inner or not self.is_ordinary(sentence, at))

    def _is_form(self, sentence: Sentence, at: int) -> bool:
        token = sentence.tokens[at]
        if token.norm in self.words.never_names and at and sentence.tokens[at - 1].raw.isupper():
            return False
        return token.raw in self.words.legal_forms or (sentence.index, at) in self._forms

    def _name(self, sentence: Sentence, start: int, end: int) -> Name:
        formal = end - start > 1 and any(self._is_form(sentence, at) for at in range(start, end))
        return Name(start, end, formal, tuple(token.norm for token in sentence.tokens[start:end]))


def _is_run(sentence: Sentence, start: int, end: int) -> bool:
    """Whether tokens are at least two words, or one that is written as only names are; a compound is one word."""
    tokens = sentence.tokens[start:end]
    raw = tokens[0].raw
    return len({token.start for token in tokens}) > 1 or _is_coined(raw) or (raw.isupper() and len(raw) > 1)


def _is_coined(raw: str) -> bool:
    """Whether a word is written as only names are: a capital inside it ("iShop", "MyTown"), or with digits."""
    return any(letter.isupper() for letter in raw[1:]) and not raw.isupper()


def _is_ampersand(sentence: Sentence, at: int) -> bool:
    return sentence.text[sentence.tokens[at - 1].end : sentence.tokens[at].start].strip() in _JOINTS


def _is_shouted(sentence: Sentence) -> bool:
    """Whether a sentence is written in capitals, or each of its words with one, so that capitals tell nothing."""
    words = [token.raw for token in sentence.tokens[sentence.own :] if token.raw[:1].isalpha()]
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _is_code(sentence: Sentence, at: int) -> bool:
    """Whether a word is a part of an identifier of a program: glued to an underscore, or to a point before it."""
    token, text = sentence.tokens[at], sentence.text
    return "_" in (text[token.start - 1 : token.start], text[token.end : token.end + 1]) or (
        text[token.start - 1 : token.start] == "." and text[token.start - 2 : token.start - 1].islower()
    )
