"""Directions: "below" and "above" that point at an address, a table, links or a text which are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import location, place, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence
    from privlint.model.findings import Location
    from privlint.model.tree import Link

_TOPIC = 7  # words before "described below" in which its topic stands
_STEM = 5  # letters that two forms of a word share
_WIDE = 3  # words: a topic of more than these is too wide to be missed


def lost_directions(reading: Reading) -> Iterator[tuple[str, Location]]:
    """What is pointed at and missing (address, table, links, date, text), with the words that point."""
    yield from _typed(reading, "address-below", "address", 1, ("contact-token", "address-line", "<organisation>"))
    yield from _typed(reading, "address-above", "address", -1, ("reachable", "address-line"))
    yield from _typed(reading, "links-below", "links", 1, ("<url>",), links=True)
    yield from _typed(reading, "date-above", "date", -1, ("<date>",))
    for match in reading.matches("table-below"):
        if not any(_is_of_table(other) for other in reading.sentences[match.sentence.index + 1 :]):
            yield "table", location(reading, match, "also here")
    for match in reading.matches("text-below"):
        if _text_is_lost(reading, match):
            yield "text", location(reading, match, "also here")


def _typed(
    reading: Reading, pointing: str, what: str, side: int, targets: tuple[str, ...], *, links: bool = False
) -> Iterator[tuple[str, Location]]:
    matches = reading.matches(pointing)
    if not matches:
        return
    there = [target.sentence.index + target.start / 10_000 for name in targets for target in reading.matches(name)]
    if links:
        there.extend(sentence.index for sentence in reading.sentences if sentence.block.links)
    for match in matches:
        here = match.sentence.index + (match.end - 1 if side > 0 else match.start) / 10_000
        linked = match.sentence.block.links if links else _links_at(match)
        if match.sentence.kind != "cell" and not linked and not any((at - here) * side > 0 for at in there):
            yield what, location(reading, match, "also here")


def _links_at(match: Match) -> list[Link]:
    """The links on the words that point: they lead out of the policy, to where it is."""
    start, end = place(match)
    return [link for link in match.sentence.block.links if link.start < end and start < link.end]


def _is_of_table(sentence: Sentence) -> bool:
    return sentence.kind == "cell" or sentence.quote.count("|") > 1


def _text_is_lost(reading: Reading, match: Match) -> bool:
    """Whether no later sentence speaks of what is "described below"."""
    topic = _topic(reading, match)
    if not topic or _list_follows(reading, match.sentence):
        return False
    own = [token.norm for token in match.sentence.tokens]
    rest = [*match.sentence.tokens[match.end :]]
    if any(token.norm[:_STEM] in topic for token in rest):
        return False
    for sentence in reading.sentences[match.sentence.index + 1 :]:
        speaks = any(token.norm[:_STEM] in topic for token in sentence.tokens[sentence.own :])
        if speaks and [token.norm for token in sentence.tokens] != own:
            return False
    return True


def _list_follows(reading: Reading, sentence: Sentence) -> bool:
    """Whether a list or table comes right after the paragraph of a sentence, or anything but a heading after its colon."""
    later = (other for other in reading.sentences[sentence.index + 1 :] if other.block is not sentence.block)
    wanted = ("item", "cell", "paragraph") if sentence.text.rstrip().endswith(":") else ("item", "cell")
    return sentence.kind == "paragraph" and next((other.kind in wanted for other in later), False)


def _topic(reading: Reading, match: Match) -> set[str]:
    """The stems of the words that say what is described: the nearest that carry meaning, before or after."""
    sentence = match.sentence
    light = {at for start, end in spoken(reading, sentence, "light-word") for at in range(start, end)}
    never = reading.lexicon.words.never_names
    tells_after = bool(spoken(reading, sentence, "below-about"))
    after = range(match.end, min(len(sentence.tokens), match.end + _TOPIC))
    before = range(match.start - 1, max(sentence.own, match.start - _TOPIC) - 1, -1)
    words: list[str] = []
    apart = match.start - 1 if sentence.tokens[match.start].gap else -1  # "… by other services (described below)"
    for at in after if tells_after else before:
        token = sentence.tokens[at]
        if at == apart or (at not in light and token.norm not in never and token.norm.isalpha()):
            words.append(token.norm[:_STEM])
        if token.gap and not tells_after:
            break
    return set(words[: 1 if tells_after else _WIDE])
