"""CON107: two ages from which a service may be used, or children whose data are both never taken and taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.scope import scopes_of
from privlint.checks.telling import told
from privlint.checks.ways import Place, Way, find, read_way, shorten
from privlint.model.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_AGES = range(10, 22)
_OF_AGE = 18
_OWN_SCOPE = frozenset({"scope-children"})


class Line(NamedTuple):
    """An age that a sentence draws for using the service (`kind` is "service") or for taking data ("data")."""

    reading: Reading
    sentence: Sentence
    kind: str
    age: int


def contradiction(data: RuleData, policy: Policy, context: Context) -> Outcome:
    """At most one finding about ages, and one for each denial about children that a practice opposes."""
    return Outcome(findings=(*_about_ages(data, policy), *_about_children(data, policy)))


def _about_ages(data: RuleData, policy: Policy) -> list[Finding]:
    lines = [line for reading in policy.readings for line in _lines(reading)]
    for number, first in enumerate(lines):
        others = [line for line in lines[number + 1 :] if _opposes(first, line)]
        if others:
            same = any(first.kind == other.kind == "service" for other in others)
            severity = data.severity if same else Severity.WARNING
            ages = " and ".join(map(str, dict.fromkeys([first.age, *(line.age for line in others)])))
            message = data["options"]["ages"].replace("{ages}", ages)
            related = tuple(_place(line.reading, line.sentence, f"here it is {line.age}") for line in others)
            where = _place(first.reading, first.sentence)
            return [told(Finding(data["code"], data["name"], severity, message, data["help"], where, related), policy)]
    return []


def _lines(reading: Reading) -> list[Line]:
    found: dict[tuple[int, str], Line] = {}
    for match in reading.matches("service-for-age", "age-data"):
        sentence, kind = match.sentence, "service" if match.concept == "service-for-age" else "data"
        ages = {int(age.values[0]) for age in reading.in_sentence(sentence, "<age>")}
        if sentence.question or sentence.kind == "heading" or len(ages) != 1 or not ages <= set(_AGES):
            continue
        if reading.in_sentence(sentence, "age-qualified") or not _is_drawn(reading, sentence, kind):
            continue
        found.setdefault((sentence.index, kind), Line(reading, sentence, kind, ages.pop()))
    return list(found.values())


def _is_drawn(reading: Reading, sentence: Sentence, kind: str) -> bool:
    """Whether those below the age are kept out: "not for under 16", "you must be at least 13"."""
    if reading.in_sentence(sentence, "age-below"):
        return bool(reading.in_sentence(sentence, "age-forbids"))
    return kind == "service" and bool(reading.in_sentence(sentence, "service-from-age"))


def _opposes(first: Line, second: Line) -> bool:
    """Whether two ages cannot both hold: data refused below a higher age than that of the service, or two of one kind."""
    if first.age == second.age or _scope(first.reading, first.sentence) != _scope(second.reading, second.sentence):
        return False
    if first.kind == second.kind:
        return True
    taken, used = (first, second) if first.kind == "data" else (second, first)
    return taken.age > used.age


def _about_children(data: RuleData, policy: Policy) -> list[Finding]:
    rule = f"rules/{data.get('file', data['name'])}"
    denials = [
        (place, way) for table in data["denial"] for way in [read_way(table, rule)] for place in find(way, policy)
    ]
    practices = [
        (place, way) for table in data["practice"] for way in [read_way(table, rule)] for place in find(way, policy)
    ]
    findings = []
    for denial, way in denials:
        opposed = [
            (other, there) for other, there in practices if _on_one_matter(way, there) and _opposed(denial, other)
        ]
        if opposed:
            weak = way.weak or all(there.weak for _, there in opposed)
            severity = Severity.WARNING if weak else data.severity
            related = tuple(place.location(data["opposed"]) for place, _ in opposed)
            message = way.message or data["message"]
            where = denial.location()
            finding = Finding(data["code"], data["name"], severity, message, data["help"], where, related)
            findings.append(told(finding, policy))
    return findings


def _opposed(denial: Place, practice: Place) -> bool:
    if denial.sentence is practice.sentence:
        return False
    if _scope(denial.reading, denial.sentence) != _scope(practice.reading, practice.sentence):
        return False
    denied, done = (_ages(place) for place in (denial, practice))
    if denied and not done and practice.reading.in_sentence(practice.sentence, "growing-child"):
        return max(denied) >= _OF_AGE
    below = bool(practice.reading.in_sentence(practice.sentence, "age-below"))
    if not denied and done and min(done) - below >= _OF_AGE:
        return False
    if "young" in denial.values and not (denied and done):
        return False
    return not denied or not done or min(done) - below < max(denied)


def _on_one_matter(denial: Way, practice: Way) -> bool:
    return not set(denial.value).isdisjoint(practice.value)


def _ages(place: Place) -> list[int]:
    return [int(match.values[0]) for match in place.reading.in_sentence(place.sentence, "<age>")]


def _scope(reading: Reading, sentence: Sentence) -> frozenset[str]:
    return scopes_of(reading, sentence) - _OWN_SCOPE


def _place(reading: Reading, sentence: Sentence, note: str = "") -> Location:
    return Location(reading.document.source.path, sentence.span, shorten(sentence.quote), note)
