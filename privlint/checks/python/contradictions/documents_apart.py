"""CON119: a contradiction of any kind whose sides stand in different documents of one policy, or in two of its languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.across import WithinDocuments, is_across
from privlint.checks.rule import Context, Outcome, Policy
from privlint.model.findings import Finding, Location

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData


Spot = tuple[str, object]
Pair = frozenset[Spot]


class _Kind(NamedTuple):
    """A contradiction rule: its check over all documents, and the concepts that it asks for."""

    check: WithinDocuments
    concepts: frozenset[str]

    def findings(self, policy: Policy, context: Context) -> tuple[Finding, ...]:
        """What it finds wherever the sides stand; nothing where a language cannot answer it."""
        if any(self.concepts - reading.lexicon.concepts for reading in policy.readings):
            return ()
        return self.check.anywhere(policy, context).findings


def contradiction(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """What the other contradiction rules find across documents, under this rule's code, with the severity of its kind."""
    if len(policy.readings) == 1 and not policy.translations:
        return Outcome()
    found = sorted(_apart(data, policy, context), key=lambda each: (each.location.path, each.location.span, each.code))
    return Outcome(findings=tuple(_renamed(data, each) for each in found))


def _apart(data: RuleData, policy: Policy, context: Context) -> Iterator[Finding]:
    kinds = tuple(_kinds())
    for kind in kinds:
        for version in (policy, *policy.translations):
            if len(version.readings) > 1:
                yield from filter(is_across, kind.findings(version, context))

    between = [
        found for other in policy.translations for kind in kinds for found in _between(kind, policy, other, context)
    ]
    drifted = _drifted(data, policy, context) if between else frozenset()
    yield from (found for found in between if not _pairs(found) <= drifted)


def _drifted(data: RuleData, policy: Policy, context: Context) -> frozenset[Pair]:
    """The places of two versions that a rule which compares them tells of already."""
    from privlint.checks.loader import load_rules

    comparing = (rule for rule in load_rules() if rule.name in data["options"]["told-by"])
    found = (finding for rule in comparing for finding in rule.check(policy, context).findings)
    return frozenset(pair for finding in found for pair in _pairs(finding))


def _kinds() -> Iterator[_Kind]:
    from privlint.checks.loader import load_rules

    for rule in load_rules():
        if isinstance(rule.check, WithinDocuments) and rule.kind == "contradicts":
            yield _Kind(rule.check, rule.concepts)


def _between(kind: _Kind, policy: Policy, translation: Policy, context: Context) -> Iterator[Finding]:
    """What one version says against the other, and neither says against itself: that is told of the version."""
    own = {reading.document.source.path for reading in policy.readings}
    told: set[Spot] = set()
    apart: list[Finding] = []
    for finding in kind.findings(Policy(policy.name, (*policy.readings, *translation.readings)), context):
        here = finding.location.path in own
        sides = {_spot(side) for side in finding.related if (side.path in own) == here}
        told |= sides
        if finding.related and not sides:
            apart.append(finding)
    yield from (finding for finding in apart if not all(_spot(side) in told for side in finding.related))


def _pairs(finding: Finding) -> frozenset[Pair]:
    return frozenset(frozenset((_spot(finding.location), _spot(side))) for side in finding.related)


def _spot(place: Location) -> Spot:
    return place.path, place.span


def _renamed(data: RuleData, finding: Finding) -> Finding:
    message = f"{data['message']} {finding.message}"
    return finding._replace(code=data["code"], name=data["name"], message=message)
