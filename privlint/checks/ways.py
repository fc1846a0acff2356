"""Ways: the conditions of rule files, and the places of a policy that meet them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from privlint.checks.quoted import quoted_in
from privlint.language.lexicon import nearest
from privlint.model.errors import RuleError
from privlint.model.findings import Location
from privlint.model.tree import Block

if TYPE_CHECKING:
    from datetime import date

    from privlint.checks.rule import Policy
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

_KEYS = {
    "concept",
    "with",
    "without",
    "section",
    "not-section",
    "near",
    "not-near",
    "statement",
    "polarity",
    "actor",
    "not-actor",
    "link",
    "heading",
    "scope",
    "value",
    "topic",
    "named",
    "unnamed",
    "same-end",
    "other-end",
    "said",
    "short",
    "explained-by",
    "message",
    "anchor",
    "question",
    "quoted",
    "least",
    "apart",
    "matter",
    "weak",
    "at-most",
    "from",
    "to",
}
_POLARITIES = ("affirmed", "denied", "any")
_WITHIN = ("block", "section", "policy")
_QUERY = {
    "actor",
    "action",
    "polarity",
    "modality",
    "data",
    "recipients",
    "purposes",
    "has",
    "only",
    "supposed",
    "voice",
    "breadth",
}


class Way(NamedTuple):
    """One way of meeting a rule; every field that is given must hold. See `docs/rules-format.md`."""

    concepts: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    not_section: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: str = "section"
    not_near: tuple[str, ...] = ()
    not_within: str = "block"
    statement: tuple[tuple[str, tuple[str, ...]], ...] = ()
    polarity: str = "affirmed"
    actor: tuple[str, ...] = ()
    not_actor: tuple[str, ...] = ()
    heading: bool = False
    any_scope: bool = False
    question: bool = False
    quoted: bool = False
    value: tuple[str, ...] = ()
    # "on-condition": as "same", of a denial that is a condition itself
    topic: str = ""  # "same": the other side speaks of the same matter, by its words; "any": or the denial of all data
    named: tuple[str, ...] = ()  # of a denial: concepts of which the practice has a value that the denial has too
    unnamed: tuple[str, ...] = ()  # or that it has not
    same_end: tuple[str, ...] = ()  # of a denial: both put one matter to the end that follows these concepts' words
    other_end: tuple[str, ...] = ()  # or to different ends
    said: str = ""
    short: str = ""
    explained_by: str = ""
    message: str = ""
    whole_sentence: bool = False
    least: int = 1
    apart: tuple[str, ...] = ()
    matter: bool = False  # it opposes only what is named by the same words
    weak: bool = False
    at_most: str = ""  # the severity that a finding by this way does not exceed
    weakened: tuple[str, ...] = ()  # concepts beside which it is weak
    link: bool = False
    since: date | None = None  # the days, both included, on which it counts: what a decision changed
    until: date | None = None


class Place(NamedTuple):
    """Where a way was met: the sentence, its matched tokens, and the values found there."""

    reading: Reading
    sentence: Sentence
    start: int
    end: int
    values: tuple[str | int, ...]
    foreign: bool

    def under(self, headings: tuple[str, ...]) -> bool:
        """Whether it stands under a heading that one of these concepts names."""
        return self.reading.heading_says(self.sentence.path, headings)

    def location(self, note: str = "") -> Location:
        """The sentence, as evidence; under a heading, the first sentence of its text."""
        return Location(self.reading.document.source.path, self.sentence.span, shorten(self.sentence.quote), note)

    def words(self, note: str = "") -> Location:
        """The matched words alone."""
        span = self.sentence.source_span(self.start, self.end)
        first, last = max(self.start, self.sentence.own), self.end - 1
        tokens = self.sentence.tokens
        quote = self.sentence.text[tokens[first].start : tokens[last].end] if last >= first else self.sentence.quote
        return Location(self.reading.document.source.path, span, shorten(quote), note)


def shorten(quote: str, most: int = 400) -> str:
    """A quote of at most `most` characters."""
    return quote if len(quote) <= most else quote[: most - 1].rstrip() + "\u2026"


def read_way(table: dict[str, Any], where: str) -> Way:
    """A way from its table in a rule file; raises RuleError naming the key that is wrong."""
    for key in table:
        if key not in _KEYS:
            raise RuleError(f"{where}: unknown key {key!r} in a way{nearest(key, _KEYS)}")
    near, not_near, weak = table.get("near", {}), table.get("not-near", {}), table.get("weak", False)
    for key, place in (("near", near), ("not-near", not_near)):
        if place.get("within", "section") not in _WITHIN:
            raise RuleError(f"{where}: {key}.within is {place['within']!r}, not one of {', '.join(_WITHIN)}")
    if table.get("polarity", "affirmed") not in _POLARITIES:
        raise RuleError(f"{where}: polarity is {table['polarity']!r}, not one of {', '.join(_POLARITIES)}")
    query = table.get("statement", {})
    for key in query:
        if key not in _QUERY:
            raise RuleError(f"{where}: unknown key {key!r} in a statement{nearest(key, _QUERY)}")
    if not table.get("concept") and not query:
        raise RuleError(f"{where}: a way needs a concept or a statement")
    return Way(
        concepts=names(table.get("concept")),
        all_of=names(table.get("with")),
        none_of=names(table.get("without")),
        section=names(table.get("section")),
        not_section=names(table.get("not-section")),
        near=names(near.get("concept")),
        within=near.get("within", "section"),
        not_near=names(not_near.get("concept")),
        not_within=not_near.get("within", "block"),
        statement=tuple((key, names(value)) for key, value in query.items()),
        polarity=table.get("polarity", "affirmed"),
        actor=names(table.get("actor")),
        not_actor=names(table.get("not-actor")),
        heading=bool(table.get("heading", False)),
        any_scope=table.get("scope") == "any",
        question=bool(table.get("question", False)),
        quoted=bool(table.get("quoted", False)),
        value=names(table.get("value")),
        topic=table.get("topic", ""),
        named=names(table.get("named")),
        unnamed=names(table.get("unnamed")),
        same_end=names(table.get("same-end")),
        other_end=names(table.get("other-end")),
        said=table.get("said", ""),
        short=table.get("short", ""),
        explained_by=table.get("explained-by", ""),
        message=table.get("message", ""),
        whole_sentence=table.get("anchor") == "sentence",
        least=int(table.get("least", 1)),
        apart=names(table.get("apart")),
        at_most=_severity(table, where),
        matter=bool(table.get("matter", False)),
        weak=weak is True,
        weakened=() if isinstance(weak, bool) else names(weak),
        link=bool(table.get("link", False)),
        since=_day(table, "from", where),
        until=_day(table, "to", where),
    )


def _severity(table: dict[str, Any], where: str) -> str:
    severity = str(table.get("at-most", ""))
    if severity not in ("", "warning", "info"):
        raise RuleError(f"{where}: at-most is {severity!r}, not warning or info")
    return severity


def _day(table: dict[str, Any], key: str, where: str) -> date | None:
    from datetime import date

    day = table.get(key)
    if day is not None and type(day) is not date:
        raise RuleError(f"{where}: {key} is {day!r}, not a day such as 2020-07-16, without quotation marks")
    return day


def in_force(ways: tuple[Way, ...], day: date) -> tuple[Way, ...]:
    """The ways that count on a day."""
    return tuple(
        way for way in ways if (way.since is None or way.since <= day) and (way.until is None or day <= way.until)
    )


def names(value: Any) -> tuple[str, ...]:
    """A string or a list of strings as a tuple; None is the empty one."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def find(way: Way, policy: Policy, *, quoted: bool = False) -> list[Place]:
    """Every place of a policy that meets a way, in document order; one place a sentence.

    Of those that are quoted from somebody else, it finds none, or no others.
    """
    found = [place for reading in policy.readings for place in _in_reading(way, reading, policy, quoted)]
    return found if len(found) >= way.least else []


