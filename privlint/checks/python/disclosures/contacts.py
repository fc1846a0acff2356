"""Contacts that a policy must give: the controller's, the data protection officer's, the representative's in the Union."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from privlint.checks.python.disclosures.contact_points import contact_points, contact_sentences
from privlint.checks.python.disclosures.identity import Search
from privlint.checks.python.disclosures.verdicts import missing, not_applicable, partial, place, present
from privlint.checks.requires import processes_nothing
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import has_link

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_NEAR = 6  # sentences, in one section, between a role and its contact
_EXPLAINED = {"masked": "obfuscated-contact", "sample": "placeholder-text"}
_SHORT = {
    "masked": "the address is masked, so that nobody can use it",
    "sample": "the address is a placeholder",
    "form": "it names a form or page with no address of it",
}


def controller_contact(data: RuleData, policy: Policy, _context: Context) -> Outcome:
    """Present with an address, number or form that has a target; partial when none of them can be used as it stands."""
    points = [(reading, point) for reading in policy.readings for point in contact_points(reading)]
    points.sort(key=lambda pair: pair[1].rank)
    usable = [place(reading, point.sentence) for reading, point in points if point.kind == "address"]
    if usable:
        return present(data, usable, "the policy says how to reach the controller")
    for kind in ("masked", "sample", "form"):
        found = [place(reading, point.sentence) for reading, point in points if point.kind == kind]
        if found:
            return partial(data, found, _SHORT[kind], explained_by=_EXPLAINED.get(kind, ""))
    return missing(data, policy)


def dpo_contact(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """Present when an officer stands near a contact; partial for an officer without one, and for the officer by another name."""
    officers = [
        (reading, sentence, near)
        for reading in policy.readings
        for sentence, near in _roles(reading, "dpo")
        if not _is_others_officer(reading, sentence, reached=near > 0)
    ]
    reached = [
        place(reading, _telling(reading, sentence, near))
        for reading, sentence, near in sorted(officers, key=lambda item: _distance(item[1], item[2]))
        if near
    ]
    if reached:
        return present(data, reached, "the policy says how to reach the data protection officer")
    if officers:
        evidence = [place(reading, sentence) for reading, sentence, _ in officers]
        return partial(data, evidence, "it mentions a data protection officer, but no way to reach them")
    others = [
        place(reading, _telling(reading, sentence, near))
        for reading in policy.readings
        for sentence, near in _roles(reading, "privacy-contact-person")
        if near
    ]
    if others:
        return partial(data, others, "somebody looks after data protection, but is not called its officer")
    mailboxes = [place(reading, sentence) for reading in policy.readings for sentence in _mailboxes(reading)]
    if mailboxes:
        return partial(
            data, mailboxes, "there is a mailbox for a data protection officer, but the officer is not mentioned"
        )
    if context.profile.dpo == "not-required":
        return not_applicable(data, "the organisation profile says dpo = 'not-required'")
    if processes_nothing(policy):
        return not_applicable(data, "the policy denies that any personal data is processed")
    return missing(data, policy)


def eu_representative(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """Asked only where the controller sits outside the EEA and addresses readers in it, as profile or text says."""
    roles = [
        (reading, sentence, near)
        for reading in policy.readings
        for sentence, near in _roles(reading, "eu-representative")
    ]
    reached = [place(reading, _telling(reading, sentence, near)) for reading, sentence, near in roles if near]
    if reached:
        return present(data, reached, "the policy names the representative in the Union and how to reach it")
    if roles:
        return partial(
            data,
            [place(reading, sentence) for reading, sentence, _ in roles],
            "it mentions a representative, but no way to reach it",
        )
    reason = _not_owed(policy, context)
    return not_applicable(data, reason) if reason else missing(data, policy)


def _not_owed(policy: Policy, context: Context) -> str:
    seat = context.profile.established_in
    if seat is not None and seat in _members():
        return f"the organisation profile says established-in = {seat!r}, inside the EEA"
    if seat is None and any(_is_inside(reading) for reading in policy.readings):
        return "by its name, the controller or a company of its group is one of the EEA"
    if seat is None and not _says(policy, "established-outside", without=("known-vendor", "helper-word")):
        return "nothing shows that the controller is established outside the EEA"
    if not context.profile.member_states and not _says(policy, "eu-readers"):
        return "nothing shows that readers in the EEA are addressed"
    return ""


@cache
def _members() -> frozenset[str]:
    """The states of the EEA, as ISO 3166-1 codes."""
    from privlint.language.compiled import load_tables

    return frozenset(load_tables().law("gdpr/ages")["eea"])


def _is_inside(reading: Reading) -> bool:
    """Whether the controller, or a company of its group that is named beside it, is one of a state of the EEA.

    Its name has a legal form that only such states have, or the state's own: Acme GmbH, Acme Ireland Ltd.
    """
    forms = {(match.sentence.index, match.start) for match in reading.matches("eea-legal-form")}
    states = (match for match in reading.matches("country") if not _members().isdisjoint(match.values))
    forms |= {(match.sentence.index, match.start) for match in states}
    if not forms:
        return False
    search = Search.of(reading)
    own = {tie.name.key[0] for tie in search.speaking}
    return any(
        (tie.sentence.index, at) in forms
        for tie in search.tied
        for name in (tie.name, *search.names.of(tie.sentence))
        if (name == tie.name or name.formal) and name.key[0] in own
        for at in range(name.start, name.end)
    )


def _says(policy: Policy, concept: str, without: tuple[str, ...] = ()) -> bool:
    return any(
        not match.denied and not (without and reading.in_sentence(match.sentence, *without))
        for reading in policy.readings
        for match in reading.matches(concept)
    )


def _roles(reading: Reading, concept: str) -> Iterator[tuple[Sentence, int]]:
    """Each sentence that speaks of a role, and the nearest contact in its section (its index plus one; 0 for none)."""
    others = {match.sentence.index for match in reading.matches("other-party-contact")}
    pages = {match.sentence.index for match in reading.matches("<url>")}
    contacts = contact_sentences(reading) | (pages - others)
    seen: set[int] = set()
    for match in reading.matches(concept):
        sentence = match.sentence
        if match.denied or sentence.index in seen or (sentence.kind == "heading" and not sentence.following):
            continue
        seen.add(sentence.index)
        yield sentence, _nearest(reading, sentence, contacts)


def _telling(reading: Reading, sentence: Sentence, near: int) -> Sentence:
    """What says it: the sentence that speaks of the role, or the contact where that is a heading alone."""
    return reading.sentences[near - 1] if sentence.kind == "heading" else sentence


def _is_others_officer(reading: Reading, sentence: Sentence, *, reached: bool) -> bool:
    """Whether an officer is said to be that of another company than the controller.

    It has another name than the one that other sentences tell. Where none does, an officer who is not reached is that of
    another company when other sentences speak of it.
    """
    belonging = reading.in_sentence(sentence, "officer-of")
    if not belonging:
        return False
    search = Search.of(reading)
    owners = [search.names.legal(sentence, match.end) for match in belonging]
    own = {word for tie in search.tied if tie.sentence is not sentence for word in tie.name.key[:1]}
    if own or reached:
        return bool(own) and all(owner is not None and owner.key[0] not in own for owner in owners)
    return all(owner is not None and search.names.is_named_beside(owner, sentence) for owner in owners)


def _nearest(reading: Reading, sentence: Sentence, contacts: frozenset[int] | set[int]) -> int:
    if sentence.index in contacts or (has_link(sentence) and reading.in_sentence(sentence, "contact-act")):
        return sentence.index + 1
    for step in range(1, _NEAR + 1):
        for index in (sentence.index + step, sentence.index - step):
            if index in contacts and _together(sentence, reading.sentences[index], step):
                return index + 1
    return 0


def _together(sentence: Sentence, other: Sentence, step: int) -> bool:
    if sentence.block is other.block:
        return True
    return (
        sentence.path[-1] is other.path[-1] and other.kind != "heading" and (other.index > sentence.index or step <= 2)
    )


def _distance(sentence: Sentence, near: int) -> int:
    return abs(near - 1 - sentence.index) if near else _NEAR + 1


def _mailboxes(reading: Reading) -> Iterator[Sentence]:
    for match in reading.matches("<email>"):
        if match.sentence.tokens[match.start].norm.startswith(reading.lexicon.words.officer_mailboxes):
            yield match.sentence
