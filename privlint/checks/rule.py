"""What a rule is: its law, its words for people, its examples, and the check that asks a policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from privlint.model.findings import Disclosure, Finding, Severity

if TYPE_CHECKING:
    from privlint.language.reading import Reading

COMPARING = "translates"  # the kind of rules that compare a policy with its translations
PAIRED = ("contradicts", COMPARING)  # the kinds whose findings have two sides


class Law(NamedTuple):
    """A provision that a rule rests on, with the dates (both included) between which it asks for what the rule checks."""

    article: str
    source: str
    start: date | None = None
    end: date | None = None
    jurisdiction: str = "EU"

    def holds(self, day: date) -> bool:
        """Whether the provision applied on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Profile(NamedTuple):
    """What the configuration says of the organisation; None or empty where it says nothing."""

    established_in: str | None = None
    member_states: tuple[str, ...] = ()
    dpo: str | None = None
    children: str | None = None


class Context(NamedTuple):
    """What a check may ask besides the policy: the date it is judged at, the organisation, and `max_age` in months."""

    as_of: date
    profile: Profile = Profile()
    max_age: int = 24


class Policy(NamedTuple):
    """One document, or a configured set of documents read as one; `translations` are its versions in other languages."""

    name: str
    readings: tuple[Reading, ...]
    translations: tuple[Policy, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents it has; one in two languages has a reading for each."""
        return len({reading.document.source.path for reading in self.readings})


class Outcome(NamedTuple):
    """What a check answers: a disclosure's verdict (rules that require one) and findings."""

    disclosure: Disclosure | None = None
    findings: tuple[Finding, ...] = ()


class Example(NamedTuple):
    """A small policy in Markdown that a rule carries: `kind` is good, bad or tricky.

    `also` are further documents of the same policy, `translations` the documents of its versions by language.
    `verdict` (of rules that require a disclosure) or `findings` (their number; -1: at least one) is what must come out;
    `severity` is that of its findings, where the example says it; `evidence` are words of the best evidence of its
    disclosure, then of any other evidence, or of what findings quote; `reason` are words of why its verdict is what it
    is, or of a message.
    """

    kind: str
    text: str
    verdict: str | None = None
    findings: int | None = None
    as_of: date | None = None
    profile: Profile = Profile()
    also: tuple[str, ...] = ()
    severity: str | None = None
    evidence: tuple[str, ...] = ()
    reason: str = ""
    language: str = "en"
    translations: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Rule(NamedTuple):
    """One rule: what it asks, why, and the check. `concepts` are those that a language must have for it to judge.

    `by_kind` is for a rule that asks others, and leaves out by itself those that a language cannot answer.
    """

    code: str
    name: str
    severity: Severity
    kind: str
    law: tuple[Law, ...]
    message: str
    why: str
    help: str
    check: Callable[[Policy, Context], Outcome]
    examples: tuple[Example, ...] = ()
    origin: str = ""
    concepts: frozenset[str] = frozenset()
    by_kind: bool = False

    @property
    def article(self) -> str:
        """The first provision that the rule rests on, as reports cite it."""
        return self.law[0].article if self.law else ""

    @property
    def spans_versions(self) -> bool:
        """Whether it is asked of a policy with all its translations, and of none of them alone."""
        return self.kind == COMPARING or self.by_kind
