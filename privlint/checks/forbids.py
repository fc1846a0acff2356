"""Rules of kind "forbids": words that a policy must not say, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

from privlint.checks.rule import Context, Outcome, Policy
from privlint.checks.ways import Place, Way, find, in_force
from privlint.model.findings import Finding, Location, Severity

_MOST_RELATED = 5


@dataclass(frozen=True, eq=False, repr=False)
class Prohibition:
    """A rule file of kind "forbids": calling it reports every place that meets one of its ways, or one a policy."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    found: tuple[Way, ...]
    silent: tuple[Way, ...] = ()
    once: bool = False
    home: tuple[str, ...] = ()

    def __call__(self, policy: Policy, context: Context) -> Outcome:
        """The findings, in document order; none when a silencing way is met. The one of a policy stands at home if it can."""
        places: dict[tuple[str, int], tuple[Way, Place]] = {}
        for way in in_force(self.found, context.as_of):
            for place in find(way, policy):
                places.setdefault((place.reading.document.source.path, place.sentence.index), (way, place))
        if not places or any(find(way, policy) for way in in_force(self.silent, context.as_of)):
            return Outcome()
        ordered = [places[key] for key in sorted(places)]
        if not self.once:
            return Outcome(findings=tuple(self._together(group) for group in _in_one_breath(ordered)))
        first = next((found for found in ordered if found[1].under(self.home)), ordered[0])
        others = [found for found in ordered if found is not first][:_MOST_RELATED]
        related = tuple(_anchor(way, place, "also here") for way, place in others)
        way, place = first
        return Outcome(findings=(self._finding(way, place, related),))

    def _together(self, group: list[tuple[Way, Place]]) -> Finding:
        (way, place), *others = group
        return self._finding(way, place, tuple(_anchor(other, there, "also here") for other, there in others))

    def _finding(self, way: Way, place: Place, related: tuple[Location, ...] = ()) -> Finding:
        message = way.message or self.message
        return Finding(self.code, self.name, self.severity, message, self.help, _anchor(way, place), related)


def _in_one_breath(found: list[tuple[Way, Place]]) -> list[list[tuple[Way, Place]]]:
    """Places in groups: what one sentence says and the next in its paragraph says again, with the same message, is one."""
    groups: list[list[tuple[Way, Place]]] = []
    for way, place in found:
        if groups and _goes_on(*groups[-1][-1], way, place):
            groups[-1].append((way, place))
        else:
            groups.append([(way, place)])
    return groups


def _goes_on(before: Way, last: Place, way: Way, place: Place) -> bool:
    return (
        before.message == way.message
        and last.sentence.block is place.sentence.block
        and last.sentence.index + 1 == place.sentence.index
    )


def _anchor(way: Way, place: Place, note: str = "") -> Location:
    return place.location(note) if way.whole_sentence else place.words(note)