def _in_reading(way: Way, reading: Reading, policy: Policy, quoted: bool) -> Iterator[Place]:
    seen: set[int] = set()
    theirs = quoted_in(reading)
    if quoted and not theirs:
        return
    for sentence, start, end, match in _candidates(way, reading):
        if sentence.index in seen or (sentence.question and not way.question):
            continue
        if sentence.kind == "heading" and not (way.heading and sentence.following):
            continue
        if _heads_a_column(sentence) or (not way.quoted and (sentence.index in theirs) is not quoted):
            continue
        if match is not None and not _polarity_fits(way, reading, match):
            continue
        if not holds(way, reading, policy, sentence):
            continue
        seen.add(sentence.index)
        evidence = sentence.following[0] if sentence.kind == "heading" else sentence
        tokens = (start, end) if evidence is sentence else (evidence.own, len(evidence.tokens))
        values = tuple(_values(way, reading, sentence))
        foreign = not way.any_scope and in_foreign_scope(reading, sentence)
        yield Place(reading, evidence, *tokens, values, foreign)


def _heads_a_column(sentence: Sentence) -> bool:
    return sentence.kind == "cell" and isinstance(sentence.block, Block) and sentence.block.row == 0


def _candidates(way: Way, reading: Reading) -> Iterator[tuple[Sentence, int, int, Match | None]]:
    if way.concepts:
        for match in reading.matches(*way.concepts):
            yield match.sentence, match.start, match.end, match
        return
    for statement in reading.statements:
        if query_holds(way.statement, statement):
            sentence = reading.sentences[statement.sentence]
            yield sentence, sentence.own, len(sentence.tokens), None


