"""What protects data that goes out of the European Economic Area: asked as soon as a place outside it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from privlint.checks.requires import Applies, Requirement
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find, names, read_way
from privlint.language.compiled import load_tables
from privlint.model.findings import Verdict

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData


def safeguards(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """The verdict of a rule of kind "requires" that applies when data leaves the EEA."""
    outcome = _requirement(data)(policy, context)
    disclosure = outcome.disclosure
    if disclosure is None or disclosure.verdict is Verdict.PRESENT or leaves_the_area(data, policy, context):
        return outcome
    if disclosure.verdict is Verdict.PARTIAL and any(
        reading.matches(*data["options"]["abroad"]) for reading in policy.readings
    ):
        return outcome
    reason = data["applies"]["otherwise"]
    return Outcome(disclosure._replace(verdict=Verdict.NOT_APPLICABLE, reason=reason, value=(), evidence=()))


def leaves_the_area(data: RuleData, policy: Policy, context: Context) -> bool:
    """Whether one of the rule's `applies` ways is met by a place outside the EEA, or by one that names none."""
    inside = inside_the_area(context)
    return any(
        not way.value or any(value not in inside for value in place.values) for way, place in _stated(data, policy)
    )


def inside_the_area(context: Context) -> frozenset[str]:
    """The ISO codes of the countries where Chapter V asks for nothing on the day of the check."""
    area: dict[str, Any] = load_tables().law("gdpr/eea")
    members = {code for code, start in area["members"].items() if start <= context.as_of}
    return frozenset(members | set(area["others"]))


def _stated(data: RuleData, policy: Policy) -> list[tuple[Way, Place]]:
    ways = [read_way(table, data["name"]) for table in data["applies"]["any"]]
    return [(way, place) for way in ways for place in find(way, policy)]


def _requirement(data: RuleData) -> Requirement:
    where = data["name"]
    return Requirement(
        data["code"],
        data["name"],
        data.severity,
        data["law"][0]["article"],
        data["message"],
        data["help"],
        names(data.get("home")),
        Applies(unless_nothing_processed=bool(data["applies"].get("unless-nothing-processed"))),
        tuple(read_way(table, where) for table in data["present"]),
        tuple(read_way(table, where) for table in data["partial"]),
    )
