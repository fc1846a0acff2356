"""Blocks and headings to sentences: the units in which concepts and statements are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from privlint.language.chart import MOST_TOKENS, Chart, ClassValues, build_chart
from privlint.language.lexicon import Lexicon
from privlint.language.tokens import Token, tokenise
from privlint.language.torn import is_torn, mend
from privlint.language.words import Words
from privlint.model.text import MappedText, Span
from privlint.model.tree import Block, Document, Heading, Section

_BOUNDARY = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9\u00c0-\u00de\u2022*-])|[!?]+\s+"
    r"|(?:(?<=[a-z]{3})|(?<=\d{4}))\.(?=[A-Z][a-z]+[ ,])"  # a space that its writer forgot
)
_LAST_WORD = re.compile(r"(?:\w['\u2019])?[\w.]+$")  # "don't" is no initial
_CLOSING = frozenset(')]"\u201d\u2019 ')  # a full stop after one of these ends a sentence
_FIRST_WORD = re.compile(r"\w+")
MOST_KEPT = 2_048  # sentences that stay understood: those of an editor's policy, which is read again at every keystroke
LONGEST = 4_000  # characters of a sentence; what is longer is none, and is read in pieces


@dataclass(slots=True, eq=False, repr=False)
class Sentence:
    """One sentence, heading, list item or cell, with the lead that it completes and the chart of what stands in it."""

    index: int
    text: str  # lead and own part, as matched
    own: int  # the first token of the own part
    span: Span  # of the own part in the source
    quote: str  # the own part, as a reader sees it
    tokens: list[Token]
    kind: str  # heading, paragraph, item, cell, quote
    block: Block | Heading
    path: tuple[Section, ...]
    mapped: MappedText
    offset: int  # where the own part starts in `mapped.text`, less where it starts in `text`
    question: bool
    chart: Chart
    class_values: ClassValues
    following: tuple[Sentence, ...] = field(default=())

    def source_span(self, start: int, end: int) -> Span:
        """The source span of tokens `start` to `end`; the part that stands in the lead is left out."""
        start = max(start, self.own)
        if end <= start:
            return self.span
        return self.mapped.span(self.tokens[start].start + self.offset, self.tokens[end - 1].end + self.offset)


def split(text: str, words: Words) -> list[tuple[int, int]]:
    """The half-open places of the sentences of a text, without the white space between them."""
    places, start = [], 0
    for boundary in _BOUNDARY.finditer(text):
        before = _LAST_WORD.search(text, start, boundary.start() + 1)
        word = before.group().rstrip(".").lower() if before else ""
        closes = not word and text[boundary.start() - 1 : boundary.start()] in _CLOSING
        if (
            text[boundary.start()] == "."
            and not closes
            and _is_short(word, words)
            and not _ends(word, text, boundary.end(), words)
        ):
            continue
        if word.isdigit() and boundary.start() - start == len(word):
            continue
        if word.isdigit() and _is_ordinal(_first_word(text, boundary.end()), words):
            continue
        places.append((start, boundary.start() + len(boundary.group().rstrip())))
        start = boundary.end()
    if text[start:].strip():
        places.append((start, len(text.rstrip())))
    return places


def _is_ordinal(following: str, words: Words) -> bool:
    """Whether a number with a full stop counts what follows it ("4. Mai", "das 16. Lebensjahr")."""
    return following in words.counted or (words.dotted_days and following in words.months)


def _first_word(text: str, start: int) -> str:
    word = _FIRST_WORD.match(text, start)
    return word.group().lower() if word else ""


def pieces(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places, those that are too long for a sentence cut between words."""
    if all(end - start <= LONGEST for start, end in places):
        return places
    found = []
    for start, end in places:
        while end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST)
            cut = cut if cut > 0 else text.find(" ", start + LONGEST, end)
            if cut < 0:
                break
            found.append((start, cut))
            start = cut + 1
        found.append((start, end))
    return found


