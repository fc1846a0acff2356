"""Addresses: e-mail addresses that do not agree with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import finding, location, passages, spoken
from privlint.checks.python.document.spellings import is_slip
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Match, Reading
    from privlint.model.findings import Finding

_NEAR = 8  # words between a role and its address


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Links that write to another address than they show, near-equal addresses, and two addresses of one officer."""
    found: list[Finding] = []
    for reading in policy.readings:
        found.extend(_links(data, reading))
        emails = reading.matches("<email>")
        found.extend(_near_equal(data, reading, emails))
        found.extend(_roles(data, reading, emails))
    return Outcome(findings=tuple(found))


def _links(data: RuleData, reading: Reading) -> Iterator[Finding]:
    for passage in passages(reading):
        for link in passage.links:
            shown = passage.text[link.start : link.end].strip(" .,;:()<>").casefold()
            if not link.target.lower().startswith("mailto:") or "@" not in shown or " " in shown:
                continue
            target = _unquote(link.target[7:].partition("?")[0]).strip(" /").casefold()
            shown = shown.removeprefix("mailto:")
            if "@" in target and target != shown:
                where = passage.location(link.start, link.end)
                yield finding(data, where, data["options"]["link"].format(shown=shown, target=target))


def _unquote(target: str) -> str:
    from urllib.parse import unquote

    return unquote(target)


def _near_equal(data: RuleData, reading: Reading, emails: list[Match]) -> Iterator[Finding]:
    first: dict[str, Match] = {}
    for match in emails:
        address = _address(match)
        for earlier, there in first.items():
            if _are_near(earlier, address):
                message = data["options"]["near"].format(one=earlier, other=address)
                yield finding(data, location(reading, match), message, [location(reading, there, "the other spelling")])
                break
        first.setdefault(address, match)


def _are_near(one: str, other: str) -> bool:
    """Whether two addresses differ by a slip: in the name before the at sign alone, or in the domain alone."""
    (name, _, host), (other_name, _, other_host) = one.partition("@"), other.partition("@")
    if host == other_host:
        return name != other_name and is_slip(name, other_name)
    return name == other_name and is_slip(host.rpartition(".")[0], other_host.rpartition(".")[0])


def _address(match: Match) -> str:
    return match.sentence.tokens[match.start].raw.strip(".,").casefold()


def _roles(data: RuleData, reading: Reading, emails: list[Match]) -> Iterator[Finding]:
    """The officer's address, when two sentences give two."""
    named: dict[str, Match] = {}
    by_sentence: dict[int, list[Match]] = {}
    for match in emails:
        by_sentence.setdefault(match.sentence.index, []).append(match)
    for role in reading.matches("officer-role") if len(by_sentence) > 1 else ():
        there = by_sentence.get(role.sentence.index, [])
        if (
            len(there) == 1
            and 0 <= there[0].start - role.end <= _NEAR
            and not spoken(reading, role.sentence, "country")
        ):
            named.setdefault(_address(there[0]), there[0])
    if len(named) == 2:
        (one, first), (other, second) = named.items()
        message = data["options"]["role"].format(one=one, other=other)
        yield finding(data, location(reading, second), message, [location(reading, first, "the other address")])
