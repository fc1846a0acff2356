"""The story from a text to its report."""

from datetime import date
from pathlib import Path

import pytest

from privlint.checks.report import FileError, Report
from privlint.checks.rule import Context
from privlint.engine.discovery import PolicyFile
from privlint.engine.linter import Linter
from privlint.engine.reader import PolicyReader
from privlint.model.findings import Verdict
from tests.engine.conftest import LINT, OLD_LAW, RULES, Judge, fails, forbids, requires

MARKS = "We collect personal data and use cookies; see our privacy policy.\n\n"
NORWEGIAN = (
    "# Personvern\n\nVi i Fjellstua AS samler inn navnet ditt og adressen din når du bestiller hos oss. "
    "Det blir lagret så lenge du er kunde, og det er vi som er ansvarlige for at alt blir behandlet på en trygg måte. "
    "Du kan når som helst be om å få se hva vi har lagret om deg.\n"
)


def codes(report: object) -> list[str]:
    return [finding.code for finding in getattr(report, "findings")]  # noqa: B009


def test_findings_come_by_place_then_code(judge: Judge) -> None:
    rules = (forbids("TEA109", "pot", "pot"), *RULES)
    assert codes(judge(MARKS + "biscuit kettle teapot\n\nteapot", rules)) == [
        "TEA102",
        "TEA101",
        "TEA109",
        "TEA101",
        "TEA109",
    ]


def test_a_partial_disclosure_that_another_finding_explains_has_no_finding_of_its_own(judge: Judge) -> None:
    report = judge(MARKS + "half-biscuit, teapot")
    assert codes(report) == ["TEA101"]
    assert [d.verdict for d in report.disclosures] == [Verdict.PARTIAL]


def test_a_partial_disclosure_that_nothing_explains_keeps_its_finding(judge: Judge) -> None:
    assert codes(judge(MARKS + "half-biscuit")) == ["TEA103"]


def test_a_partial_disclosure_keeps_its_finding_when_the_other_rule_does_not_run(judge: Judge) -> None:
    assert codes(judge(MARKS + "half-biscuit, teapot", running=RULES[1:])) == ["TEA103"]


def test_a_rule_that_fails_is_named_and_the_others_run(judge: Judge) -> None:
    failed: list[FileError] = []
    report = judge(MARKS + "biscuit teapot", (fails("AAA101", "broken"), *RULES), failed=failed)
    assert codes(report) == ["TEA101"]
    assert failed == [FileError("policy.md", "rule AAA101 broken (a plug-in) failed: ZeroDivisionError: one by nought")]


def test_a_language_without_lexicon_is_one_error_and_no_verdict(judge: Judge) -> None:
    report = judge(NORWEGIAN + "\nteapot\n\n<!-- privlint: ignore[kettle] -- x -->\n")
    assert codes(report) == ["LINT003"]
    assert report.language != "en"
    assert [d.verdict for d in report.disclosures] == [Verdict.UNKNOWN]


def test_a_language_that_is_named_is_not_detected() -> None:
    document = PolicyReader("en").read(PolicyFile("policy.md", content=NORWEGIAN.encode()))
    assert document is not None
    assert document.language == "en"


def test_law_that_has_ended_asks_for_nothing(judge: Judge) -> None:
    old = requires("OLD101", "old", "biscuit", OLD_LAW)
    report = judge(MARKS + "nothing", (old, *LINT))
    assert codes(report) == []
    assert [(d.verdict, d.reason) for d in report.disclosures] == [
        (Verdict.NOT_APPLICABLE, "Art. 1 does not hold on 2026-11-22")
    ]


def test_what_is_said_is_present_whatever_the_law(judge: Judge) -> None:
    report = judge(MARKS + "biscuit", (requires("OLD101", "old", "biscuit", OLD_LAW), *LINT))
    assert [d.verdict for d in report.disclosures] == [Verdict.PRESENT]


def fingerprints(judge: Judge, text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in judge(text).findings:
        found.setdefault(finding.code, []).append(finding.fingerprint)
    return found


def test_fingerprints_survive_edits_elsewhere(judge: Judge) -> None:
    before = fingerprints(judge, MARKS + "A teapot.\n\nA kettle.")
    after = fingerprints(judge, MARKS + "Something new.\n\nA teapot!\n\nAnother line.\n\nOne kettle.")
    assert before == after
    assert len({fingerprint for listed in before.values() for fingerprint in listed}) == 3


def test_equal_findings_are_told_apart_by_their_occurrence(judge: Judge) -> None:
    once = fingerprints(judge, MARKS + "biscuit teapot")["TEA101"]
    twice = fingerprints(judge, MARKS + "biscuit teapot teapot")["TEA101"]
    assert twice[0] == once[0] != twice[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*files: PolicyFile) -> Report:
    return Linter(RULES, RULES, Context(date(2026, 11, 22))).lint(files)


def test_a_walked_file_that_is_no_policy_is_skipped_and_a_named_one_is_linted(folder: Path) -> None:
    (folder / "bread.md").write_text("# Bread\n\nbiscuit\n")
    assert lint(PolicyFile("bread.md", walked=True)).skipped == ("bread.md",)
    (policy,) = lint(PolicyFile("bread.md")).policies
    assert codes(policy) == ["LINT004"]


def test_a_file_that_cannot_be_decoded_is_an_error_and_the_others_are_linted(folder: Path) -> None:
    (folder / "bad.md").write_bytes(MARKS.encode() + b"\xff\xfe\xfa")
    (folder / "good.md").write_text(MARKS + "biscuit")
    report = lint(PolicyFile("bad.md", walked=True), PolicyFile("good.md"), PolicyFile("gone.md"))
    assert [policy.name for policy in report.policies] == ["good.md"]
    assert [error.path for error in report.errors] == ["bad.md", "gone.md"]


def test_law_that_has_ended_leaves_a_partial_disclosure_partial_without_a_finding(judge: Judge) -> None:
    report = judge(MARKS + "half-biscuit", (requires("OLD101", "old", "biscuit", OLD_LAW), *LINT))
    assert codes(report) == []
    assert [d.verdict for d in report.disclosures] == [Verdict.PARTIAL]
