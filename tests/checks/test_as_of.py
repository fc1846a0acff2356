"""What the law is depends on the day: of a rule, and of one way of meeting it."""

from datetime import date
from typing import Any

import pytest

from privlint.checks.loader import rule_from
from privlint.checks.report import FileError
from privlint.checks.rule import Context
from privlint.engine.linter import Linter
from privlint.engine.reader import PolicyReader
from privlint.model.errors import RuleError

HEAD: dict[str, Any] = {
    "code": "OUR101",
    "name": "our-rule",
    "severity": "error",
    "message": "m",
    "why": "w",
    "help": "h",
    "law": [{"article": "Art. 1", "source": "s", "from": date(2010, 1, 1), "to": date(2029, 12, 31)}],
}
WAY = {"concept": "third-party", "from": date(2016, 8, 1), "to": date(2020, 7, 15)}
TEXT = "# Privacy policy\n\nThird parties receive your personal data.\n"


def judge(table: dict[str, Any], day: str) -> tuple[list[str], int]:
    """The verdicts and the number of findings on a day."""
    rule = rule_from({**HEAD, **table}, "our-rule.toml", None)
    linter = Linter((rule,), (rule,), Context(date.fromisoformat(day)), PolicyReader("en"))
    failed: list[FileError] = []
    report = linter.judge("p", [linter.reader.parse(linter.reader.source("p.md", TEXT.encode()))], failed)
    assert not failed
    return [str(disclosure.verdict) for disclosure in report.disclosures], len(report.findings)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2009-12-31", "not-applicable"),
        ("2016-07-31", "missing"),
        ("2016-08-01", "present"),
        ("2020-07-15", "present"),
        ("2020-07-16", "missing"),
        ("2030-01-01", "not-applicable"),
    ],
)
def test_a_way_that_a_decision_opened_and_another_closed(day: str, verdict: str) -> None:
    assert judge({"kind": "requires", "present": [WAY]}, day) == ([verdict], int(verdict == "missing"))


@pytest.mark.parametrize(
    ("day", "findings"), [("2009-12-31", 0), ("2016-07-31", 0), ("2020-07-15", 1), ("2020-07-16", 0)]
)
def test_what_is_forbidden_from_a_day_on(day: str, findings: int) -> None:
    assert judge({"kind": "forbids", "found": [WAY]}, day) == ([], findings)


def test_a_day_is_a_date() -> None:
    with pytest.raises(RuleError, match=r"\[\[present\]\] 1: from is '2016-08-01', not a day such as 2020-07-16"):
        judge({"kind": "requires", "present": [{"concept": "third-party", "from": "2016-08-01"}]}, "2020-01-01")
