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
    ways = [read_way(way, where) for way in data["denial"]]
    denials = [(place, way.named) for way in ways for place in find(way, policy)]
    if not denials:
        return Outcome()
    stated = _outside([read_way(way, where) for way in data["practice"]], policy, context)
    own = _outside([read_way(way, where) for way in data["own-place"]], policy, context)
    findings = []
    for denial, parts in denials:
        meeting = [[place for place in places if _opposes(denial, place, parts)] for places in (stated, own)]
        severity = data.severity if meeting[0] else Severity.WARNING
        opposed = meeting[0] or meeting[1]
        if opposed:
            related = tuple(place.location(data["opposed"]) for place in opposed)
            message, help_ = data["message"], data["help"]
            finding = Finding(data["code"], data["name"], severity, message, help_, denial.location(), related)
            findings.append(told(finding, policy))
    return Outcome(findings=tuple(findings))


def _outside(ways: list[Way], policy: Policy, context: Context) -> list[Place]:
    inside = inside_the_area(context)
    return [place for way in ways for place in find(way, policy) if any(value not in inside for value in place.values)]


def _opposes(denial: Place, practice: Place, parts: tuple[str, ...]) -> bool:
    """Whether a place opposes a denial: in the same scope, and, where the denial is of one kind of data, about that kind."""
    if denial.sentence is practice.sentence:
        return False
    said, told = (each.reading.values_in(each.sentence, *parts) for each in (denial, practice))
    if said and not said & told:
        return False
    denied, done = (scopes_of(each.reading, each.sentence) for each in (denial, practice))
    return denied == done - _PARTS
