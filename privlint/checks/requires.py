"""Rules of kind "requires": a disclosure that the policy must make, and the verdict on it."""

from dataclasses import dataclass
from typing import NamedTuple

from privlint.checks.rule import Context, Outcome, Policy, Profile
from privlint.checks.ways import Place, Way, find, in_force, shorten
from privlint.model.findings import Disclosure, Finding, Location, Severity, Verdict
from privlint.model.text import Span

_MOST_EVIDENCE = 5
_NOTHING = "the policy denies that any personal data is processed"
_QUOTED = "it is said only in words that are quoted from somebody else"
_SHOWN = 80  # characters of a quote in a reason


class Applies(NamedTuple):
    """When a disclosure is owed: always, or when a way is met; never when the profile or the policy itself rules it out."""

    ways: tuple[Way, ...] = ()
    every: tuple[tuple[Way, ...], ...] = ()
    unless_profile: tuple[tuple[str, str], ...] = ()
    unless_nothing_processed: bool = False
    met_by_nothing_processed: bool = False
    otherwise: str = "the policy says nothing that would call for it"


@dataclass(frozen=True, eq=False, repr=False)
class Requirement:
    """A rule file of kind "requires": calling it judges a policy."""

    code: str
    name: str
    severity: Severity
    article: str
    message: str
    help: str
    home: tuple[str, ...]
    applies: Applies
    present: tuple[Way, ...]
    partial: tuple[Way, ...]

    def __call__(self, policy: Policy, context: Context) -> Outcome:
        """The verdict, with the finding for a missing or partial disclosure."""
        places = [(way, place) for way in in_force(self.present, context.as_of) for place in find(way, policy)]
        none = denials(policy) if self.applies.met_by_nothing_processed else []
        if none:
            denied = [(way, place) for way, place in places if way.polarity == "any"]
            return Outcome(self._disclosure(Verdict.PRESENT, _NOTHING, (), _evidence(denied + none + places, ())))
        full = [(way, place) for way, place in places if not place.foreign]
        if full:
            return Outcome(self._said(Verdict.PRESENT, full, []))
        short = [(way, place) for way in in_force(self.partial, context.as_of) for place in find(way, policy)]
        abroad = [(way, place) for way, place in places if place.foreign]
        if abroad or short:
            return self._partial(abroad, short)
        reason = self._not_owed(policy, context)
        if reason:
            return Outcome(self._disclosure(Verdict.NOT_APPLICABLE, reason, (), ()))
        quoted = [
            (way._replace(short=_QUOTED), place)
            for way in in_force(self.present, context.as_of)
            for place in find(way, policy, quoted=True)
        ]
        if quoted:
            return self._partial([], quoted)
        return self._missing(policy, context)

    def _said(self, verdict: Verdict, places: list[tuple[Way, Place]], short: list[str]) -> Disclosure:
        values = dict.fromkeys(value for _, place in places for value in place.values)
        said = list(dict.fromkeys(way.said for way, _ in places if way.said))
        several = any(value[0] not in "<{" for way, _ in places for value in way.value)
        told = said if several else said[:1]  # the strongest alone: a weaker one may stand beside what opposes it
        reason = "; ".join(short) if short else "the policy says it" + (": " + ", ".join(told) if told else "")
        return self._disclosure(verdict, reason, tuple(values), _evidence(places, self.home))

    def _partial(self, abroad: list[tuple[Way, Place]], short: list[tuple[Way, Place]]) -> Outcome:
        reasons = ["it is said only for readers of one place outside the EU"] if abroad else []
        reasons += [way.short for way, _ in short if way.short]
        reason = next(iter(reasons), "it is said only in part")
        disclosure = self._said(Verdict.PARTIAL, abroad + short, [reason])
        explained = next((way.explained_by for way, _ in short if way.explained_by), "")
        finding = partial_finding(disclosure, self.severity, self.help, reason, explained)
        return Outcome(disclosure, (finding,))

    def _missing(self, policy: Policy, context: Context) -> Outcome:
        home, where = self.belongs(policy)
        reason = nothing_says_it(policy, where)
        near = nearest_to(in_force((*self.present, *self.partial), context.as_of), policy)
        if near is not None:
            reason += f"; the nearest is {shorten(near.quote, _SHOWN)!r}: {near.note}"
        finding = Finding(
            self.code, self.name, self.severity, self.message, self.help, home,
            (near._replace(note=f"the nearest, but {near.note}"),) if near else (), subject="absence",
        )  # fmt: skip
        return Outcome(self._disclosure(Verdict.MISSING, reason, (), ()), (finding,))

    def belongs(self, policy: Policy) -> tuple[Location, str]:
        """The heading of the section where the disclosure belongs, else the title, else the start of the text."""
        for reading in policy.readings:
            for concept in self.home:
                for match in reading.matches(concept):
                    if match.sentence.kind == "heading" and match.sentence.index:
                        sentence = match.sentence
                        return Location(reading.document.source.path, sentence.span, sentence.quote), sentence.quote
        reading = policy.readings[0]
        first = reading.sentences[0] if reading.sentences else None
        span, quote = (first.span, first.quote) if first else (Span(0, 0), "")
        return Location(reading.document.source.path, span, quote), ""

    def _not_owed(self, policy: Policy, context: Context) -> str:
        for key, value in self.applies.unless_profile:
            if _profile_value(context.profile, key) == value:
                return f"the organisation profile says {key} = {value!r}"
        if self.applies.unless_nothing_processed and processes_nothing(policy):
            return _NOTHING
        ways = self.applies.ways
        if ways and not any(find(way, policy) or find(way, policy, quoted=True) for way in ways):
            return self.applies.otherwise
        if any(not any(find(way, policy) for way in group) for group in self.applies.every):
            return self.applies.otherwise
        return ""

    def _disclosure(
        self, verdict: Verdict, reason: str, value: tuple[str | int, ...], evidence: tuple[Location, ...]
    ) -> Disclosure:
        return Disclosure(self.code, self.name, self.article, verdict, reason, value, evidence)