def _is_short(word: str, words: Words) -> bool:
    """Whether a word before a full stop is an abbreviation, an initial or none."""
    is_known = word in words.abbreviations or word.endswith(words.abbreviation_endings)
    return is_known or (len(word) == 1 and word not in words.lone_letters) or not word


def _ends(word: str, text: str, at: int, words: Words) -> bool:
    """Whether the full stop of an abbreviation ends a sentence too ("name, address, etc. We")."""
    following = _FIRST_WORD.match(text, at) if word in words.last_abbreviations else None
    return following is not None and following.group().lower() in words.openers


class SentenceReader:
    """Reads a document's sentences in order."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.count = 0
        self._last: dict[str, str] = {}  # the last sentence of a lead

    def read(self, document: Document) -> Iterator[Sentence]:
        """All sentences in document order; a heading's `following` are the first sentences under it."""
        for path in document.root.walk():
            section = path[-1]
            own: list[Sentence] = []
            heading = section.heading
            head = self._sentences(heading.text, heading, "heading", (), path, whole=True) if heading else []
            for block in section.blocks:
                lead = tuple(text.text for text in block.lead)
                own.extend(self._sentences(block.text, block, block.kind.value, lead, path))
            for sentence in head:
                sentence.following = tuple(own[:6])
            yield from head
            yield from own

    def _sentences(
        self,
        mapped: MappedText,
        block: Block | Heading,
        kind: str,
        lead: tuple[str, ...],
        path: tuple[Section, ...],
        *,
        whole: bool = False,
    ) -> list[Sentence]:
        text, words = mapped.text, self.lexicon.words
        places = pieces(text, [(0, len(text))] if whole and text.strip() else split(text, words))
        sentences = []
        for number, (start, end) in enumerate(places):
            sentences.append(
                self._sentence(mapped, start, end, block, kind, lead if number == 0 or kind == "cell" else (), path)
            )
        return sentences

    def _sentence(
        self,
        mapped: MappedText,
        start: int,
        end: int,
        block: Block | Heading,
        kind: str,
        lead: tuple[str, ...],
        path: tuple[Section, ...],
    ) -> Sentence:
        own_text = mapped.text[start:end]
        prefix = "".join(part + " " for part in (self._last_sentence(text) for text in lead))
        own, tokens, chart, values = understood(prefix, own_text, self.lexicon)
        sentence = Sentence(
            index=self.count,
            text=prefix + own_text,
            own=own,
            span=mapped.span(start, end),
            quote=own_text,
            tokens=tokens,
            kind=kind,
            block=block,
            path=path,
            mapped=mapped,
            offset=start - len(prefix),
            question=own_text.rstrip("\"'\u201d\u2019) ").endswith("?"),
            chart=chart,
            class_values=values,
        )
        self.count += 1
        return sentence

    def _last_sentence(self, text: str) -> str:
        if text not in self._last:
            places = pieces(text, split(text, self.lexicon.words))
            self._last[text] = text[places[-1][0] : places[-1][1]] if places else text
        return self._last[text]


@lru_cache(maxsize=MOST_KEPT)
def understood(prefix: str, own_text: str, lexicon: Lexicon) -> tuple[int, list[Token], Chart, ClassValues]:
    """The first token of a sentence that is not of its lead, its tokens, what stands where in it, the values of its token classes.

    The same words are understood once: what is given out must not be changed.
    """
    tokens = list(_lead_tokens(prefix, lexicon)) if prefix else []
    own = len(tokens)
    tokens.extend(_tokens(own_text, lexicon, len(prefix)))
    del tokens[MOST_TOKENS:]
    return own, tokens, *build_chart(tokens, own, lexicon)


@lru_cache(maxsize=8)  # the sentences of one lead follow each other
def _lead_tokens(prefix: str, lexicon: Lexicon) -> tuple[Token, ...]:
    return tuple(_tokens(prefix, lexicon))


def _tokens(text: str, lexicon: Lexicon, offset: int = 0) -> list[Token]:
    tokens = tokenise(text, lexicon.words, offset)
    return mend(tokens, text, offset, lexicon.words, lexicon.forms) if is_torn(text) else tokens
