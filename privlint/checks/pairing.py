"""Whether two sides can be about the same thing: their scope, exceptions, data, recipients and purposes.

Every question is answered None when the two do not meet, True when they do without any doubt, and False when less surely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.scope import scopes_of
from privlint.checks.ways import Place, Way, shorten
from privlint.model.findings import Location

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.model.statements import Qualifier, Statement

_NOT_PERSONAL = frozenset({"non-personal", "aggregate", "anonymous"})
_GENERAL = frozenset({"personal", "any"})
_OF_RECORD = frozenset({"consent", "business-transfer", "law"})
_PRECISE = frozenset({"consent", "business-transfer", "law", "user-action"})
_UNASKED = frozenset({"consent", "law"})  # what a promise to ask first leaves open
_ASKED = frozenset({"consent", "user-action"})
# Purposes that serve no advertiser
_NO_ADVERTISING = frozenset({"service", "account", "payment", "support", "security", "legal"})
_NOBODY_ELSE = frozenset({"own", "us", "reader", "user-directed", "customer", "authority", "acquirer"})
_OUTSIDE = frozenset({"third-party", "partner", "advertising", "public", "anyone"})
_HELPERS = frozenset({"processor", "group"})
_NAMED = frozenset({"named"})
_PROMOTION = frozenset({"marketing", "advertising"})
_MEDIUM = (
    ("scope-local", "stays-on-device"),
    ("scope-local", "kept-in-place"),
    ("scope-sms", "never-calls-to-sell"),
)  # scopes that a denial itself is about


class Side(NamedTuple):
    """One side of a pair: where it stands, and its statement when it is one."""

    reading: Reading
    sentence: Sentence
    statement: Statement | None
    place: Place | None
    values: frozenset[str | int]
    way: Way

    @property
    def weak(self) -> bool:
        """Whether a finding that rests on it is no more than a warning."""
        return self.way.weak or self.says(*self.way.weakened)

    def location(self, note: str = "") -> Location:
        """The sentence, or the statement's own words, as a place."""
        path = self.reading.document.source.path
        if self.statement is not None:
            return Location(path, self.sentence.span, shorten(self.sentence.quote), note)
        assert self.place is not None
        return self.place.location(note)

    def says(self, *concepts: str) -> bool:
        """Whether one of the concepts stands in the sentence: asked once, though a side is weighed against many."""
        reading, sentence = self.reading, self.sentence
        return reading.note((concepts, sentence.index), lambda: bool(reading.in_sentence(sentence, *concepts)))


def same_scope(denial: Side, practice: Side) -> bool:
    """Whether both speak of the same readers and data."""
    ignored = {scope for scope, about in _MEDIUM if denial.says(about)}
    ignored |= {"scope-applicants"} if practice.says("staff-sees", "shown-around") else set()
    said, done = (scopes_of(side.reading, side.sentence) - ignored for side in (denial, practice))
    return said == done and not _is_elsewhere(denial, practice)


def _is_elsewhere(denial: Side, practice: Side) -> bool:
    """Whether one speaks of the app alone, and the other of the website alone."""
    app, site = "speaks-of-app", "speaks-of-website"
    places = [(side.says(app), side.says(site)) for side in (denial, practice)]
    return places in ([(True, False), (False, True)], [(False, True), (True, False)])


def same_user(denial: Side, practice: Side) -> bool:
    """Whether a denial that is bound to the marketing of others meets a practice that serves it."""
    return not denial.says("used-by-others") or practice.says("used-by-others", "shared-unless-stopped")


def unqualified(denial: Side, practice: Side) -> bool | None:
    """Whether the denial stands unqualified; None when an exception or condition of either side keeps the two apart."""
    exceptions = denial.statement.exceptions if denial.statement else ()
    if exceptions and denial.says("law-permits"):
        return None
    if exceptions and practice.says("shared-unless-stopped"):
        return False if all(_excludes_advertising(exception, _UNASKED) for exception in exceptions) else None
    if any(_covers(exception, practice) for exception in exceptions):
        return None
    if _is_conditional(denial, practice) or _is_permitted(practice):
        return None
    same_section = denial.sentence.path[-1] is practice.sentence.path[-1]
    if limited_nearby(denial, practice) or (exceptions and same_section):
        return None
    limited = denial.says("says-exception")
    if limited and (exceptions or same_section):
        return None
    return not exceptions and not limited and not _is_occasional(practice)


def _excludes_advertising(exception: Qualifier, precise: frozenset[str]) -> bool:
    """Whether an exception of these kinds, or of purposes that are told, leaves no room for data given to advertisers."""
    told = exception.purposes <= _NO_ADVERTISING and (exception.purposes or "purpose" not in exception.kinds)
    return bool(told) and exception.kinds <= precise | {"purpose"}