def _polarity_fits(way: Way, reading: Reading, match: Match) -> bool:
    if way.polarity != "any" and match.denied is not (way.polarity == "denied"):
        return False
    if not way.actor and not way.not_actor:
        return True
    actor = reading.clauses.actor(match.sentence, match.start, match.end)
    return actor not in way.not_actor and (not way.actor or actor in way.actor)


def holds(way: Way, reading: Reading, policy: Policy, sentence: Sentence) -> bool:
    """Whether a sentence meets what a way asks besides its concept or statement."""
    if (
        way.concepts
        and way.statement
        and not any(query_holds(way.statement, statement) for statement in reading.stated.get(sentence.index, ()))
    ):
        return False
    if any(not _is_there(way, reading, sentence, concept) for concept in way.all_of):
        return False
    if way.none_of and reading.in_sentence(sentence, *way.none_of):
        return False
    if way.section and not reading.heading_says(sentence.path, way.section):
        return False
    if way.not_section and reading.heading_says(sentence.path, way.not_section):
        return False
    if way.apart and not _stands_apart(way, reading, sentence):
        return False
    if way.link and not has_link(sentence):
        return False
    if way.not_near and _is_near(way.not_near, way.not_within, reading, policy, sentence):
        return False
    return not way.near or _is_near(way.near, way.within, reading, policy, sentence)


def has_link(sentence: Sentence) -> bool:
    """Whether a sentence's own part has a link that leads to another page."""
    begin = sentence.tokens[sentence.own].start if sentence.own < len(sentence.tokens) else len(sentence.text)
    return any(
        begin <= link.start - sentence.offset < len(sentence.text)
        and len(link.target) > 1
        and not link.target.startswith("#")
        for link in sentence.block.links
    )


def _stands_apart(way: Way, reading: Reading, sentence: Sentence) -> bool:
    """Whether at least half of the sentences of a sentence's block speak of one of the concepts of `apart`."""
    sizes = reading.note(_by_block, lambda: _by_block(reading.sentences))
    about = reading.note(
        (_by_block, way.apart), lambda: _by_block(match.sentence for match in reading.matches(*way.apart))
    )
    return 2 * about[id(sentence.block)] >= sizes[id(sentence.block)]


def _by_block(sentences: Iterable[Sentence]) -> Counter[int]:
    """How many different sentences there are of each block, by the block's identity."""
    return Counter(id(sentence.block) for sentence in {each.index: each for each in sentences}.values())


def _is_there(way: Way, reading: Reading, sentence: Sentence, concept: str) -> bool:
    """Whether a sentence has the concept too; not denied, where the way asks for what is affirmed."""
    found = reading.in_sentence(sentence, concept)
    return bool(found) if way.polarity != "affirmed" else any(not match.denied for match in found)


def _is_near(concepts: tuple[str, ...], within: str, reading: Reading, policy: Policy, sentence: Sentence) -> bool:
    if within == "policy":
        return any(_parts_with(concepts, "section", other) for other in policy.readings)
    part = sentence.block if within == "block" else sentence.path[-1]
    return id(part) in _parts_with(concepts, within, reading)


def _parts_with(concepts: tuple[str, ...], within: str, reading: Reading) -> frozenset[int]:
    """The identities of the blocks or sections of a document where one of the concepts stands, undenied; a heading is no block."""

    def parts() -> frozenset[int]:
        found = (match.sentence for match in reading.matches(*concepts) if not match.denied)
        if within == "section":
            return frozenset(id(sentence.path[-1]) for sentence in found)
        return frozenset(id(sentence.block) for sentence in found if sentence.kind != "heading")

    return reading.note((_parts_with, within, concepts), parts)


def query_holds(query: tuple[tuple[str, tuple[str, ...]], ...], statement: Any) -> bool:
    """Whether a statement has one of the asked values in each asked field; `has` names fields that must not be empty."""
    for key, wanted in query:
        if key == "has":
            if not all(getattr(statement, name) for name in wanted):
                return False
            continue
        value = getattr(statement, key)
        if not (value in wanted if isinstance(value, str) else any(item in wanted for item in value)):
            return False
    return True


def _values(way: Way, reading: Reading, sentence: Sentence) -> Iterator[str | int]:
    for value in way.value:
        if value[0] in "<{":
            for match in reading.in_sentence(sentence, value if value[0] == "<" else value.strip("{}")):
                if way.polarity == "any" or not match.denied:
                    yield from match.values
        else:
            yield value


def in_foreign_scope(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks only of readers in one place outside the EU and the UK (it, or a heading above it, says so)."""
    if reading.in_sentence(sentence, "eu-scope"):
        return False
    if reading.in_sentence(sentence, "foreign-scope"):
        return True
    return reading.heading_says(sentence.path, ("foreign-scope",)) and not reading.heading_says(
        sentence.path, ("eu-scope",)
    )
