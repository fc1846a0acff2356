"""What a change did to a policy: two versions compared by what they disclose and say, not by their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from privlint.checks.report import PolicyReport
from privlint.model.findings import Disclosure, Location, Verdict
from privlint.workflow.periods import Term, pairs
from privlint.workflow.versions import RETENTION, Facts, Version

DATE = "effective-date"
RANKS = {Verdict.MISSING: 0, Verdict.PARTIAL: 1, Verdict.PRESENT: 2}


class Kind(StrEnum):
    """What changed; in the order in which changes are told."""

    DISCLOSURE_LOST = "disclosure-lost"
    DATE_NOT_MOVED = "date-not-moved"
    DISCLOSURE_WEAKENED = "disclosure-weakened"
    DISCLOSURE_LACKING = "disclosure-lacking"  # it was not asked for before
    DISCLOSURE_GAINED = "disclosure-gained"
    DISCLOSURE_NOT_ASKED = "disclosure-no-longer-asked"
    NEW_RECIPIENT = "recipient-added"
    OLD_RECIPIENT = "recipient-removed"
    NEW_PURPOSE = "purpose-added"
    OLD_PURPOSE = "purpose-removed"
    LONGER = "retention-longer"
    SHORTER = "retention-shorter"
    NEW_PERIOD = "retention-added"
    OLD_PERIOD = "retention-removed"
    NEW_CONTACT = "contact-added"
    OLD_CONTACT = "contact-removed"
    VALUE = "value-changed"
    DATE_MOVED = "date-moved"

    @property
    def fails(self) -> bool:
        """Whether a change should not go out as it is."""
        return self in (Kind.DISCLOSURE_LOST, Kind.DATE_NOT_MOVED)


class Change(NamedTuple):
    """One change: `subject` is a disclosure, recipient, purpose or contact; `old` and `new` are what was said of it.

    `before` is a place in the old version, `after` one in the new; None where there is none.
    """

    kind: Kind
    subject: str
    old: str
    new: str
    before: Location | None = None
    after: Location | None = None


class Comparison(NamedTuple):
    """Two versions of a policy and the changes between them, the worst first."""

    old: PolicyReport
    new: PolicyReport
    changes: tuple[Change, ...]

    @property
    def fails(self) -> bool:
        """Whether a disclosure is lost, or a change left the date as it was."""
        return any(change.kind.fails for change in self.changes)


def compare(old: Version, new: Version, asked: Collection[str]) -> Comparison:
    """The changes from one version to the other; `asked` are the names of the rules that run."""
    changes = [
        *_disclosures(old, new, asked),
        *_facts(old.recipients, new.recipients, Kind.NEW_RECIPIENT, Kind.OLD_RECIPIENT, old.names, new.names),
        *_facts(old.purposes, new.purposes, Kind.NEW_PURPOSE, Kind.OLD_PURPOSE),
        *_facts(old.contacts, new.contacts, Kind.NEW_CONTACT, Kind.OLD_CONTACT),
    ]
    changes += _date(_named(old, DATE), _named(new, DATE), material=bool(changes))
    order = {kind: number for number, kind in enumerate(Kind)}
    changes.sort(key=lambda change: (order[change.kind], change.subject))
    return Comparison(old.report, new.report, tuple(changes))


def _disclosures(old: Version, new: Version, asked: Collection[str]) -> Iterator[Change]:
    for code, after in new.disclosures.items():
        before = old.disclosures.get(code)
        if before is None or after.name not in asked:
            continue
        kind = _verdicts(before.verdict, after.verdict)
        if kind is not None:
            yield Change(kind, after.name, before.verdict, after.verdict, _evidence(before), _evidence(after))
        elif after.name == RETENTION:
            yield from _periods(old.periods, new.periods)
        elif after.name != DATE and set(before.value) != set(after.value):
            yield Change(Kind.VALUE, after.name, _value(before), _value(after), _evidence(before), _evidence(after))


def _verdicts(before: Verdict, after: Verdict) -> Kind | None:
    if before is after:
        return None
    if after not in RANKS:
        return Kind.DISCLOSURE_NOT_ASKED if before is not Verdict.MISSING else None
    if before not in RANKS:
        return Kind.DISCLOSURE_LACKING if after is Verdict.MISSING else Kind.DISCLOSURE_GAINED
    if RANKS[after] > RANKS[before]:
        return Kind.DISCLOSURE_GAINED
    return Kind.DISCLOSURE_LOST if after is Verdict.MISSING else Kind.DISCLOSURE_WEAKENED


def _periods(old: tuple[Term, ...], new: tuple[Term, ...]) -> Iterator[Change]:
    """Periods that took the place of others for the same data, and those that came or went."""
    for before, after in pairs(old, new):
        if before is None or after is None:
            kind = Kind.NEW_PERIOD if before is None else Kind.OLD_PERIOD
        else:
            kind = Kind.LONGER if after.days > before.days else Kind.SHORTER
        yield Change(
            kind,
            RETENTION,
            before.period if before else "",
            after.period if after else "",
            before.place if before else None,
            after.place if after else None,
        )


def _facts(
    old: Facts,
    new: Facts,
    added: Kind,
    removed: Kind,
    before: Collection[str] = (),
    after: Collection[str] = (),
) -> Iterator[Change]:
    """What only one version says; a name that the other has too, in whatever sentence, is none of it."""
    yield from (
        Change(added, word, "", word, None, new[word]) for word in new if word not in old and word not in before
    )
    yield from (
        Change(removed, word, word, "", old[word], None) for word in old if word not in new and word not in after
    )


def _date(before: Disclosure | None, after: Disclosure | None, *, material: bool) -> Iterator[Change]:
    """The date of the policy, where both versions have one."""
    if before is None or after is None or not before.value or not after.value:
        return
    old, new = (max(map(str, disclosure.value)) for disclosure in (before, after))
    if new > old or (material and new <= old):
        kind = Kind.DATE_MOVED if new > old else Kind.DATE_NOT_MOVED
        yield Change(kind, DATE, old, new, _evidence(before), _evidence(after))


def _named(version: Version, name: str) -> Disclosure | None:
    return next((disclosure for disclosure in version.disclosures.values() if disclosure.name == name), None)


def _evidence(disclosure: Disclosure) -> Location | None:
    return disclosure.evidence[0] if disclosure.evidence else None


def _value(disclosure: Disclosure) -> str:
    return ", ".join(sorted(map(str, disclosure.value)))