def _covers(exception: Qualifier, practice: Side) -> bool:
    """Whether an exception may leave room for a practice: all do but those that precisely say something else."""
    done = practice.statement
    advertises = done is not None and (set(done.purposes) & _PROMOTION or set(done.recipients) == {"advertising"})
    precise = exception.kinds <= _PRECISE or (advertises and _excludes_advertising(exception, _PRECISE))
    if not precise or exception.recipients - {"authority", "acquirer", "reader", "us", "own"}:
        return True
    if done is None or (done.action != "share" and exception.kinds & _ASKED):
        return True
    kinds = {kind for qualifier in (*done.exceptions, *done.conditions) for kind in qualifier.kinds or {qualifier.kind}}
    if exception.kinds & kinds or practice.says("gives-choice", "reader-has-it-sent"):
        return True
    if "law" in exception.kinds and ("legal" in done.purposes or practice.says("qualifier-law")):
        return True
    return bool(exception.recipients & frozenset(done.recipients))


def _is_conditional(denial: Side, practice: Side) -> bool:
    """Whether the denial holds on a condition that the practice does not name in the same words."""
    if denial.statement is None or not denial.statement.conditions:
        return False
    done = practice.sentence.quote.casefold()
    conditions = {condition.kind for condition in denial.statement.conditions if condition.quote.casefold() not in done}
    conditions.discard("time")
    return bool(conditions - ({"user-action"} if denial.says("idle-condition") else set()))


def _is_permitted(practice: Side) -> bool:
    """Whether a practice takes place only when the reader, the law or a sale of the business has it so."""
    done = practice.statement
    if done is None:
        return False
    if done.purposes and set(done.purposes) <= {"legal", "security"}:
        return True
    kinds = {qualifier.kind for qualifier in (*done.exceptions, *done.conditions)}
    if "consent" in kinds and practice.says("without-asking"):
        kinds.discard("consent")
    return bool(kinds & _OF_RECORD) or ("user-action" in kinds and practice.says("reader-has-it-sent"))


def _is_occasional(practice: Side) -> bool:
    """Whether a practice takes place only when the reader does something."""
    done = practice.statement
    return done is not None and any(condition.kind == "user-action" for condition in done.conditions)


def limited_nearby(denial: Side, practice: Side) -> bool:
    """Whether the practice stands with the denial in one section, near, and a word of contrast opens one of the two."""
    first, second = denial.sentence.index, practice.sentence.index
    if denial.reading is not practice.reading or abs(first - second) > 6:
        return False
    between = denial.reading.sentences[min(first, second) + 1 : max(first, second) + 1]
    same_section = denial.sentence.path[-1] is practice.sentence.path[-1]
    return same_section and any(denial.reading.in_sentence(sentence, "contrast-start") for sentence in between)


def keeps_all_in(denial: Statement | None) -> bool:
    """Whether a denial speaks of all data, and not of publishing alone; one that is no statement does."""
    return denial is None or (bool(_GENERAL & frozenset(denial.data)) and denial.recipients != ("public",))


def data_meet(denial: Statement | None, practice: Statement) -> bool | None:
    """Whether the practice is about data that the denial speaks of; a denial that is no statement speaks of all.

    One that speaks of some data only ("no information about your health") speaks of the classes that it names, not of all.
    """
    said = frozenset(denial.data) if denial else _GENERAL
    if denial is not None and denial.breadth == "some":
        said -= _GENERAL
        if not said:
            return None
    done = frozenset(practice.data)
    if (said | done) & _NOT_PERSONAL:
        return None
    if not said or said & _GENERAL or done & said:
        return True
    return None


def purposes_meet(denial: Statement | None, practice: Statement) -> bool | None:
    """Whether the practice has a purpose that the denial rules out, by naming it or by "only"."""
    limitless = {"sale", "any"} if denial and denial.action == "share" else {"sale"}  # "for any purpose" limits nothing
    said = frozenset(denial.purposes) - limitless if denial else frozenset()
    done = frozenset(practice.purposes)
    if denial is None or not said:
        return True
    if denial.only and denial.polarity == "affirmed":
        return True if done - said else None
    if said & done:
        return True
    return False if said & _PROMOTION and done & _PROMOTION else None


def recipients_meet(denial: Statement | None, practice: Statement) -> bool | None:
    """Whether data go to somebody who the denial says gets none; a denial that is no statement speaks of all outside."""
    said = frozenset(denial.recipients) if denial else frozenset({"third-party"})
    done = frozenset(practice.recipients) - (_NOBODY_ELSE - said)
    if "anyone" in said and done & (_OUTSIDE | _HELPERS | _NAMED):
        return bool(done & (_OUTSIDE | _HELPERS))
    if done & said:
        return True
    if not said or "third-party" in said:
        if done & _OUTSIDE:
            return bool(said)
        return False if done & (_NAMED | {"group"}) else None
    return None
