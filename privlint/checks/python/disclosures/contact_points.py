"""Contact points of a document: addresses, numbers, forms and links by which somebody can be reached, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.python.disclosures.contact_addresses import address_kinds

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_LINES_AFTER = 4  # lines that an address may have after the name of whose it is


class Point(NamedTuple):
    """A sentence that gives a contact: `kind` is address, form (a page or form with no target), masked or sample."""

    sentence: Sentence
    kind: str
    rank: int  # 0 where it closes the policy's own "contact us"; more where the reader is asked for one thing only, or not at all


def contact_sentences(reading: Reading) -> frozenset[int]:
    """The indexes of the sentences that give an e-mail address, a telephone number or a postal address."""
    return frozenset(index for index, kind in _addresses(reading).items() if kind == "address")


def contact_points(reading: Reading) -> list[Point]:
    """The contact points of a document that are not another party's, in document order."""
    asking = {match.sentence.index for match in reading.matches("contact-act")}
    forms = {match.sentence.index for match in reading.matches("contact-form") if not match.denied}
    others = {match.sentence.index for match in reading.matches("other-party-contact")}
    questions = {match.sentence.index for match in reading.matches("policy-question")}
    hinted = {match.sentence.index for match in reading.matches("contact-hint")}
    addresses = _addresses(reading)
    found, head = [], 0
    for sentence in reading.sentences:
        if sentence.index not in addresses or sentence.index in others:
            head = sentence.index
        headed = reading.heading_says(sentence.path[-1:], ("section-controller-contact",))
        rank = 0 if headed else 1 if sentence.index in questions else 2 if sentence.index in hinted else 3
        kind = addresses.get(sentence.index, "")
        if not kind and sentence.kind != "heading" and (sentence.index in forms or sentence.index in asking):
            kind = _form(reading, sentence, is_form=sentence.index in forms)
        if kind and not _is_others(sentence, reading, others, head, asked=sentence.index in asking):
            found.append(Point(sentence, kind, rank))
    return found


def _addresses(reading: Reading) -> dict[int, str]:
    kinds = address_kinds(reading)
    for sentence in reading.sentences:
        if _linked(sentence, ("mailto:", "tel:")) and kinds.get(sentence.index) != "masked":
            kinds.setdefault(sentence.index, "address")
    return kinds


def _form(reading: Reading, sentence: Sentence, *, is_form: bool) -> str:
    """The kind of a contact that is a page: with a target it is an address."""
    has_target = bool(reading.in_sentence(sentence, "<url>")) or _contact_link(reading, sentence)
    if has_target:
        return "address"
    return "form" if is_form else ""


def _contact_link(reading: Reading, sentence: Sentence) -> bool:
    """Whether a link of the sentence leads, by its words, to a way of getting in touch."""
    matches = reading.in_sentence(sentence, "own-contact-link", "contact-form")
    return any(
        _overlaps(sentence, match.start, match.end, start, end)
        for start, end, target in _links(sentence)
        if len(target) > 1 and not target.startswith("#")
        for match in matches
    )


def _overlaps(sentence: Sentence, start: int, end: int, first: int, last: int) -> bool:
    return sentence.tokens[start].start < last and first < sentence.tokens[end - 1].end


def _linked(sentence: Sentence, schemes: tuple[str, ...]) -> bool:
    return any(target.lower().startswith(schemes) for _, _, target in _links(sentence))


def _links(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """The links of a sentence's own part: their place in `sentence.text`, and the target."""
    begin = sentence.tokens[sentence.own].start if sentence.own < len(sentence.tokens) else len(sentence.text)
    for link in sentence.block.links:
        start, end = link.start - sentence.offset, link.end - sentence.offset
        if begin <= start < len(sentence.text):
            yield start, end, link.target


def _is_others(sentence: Sentence, reading: Reading, others: set[int], head: int, *, asked: bool) -> bool:
    """Whether an address is an authority's, a representative's or the like: said in its sentence or heading, or before it.

    `head` is the sentence that its lines of addresses begin with or come after.
    """
    if sentence.index in others:
        ours = reading.in_sentence(sentence, "<email>", "own-officer")
        return not (ours and reading.in_sentence(sentence, "contact-act"))
    if reading.heading_says(sentence.path[-1:], ("other-party-contact",)):
        return True
    helped = all(reading.in_sentence(sentence, concept) for concept in ("known-vendor", "helper-word"))
    if helped and not asked and not reading.in_sentence(sentence, "contact-form"):
        return True
    if asked:
        return False
    before = (head, *range(max(0, sentence.index - _LINES_AFTER), sentence.index))
    return any(index in others and reading.sentences[index].path[-1] is sentence.path[-1] for index in before)
