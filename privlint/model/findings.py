"""What privlint answers: a verdict a disclosure, and findings with their places."""

from enum import IntEnum, StrEnum
from typing import NamedTuple

from privlint.model.text import Span


class Severity(IntEnum):
    """How bad a finding is; higher is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Verdict(StrEnum):
    """What a policy does about one disclosure that is asked of it."""

    PRESENT = "present"
    PARTIAL = "partial"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


class Location(NamedTuple):
    """A place in a file: `quote` is what a reader sees there; `note` says what the place has to do with the finding."""

    path: str
    span: Span
    quote: str
    note: str = ""


class Suppressed(NamedTuple):
    """Who silenced a finding, and why: the fields of the suppression comment and where it stands (line from 1)."""

    reason: str
    owner: str | None
    until: str | None
    path: str
    line: int


class Finding(NamedTuple):
    """One thing that is wrong. `subject` is what the fingerprint is made of besides the rule (defaults to the quotes)."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    location: Location
    related: tuple[Location, ...] = ()
    subject: str = ""
    suppressed: Suppressed | None = None
    fingerprint: str = ""


class Disclosure(NamedTuple):
    """The verdict on one required disclosure. `value` holds ISO 8601 periods, bases, ages, dates, ISO 3166 countries or classes."""

    code: str
    name: str
    article: str
    verdict: Verdict
    reason: str
    value: tuple[str | int, ...] = ()
    evidence: tuple[Location, ...] = ()