def partial_finding(disclosure: Disclosure, severity: Severity, help_: str, short: str, explained_by: str) -> Finding:
    """The finding of a disclosure that is `short` of its article: a step milder, replaced by a finding of `explained_by`."""
    milder = Severity(max(Severity.INFO, severity - 1))
    message = f"Only part of what {disclosure.article or 'the rule'} asks for is said: {short}."
    subject = f"explained-by:{explained_by}" if explained_by else "absence"
    return Finding(disclosure.code, disclosure.name, milder, message, help_, disclosure.evidence[0], subject=subject)


def nothing_says_it(policy: Policy, where: str) -> str:
    """The reason of a missing disclosure: where privlint looked, and under which heading first."""
    count = policy.documents
    looked = f"looked in {count} documents" if count > 1 else "looked in the whole text"
    return f"nothing says it; {looked}" + (f", first under {where!r}" if where else "")


def _profile_value(profile: Profile, key: str) -> object:
    return getattr(profile, key.replace("-", "_"))


def _evidence(places: list[tuple[Way, Place]], home: tuple[str, ...]) -> tuple[Location, ...]:
    """The sentences of the strongest way first; of one way, those in the section where the disclosure belongs."""
    seen: dict[tuple[str, int], Location] = {}
    order = {id(way): rank for rank, (way, _) in reversed(list(enumerate(places)))}
    ranked = sorted(places, key=lambda found: (order[id(found[0])], not found[1].under(home)))
    for _, place in ranked:
        location = place.location()
        seen.setdefault((location.path, location.span.start), location)
    return tuple(seen.values())[:_MOST_EVIDENCE]


def nearest_to(ways: tuple[Way, ...], policy: Policy) -> Location | None:
    """The sentence that comes nearest to meeting one of some ways; its note says what it lacks."""
    from privlint.checks.near_misses import NEAR, near_misses

    for miss in near_misses(ways, policy):
        if 0 < miss.away <= NEAR:
            return miss.location(" and ".join(miss.lacks))
    return None


def processes_nothing(policy: Policy) -> bool:
    """Whether the policy denies all processing without qualification, and nothing in it opposes that."""
    return bool(denials(policy))


def denials(policy: Policy) -> list[tuple[Way, Place]]:
    """Where a policy denies all processing without qualification; nowhere when anything in it opposes that."""
    denial = Way(concepts=("nothing-is-processed",), none_of=("denial-of-a-part",))
    contrary = Way(concepts=("processing-contrary",), heading=False)
    found = find(denial, policy)
    return [] if found and find(contrary, policy) else [(denial, place) for place in found]
