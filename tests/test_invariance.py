"""What does not matter to a reader does not matter to a rule: line ends, markup, quotation marks, contractions, names, capitals."""

from collections.abc import Iterator
from functools import cache

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Context, Rule
from privlint.engine.examples import TODAY, Trial, trials
from privlint.engine.linter import Linter
from privlint.engine.reader import PolicyReader
from tests.variants import VARIANTS, plain

RULES = tuple(rule for rule in load_rules() if not rule.code.startswith("LINT"))

# What legitimately differs: by variant, the rule or the example, and why.
DIFFERS: dict[str, dict[str, str]] = {
    "rewrapped": {},
    "as HTML": {},
    "as plain text": {
        "dangling-reference": "the targets of links are text, and headings have no level",
        "duplicate-heading": "headings have no level",
        "empty-section": "a heading with nothing under it is a line of text",
        "numbering-gap-bad-2": "a numbered heading is a numbered line",
        "obfuscated-contact-bad-4": "only the target of the link gives it away",
        "contact-mismatch-bad-1": "the target of the link is gone",
        "dpo-contact-tricky-1": "headings have no level",
        "international-transfers-bad-2": "a heading with nothing under it is a line of text",
        "children-age-threshold-bad-3": "a heading with nothing under it is a line of text",
        "data-categories-good-11": "a heading over one short line is a line of text",
        "invalid-transfer-mechanism-bad-8": "a heading over one short line is a line of text",
        "invalid-transfer-mechanism-bad-9": "a heading over one short line is a line of text",
        "not-a-legal-basis-bad-15": "a heading over one short line is a line of text",
    },
    "curly quotes": {},
    "contractions": {},
    "another company": {
        "inconsistent-name": "the misspelt name is that of the old company",
        "contact-mismatch-bad-2": "the misspelt name is that of the old company",
    },
    "headings in capitals": {"controller-identity-tricky-4": "capitals hide which words are a name"},
}
TABLE = "|---"  # plain text has no tables


def outcome(trial: Trial, name: str, text: str) -> str:
    """The verdict, or the number of findings."""
    context = Context(trial.example.as_of or TODAY, trial.example.profile)
    linter = Linter(RULES, (trial.rule,), context, PolicyReader("en"))
    document = linter.reader.parse(linter.reader.source(name, text.encode()))
    failed: list[FileError] = []
    return told(trial.rule, linter.judge("example", [document], failed), failed)


def told(rule: Rule, report: PolicyReport, failed: list[FileError]) -> str:
    if failed:
        return failed[0].message
    if rule.kind == "requires":
        return str(report.disclosures[0].verdict)
    return f"{sum(finding.code == rule.code and finding.suppressed is None for finding in report.findings)} findings"


@cache
def before(trial: Trial) -> str:
    return outcome(trial, "example.md", trial.example.text)


def differences(rule: Rule, variant: str) -> Iterator[str]:
    name, change = VARIANTS[variant]
    for trial in trials([rule]):
        text = change(trial.example.text)
        unchanged = text == trial.example.text and name == "example.md"
        if unchanged or {rule.name, trial.id} & set(DIFFERS[variant]) or (change is plain and TABLE in text):
            continue
        after = outcome(trial, name, text)
        if after != before(trial):
            yield f"{trial.id}: {before(trial)}, but {after}: {text!r}"


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_does_not_matter_changes_nothing(rule: Rule, variant: str) -> None:
    assert not list(differences(rule, variant))


def test_nothing_is_excused_that_is_not_there() -> None:
    known = {name for rule in RULES for name in (rule.name, *(trial.id for trial in trials([rule])))}
    assert {name for excused in DIFFERS.values() for name in excused} <= known
    assert list(DIFFERS) == list(VARIANTS)
