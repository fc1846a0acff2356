"""Announcements: "click here" with nothing to click, and lists that are announced and do not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import location, passages, place
from privlint.model.tree import Heading

if TYPE_CHECKING:
    from privlint.checks.python.document.passages import Passage
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence
    from privlint.model.findings import Location

_AFTER = 4  # words after "here" in which an address may follow
_STEM = 5  # letters that two forms of a word share
_QUOTATION = ('"', "'", "\u201c", "\u201e", "\u201a", "\u2018", "\u00ab", "\u00bb")
_MOST_SHOWN = 70  # characters of an announcement that are marked


def dead_here(reading: Reading) -> list[Location]:
    """The places where "here" should be a link and is none, and no address follows."""
    shown = {id(passage.block): passage for passage in passages(reading)} if reading.matches("here-link") else {}
    found: dict[int, Location] = {}
    for match in reading.matches("here-link"):
        start, end = place(match)
        links = shown[id(match.sentence.block)].links
        if any(link.start - 2 <= end and start <= link.end + 2 and link.target for link in links):
            continue
        if not _address_follows(reading, match):
            found.setdefault(match.sentence.index * 10_000 + match.end, location(reading, match, "also here"))
    return list(found.values())


def _address_follows(reading: Reading, match: Match) -> bool:
    sentence = match.sentence
    for contact in reading.matches("contact-token"):
        if contact.sentence is sentence and match.start - 3 <= contact.start <= match.end + _AFTER:
            return True
        if (
            contact.sentence.index == sentence.index + 1
            and match.end == len(sentence.tokens)
            and contact.start <= contact.sentence.own
        ):
            return True
    return False


def missing_lists(reading: Reading) -> list[Location]:
    """The paragraphs that end in a colon with nothing after it that could be meant."""
    shown = passages(reading)
    open_ends = {id(match.sentence) for match in reading.matches("open-end")}
    continued = {id(match.sentence) for match in reading.matches("continuation-start")}
    subject = {id(match.sentence) for match in reading.matches("new-subject")}
    found: list[Location] = []
    lost: set[int] = set()
    for passage in reversed(shown):
        if passage.kind not in ("paragraph", "item") or not passage.text.rstrip().endswith(":"):
            continue
        following = shown[passage.index + 1] if passage.index + 1 < len(shown) else None
        last = passage.sentences[-1]
        if following is None:
            missing = True
        elif isinstance(following.block, Heading):
            missing = _ends_section(passage, following.block) and not _same_topic(reading, last, following.sentences[0])
        else:
            first = following.sentences[0]
            alone = following.kind == "paragraph" and first.own == 0 and passage.kind == "paragraph"
            alone = alone and not following.text.startswith(_QUOTATION)
            alone = alone and not following.text[:1].islower()  # the list has lost its marks
            unlike = id(last) in open_ends and id(first) in subject and not _same_topic(reading, last, first)
            missing = alone and (id(first) in continued or unlike or following.index in lost)
        if missing and len(last.tokens) - last.own > 3:
            lost.add(passage.index)
            found.append(_tail(passage))
    return found[::-1]


def _ends_section(passage: Passage, following: Heading) -> bool:
    own = passage.path[-1].heading
    if own is not None and following.text.text.startswith(f"{_leading_number(own)}."):
        return False  # 1.1 after 1, whatever the levels of the two
    return own is None or following.level <= own.level


def _leading_number(heading: Heading) -> str:
    first = heading.text.text.split(maxsplit=1)[0].rstrip(".)\\") if heading.text.text.strip() else ""
    return first if first.replace(".", "").isdigit() else heading.text.text


def _same_topic(reading: Reading, announcement: Sentence, heading: Sentence) -> bool:
    """Whether a heading or paragraph takes up a word of the announcement: then the list comes as sections or paragraphs."""
    never = reading.lexicon.words.never_names
    own = {token.norm[:_STEM] for token in announcement.tokens if len(token.norm) > 3 and token.norm not in never}
    return any(token.norm[:_STEM] in own for token in heading.tokens)


def _tail(passage: Passage) -> Location:
    """The last words of an announcement, which call for the list."""
    text = passage.text.rstrip()
    start = max(0, len(text) - _MOST_SHOWN)
    if start:
        start = text.find(" ", start) + 1
    return passage.location(start, len(text), "also here")
