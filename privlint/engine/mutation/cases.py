"""Examples, read once and judged many times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from privlint.checks.report import PolicyReport
from privlint.checks.rule import Context, Policy, Rule
from privlint.engine.examples import TODAY, Trial, compare, translations
from privlint.engine.linter import as_law_stands
from privlint.engine.reader import PolicyReader

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.model.tree import Document

NAME = "example.md"


class Case:
    """One example with its reading, in the language of the example."""

    def __init__(self, trial: Trial, reading: Reading) -> None:
        self.trial = trial
        self.reading = reading
        self.others = tuple(self.read(text, f"example-{at}.md") for at, text in enumerate(trial.example.also, 2))
        self.translations = tuple(
            Policy(language, tuple(map(understand, documents))) for language, documents in translations(trial.example)
        )
        self.context = Context(trial.example.as_of or TODAY, trial.example.profile)

    def read(self, text: str, name: str = NAME) -> Reading:
        """Another text, in the language of the example."""
        return read(text, name, self.trial.example.language)

    def wrong(self, rule: Rule | None = None, reading: Reading | None = None) -> str:
        """How the outcome departs from what the example expects, or nothing; with another rule or reading."""
        return compare(self.trial, self.judge(rule or self.trial.rule, reading or self.reading))

    def judge(self, rule: Rule, reading: Reading) -> PolicyReport:
        """What a rule says of a reading."""
        policy = Policy(NAME, (reading, *self.others), self.translations)
        outcome = as_law_stands(rule, rule.check(policy, self.context), self.context)
        disclosures = (outcome.disclosure,) if outcome.disclosure else ()
        return PolicyReport(
            NAME, (reading.document.source,), self.trial.example.language, disclosures, outcome.findings
        )


def read_cases(trials: Iterable[Trial]) -> list[Case]:
    """The cases of some examples that come out as they say; one with a suppression in it is about more than its rule."""
    cases = []
    for trial in trials:
        reading = read(trial.example.text, NAME, trial.example.language)
        case = Case(trial, reading)
        if not reading.document.comments and not case.wrong():
            cases.append(case)
    return cases


def understand(document: Document) -> Reading:
    """A document as rules see it."""
    return PolicyReader(document.language).understand(document)


def read(text: str, name: str = NAME, language: str = "en") -> Reading:
    """A text in Markdown, as examples are written."""
    reader = PolicyReader(language)
    return reader.understand(reader.parse(reader.source(name, text.encode())))
