"""The policies in `examples/`: a good one with no error, and a bad one that shows every family of rules."""

from datetime import date
from pathlib import Path

import pytest

from privlint.checks.report import Report
from privlint.checks.rule import Context
from privlint.engine.discovery import PolicyFile
from privlint.engine.linter import Linter
from privlint.engine.plugins import Plugins
from privlint.model.findings import Severity, Verdict

EXAMPLES = Path(__file__).parent.parent / "examples"
RULES = Plugins(installed=False).rules()
FAMILIES = sorted({rule.code[:-2] for rule in RULES})


def lint(name: str) -> Report:
    linter = Linter(RULES, RULES, Context(date(2026, 11, 22)))
    return linter.lint([PolicyFile(name, content=(EXAMPLES / name).read_bytes())])


def test_the_good_policy_has_no_error() -> None:
    report = lint("good-policy.md")
    assert [f"{f.code} {f.name}: {f.location.quote}" for f in report.findings() if f.severity is Severity.ERROR] == []
    assert {disclosure.verdict for disclosure in report.policies[0].disclosures} <= {
        Verdict.PRESENT,
        Verdict.NOT_APPLICABLE,
    }


@pytest.mark.parametrize(
    "family", [family for family in FAMILIES if not family.startswith("TRN")]
)  # needs two versions
def test_the_bad_policy_shows_every_family(family: str) -> None:
    assert any(finding.code.startswith(family) for finding in lint("bad-policy.md").findings())
