"""CON104: data that never leave the Union, and a place outside it where they are."""

from __future__ import annotations

from privlint.checks.loader import RuleData
from privlint.checks.python.disclosures.transfers import inside_the_area
from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.scope import scopes_of
from privlint.checks.telling import told
from privlint.checks.ways import Place, Way, find, read_way
from privlint.model.findings import Finding, Severity

_PARTS = frozenset({"scope-payment"})  # what is said of a part of the data is said of some of all


def contradiction(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """Denials of any transfer out of the EEA, each with the places outside it; the controller's own address there warns."""
    where = f"rules/{data.get('file', data['name'])}"
    denials = [place for way in data["denial"] for place in find(read_way(way, where), policy)]
    if not denials:
        return Outcome()
    stated = _outside([read_way(way, where) for way in data["practice"]], policy, context)
    own = _outside([read_way(way, where) for way in data["own-place"]], policy, context)
    findings = []
    for denial in denials:
        opposed = [place for place in stated if _opposes(denial, place)]
        severity = data.severity if opposed else Severity.WARNING
        opposed = opposed or [place for place in own if _opposes(denial, place)]
        if opposed:
            related = tuple(place.location(data["opposed"]) for place in opposed)
            message, help_ = data["message"], data["help"]
            finding = Finding(data["code"], data["name"], severity, message, help_, denial.location(), related)
            findings.append(told(finding, policy))
    return Outcome(findings=tuple(findings))


def _outside(ways: list[Way], policy: Policy, context: Context) -> list[Place]:
    inside = inside_the_area(context)
    return [place for way in ways for place in find(way, policy) if any(value not in inside for value in place.values)]


def _opposes(denial: Place, practice: Place) -> bool:
    if denial.sentence is practice.sentence:
        return False
    denied, done = (scopes_of(each.reading, each.sentence) for each in (denial, practice))
    return denied == done - _PARTS
