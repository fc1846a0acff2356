"""What a version states: values that can be compared whatever the language, each with the sentence that has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.python.defects.deadlines import longest_days
from privlint.checks.python.translations.versions import Clause, Version, clause_of, place_of, section_of
from privlint.model.findings import Location

if TYPE_CHECKING:
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence

_NEARLY = 0.03  # the share by which two ways of saying one period may differ: a year, twelve months
_TELLING_DIGITS = 6  # of a telephone number, from its end: the same with and without the code of the country


class Fact(NamedTuple):
    """A value that a version states: `subject` is the disclosure that it belongs to, or what the rule file calls it."""

    subject: str
    value: str
    place: Location
    clause: Clause
    section: Clause
    is_contact: bool = False


def stated(version: Version, name: str, concepts: tuple[str, ...]) -> list[Fact]:
    """The values of a disclosure; of a date that can be read in two ways, both."""
    found = list(_by_ways(version, name)) or list(_by_evidence(version, name, concepts))
    return list({fact.value: fact for fact in reversed(found)}.values())[::-1]


def contacts(version: Version, subject: str, concepts: tuple[str, ...]) -> list[Fact]:
    """The addresses and numbers that stand in a version, each once."""
    found: dict[str, Fact] = {}
    for reading, match in version.matches(*concepts):
        words = words_of(match)
        found.setdefault(_bare(words), _fact(subject, words, reading, match.sentence, is_contact=True))
    return list(found.values())


def names(version: Version, name: str, after: tuple[str, ...], known: tuple[str, ...]) -> list[Fact]:
    """The names of those that a disclosure tells of: known ones, those with a legal form, and those after the words for what they do."""
    sentences = {id(place.sentence): place for _, place in version.places(name)}
    found: dict[str, Fact] = {}
    for reading, match in version.matches("<organisation>", *known, *after):
        if id(match.sentence) in sentences:
            words = _apposed(match) if match.concept in after else words_of(match)
            if words:
                found.setdefault(words.casefold(), _fact(name, words, reading, match.sentence))
    return list(found.values())


def is_stated(version: Version, fact: Fact, name: str, concepts: tuple[str, ...]) -> bool:
    """Whether a version has a value anywhere, or cannot be asked for it."""
    if any(same(fact.value, other) for other in (str(v) for _, place in version.places(name) for v in place.values)):
        return True
    if not concepts:
        return _has_literal(version, fact.value, name)
    if not any(version.knows(concept, _plain(fact.value)) for concept in concepts):
        return True
    return any(same(fact.value, str(value)) for _, match in version.matches(*concepts) for value in match.values)


def has_words(version: Version, fact: Fact) -> bool:
    """Whether the words, or the last digits, of a contact or name stand anywhere in a version."""
    digits = "".join(letter for letter in fact.value if letter.isdigit())
    if fact.is_contact and "@" not in fact.value and len(digits) >= _TELLING_DIGITS:
        return digits[-_TELLING_DIGITS:] in version.digits
    return fact.value.casefold() in version.text


def same(one: str, other: str) -> bool:
    """Whether two values are one: periods of nearly the same length, a day and its month."""
    if one == other:
        return True
    if one[:1] == other[:1] == "P":
        first, second = (longest_days((period,), business=False) for period in (one, other))
        return bool(first and second) and abs(first - second) <= _NEARLY * max(first, second)
    return _is_date(one) and _is_date(other) and (one.startswith(other) or other.startswith(one))


def words_of(match: Match) -> str:
    """The words of a match as they are written."""
    tokens = match.sentence.tokens
    return match.sentence.text[tokens[match.start].start : tokens[match.end - 1].end]


def _by_ways(version: Version, name: str) -> Iterator[Fact]:
    for _, place in version.places(name):
        for value in place.values:
            yield _fact(name, str(value), place.reading, place.sentence)


def _by_evidence(version: Version, name: str, concepts: tuple[str, ...]) -> Iterator[Fact]:
    """The values of a rule that is written in Python, at the first of its evidence that has them."""
    disclosure = version.disclosure(name)
    said = [version.sentence(place) for place in disclosure.evidence] if disclosure else []
    for reading, match in version.matches(*concepts):
        if disclosure and any(match.sentence is sentence for sentence in said):
            for value in match.values:
                if value in disclosure.value:
                    yield _fact(name, str(value), reading, match.sentence)


def _fact(subject: str, value: str, reading: Reading, sentence: Sentence, *, is_contact: bool = False) -> Fact:
    path = reading.document.source.path
    clause, section = clause_of(path, sentence), section_of(path, sentence)
    return Fact(subject, value, place_of(reading, sentence), clause, section, is_contact)


def _has_literal(version: Version, value: str, name: str) -> bool:
    """Whether words that ways of a rule take for a value stand anywhere, not denied, but in what makes another disclosure."""
    rule = version.rules[name].check
    ways = (*getattr(rule, "present", ()), *getattr(rule, "partial", ()))
    concepts = sorted({concept for way in ways if value in way.value for concept in way.concepts})
    elsewhere = version.evidence_but(name)
    return any(not match.denied and id(match.sentence) not in elsewhere for _, match in version.matches(*concepts))


def _apposed(match: Match) -> str:
    """The capitalised words that stand right after some words, as names do; empty where there are none."""
    tokens = match.sentence.tokens
    end = match.end
    while end < len(tokens) and tokens[end].raw[:1].isupper() and not tokens[end].kind:
        if end > match.end and tokens[end].gap:
            break
        end += 1
    return match.sentence.text[tokens[match.end].start : tokens[end - 1].end] if end > match.end else ""


def _bare(words: str) -> str:
    digits = "".join(letter for letter in words if letter.isdigit())
    return words.casefold() if "@" in words else digits[-_TELLING_DIGITS:]


def _plain(value: str) -> str | int:
    return int(value) if value.isdigit() else value


def _is_date(value: str) -> bool:
    return value[:4].isdigit() and value[4:5] == "-"
