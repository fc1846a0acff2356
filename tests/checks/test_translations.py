"""A policy in two languages: the same verdicts in both, and each clause that one version loses is one finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.python.translations.versions import Version
from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Context, Policy
from privlint.engine.linter import Linter, Translation
from privlint.engine.reader import PolicyReader
from privlint.model.tree import Document

ROOT = Path(__file__).parent.parent.parent / "examples" / "translated"
FILES = {"en": "privacy.md", "de": "de/datenschutz.md"}
TEXTS = {language: (ROOT / name).read_text(encoding="utf-8") for language, name in FILES.items()}
RULES = load_rules()
ASKED = {
    "verdicts": tuple(rule for rule in RULES if rule.kind == "requires"),
    "drift": tuple(rule for rule in RULES if rule.code.startswith("TRN")),
}

# The clauses of the policy in order, by what a version without it lacks; None: what it says stands elsewhere too.
CLAUSES = [
    ("TRN101", "effective-date"),
    None,  # who the controller is
    ("TRN102", "contact privacy@quillmoor.example"),
    ("TRN101", "dpo-contact"),
    None,  # kinds of data
    ("TRN101", "data-source"),
    None,  # one purpose of several
    ("TRN102", "legal-basis contract"),
    ("TRN102", "legal-basis consent"),
    ("TRN101", "legitimate-interests-named"),
    ("TRN101", "provision-requirement"),
    ("TRN102", "recipients Swiftcart"),
    ("TRN102", "recipients Pennybridge"),
    ("TRN101", "international-transfers"),
    ("TRN101", "transfer-safeguards"),
    ("TRN102", "retention-period P6M"),
    ("TRN102", "retention-period P14D"),
    ("TRN102", "retention-period P10Y"),
    ("TRN101", "right-of-access"),
    ("TRN101", "right-to-rectification"),
    ("TRN101", "right-to-erasure"),
    ("TRN101", "right-to-restriction"),
    ("TRN101", "right-to-portability"),
    ("TRN101", "right-to-object"),
    ("TRN101", "right-to-withdraw-consent"),
    ("TRN101", "objection-to-direct-marketing"),
    ("TRN101", "exercise-of-rights"),
    ("TRN101", "supervisory-authority-complaint"),
    ("TRN101", "automated-decisions"),
    ("TRN101", "cookies-and-trackers"),
    ("TRN101", "children-age-threshold"),
]
LOST = [
    pytest.param(language, number, *clause, id=f"{language}-{clause[1].replace(' ', '-')}")
    for language in FILES
    for number, clause in enumerate(CLAUSES)
    if clause
]
# What several clauses tell, and the clause that is left of them when the others are taken from both versions.
TOLD_AGAIN = {
    "controller-identity": 1,
    "controller-contact": 26,
    "data-categories": 4,
    "purposes": 6,
    "legal-basis": 7,
    "recipients": 11,
    "retention-period": 16,
}
CHANGED = [
    pytest.param("sechs Monate", "neun Monate", "retention-period", "P9M", "P6M", id="period"),
    pytest.param("unter 16", "unter 14", "children-age-threshold", "14", "16", id="age"),
    pytest.param("3. November", "3. Oktober", "effective-date", "2026-10-03", "2026-11-03", id="date"),
    pytest.param("in die USA", "nach Japan", "international-transfers", "JP", "US", id="country"),
    pytest.param("rights@", "rechte@", "contact", "rechte@quillmoor.example", "rights@quillmoor.example", id="contact"),
    pytest.param("Pennybridge", "Coinbrook", "recipients", "Coinbrook", "Pennybridge", id="recipient"),
    pytest.param(
        "Hamburgischen Beauftragten", "Berliner Beauftragten", "supervisory-authority-complaint", "BlnBDI", "HmbBfDI",
        id="authority",
    ),
]  # fmt: skip


def clauses(text: str) -> list[str]:
    """The paragraphs and list items of a policy."""
    return [part for part in re.split(r"\n(?=\n)|\n(?=- )", text) if part.strip() and not part.strip().startswith("#")]


def without(language: str, numbers: set[int]) -> str:
    """The text of a version without some of its clauses."""
    text = TEXTS[language]
    for number in numbers:
        text = text.replace(clauses(TEXTS[language])[number], "", 1)
    return text


@cache
def told_elsewhere(name: str, number: int) -> set[int]:
    """The clauses but one that make a disclosure, in either version."""
    gone: set[int] = set()
    while found := set(_telling(name, {*gone, number})):
        gone |= found
    return gone


def _telling(name: str, gone: set[int]) -> Iterator[int]:
    """The clauses that make a disclosure where some are gone."""
    for language, text in TEXTS.items():
        document = read(language, without(language, gone))
        (said,) = (each for each in judge("verdicts", document).disclosures if each.name == name)
        shown = [" ".join(clause.split()) for clause in clauses(text)]
        for place in said.evidence:
            yield from (n for n, clause in enumerate(shown) if place.quote in clause and n not in gone)


def read(language: str, text: str) -> Document:
    reader = PolicyReader(language)
    return reader.parse(reader.source(FILES[language], text.encode()))


def judge(asked: str, original: Document, *translations: Document) -> PolicyReport:
    linter = Linter(RULES, ASKED[asked], Context(date(2026, 11, 22)), PolicyReader(original.language))
    failed: list[FileError] = []
    versions = tuple(Translation(document.language, (document,)) for document in translations)
    report = linter.judge("reading-room", [original], failed, translations=versions)
    assert not failed
    return report


@cache
def whole(language: str) -> Document:
    return read(language, TEXTS[language])


def test_the_versions_get_the_same_verdicts() -> None:
    english, german = (judge("verdicts", whole(language)).disclosures for language in FILES)
    assert [(d.name, d.verdict) for d in english] == [(d.name, d.verdict) for d in german]
    assert {d.verdict for d in english} == {"present", "not-applicable"}


def test_nothing_drifts_in_a_true_translation() -> None:
    assert judge("drift", whole("en"), whole("de")).findings == ()
    assert judge("drift", whole("de"), whole("en")).findings == ()


@pytest.mark.parametrize(("language", "number", "code", "lost"), LOST)
def test_a_clause_that_one_version_lacks_is_one_finding(language: str, number: int, code: str, lost: str) -> None:
    text = TEXTS[language]
    other = next(each for each in FILES if each != language)
    documents = {language: read(language, text.replace(clauses(text)[number], "", 1)), other: whole(other)}
    (finding,) = judge("drift", documents["en"], documents["de"]).findings
    assert (finding.code, lost in finding.message) == (code, True)
    assert (finding.location.path, finding.related[0].path) == (FILES[language], FILES[other])
    assert finding.related[0].quote in " ".join(TEXTS[other].split())


@pytest.mark.parametrize("name", TOLD_AGAIN)
@pytest.mark.parametrize("language", FILES)
def test_the_only_clause_that_tells_something_is_one_finding_when_a_version_lacks_it(language: str, name: str) -> None:
    number = TOLD_AGAIN[name]
    gone = told_elsewhere(name, number)
    texts = {each: without(each, {*gone, number} if each == language else gone) for each in FILES}
    (finding,) = judge("drift", *(read(each, text) for each, text in texts.items())).findings
    assert (finding.code, f" {name} (" in finding.message) == ("TRN101", True)
    assert finding.location.path == FILES[language]


def test_every_disclosure_that_the_policy_makes_is_taken_away_once() -> None:
    made = {each.name for each in judge("verdicts", whole("en")).disclosures if each.verdict == "present"}
    assert made == {said for code, said in filter(None, CLAUSES) if code == "TRN101"} | TOLD_AGAIN.keys()


@pytest.mark.parametrize(("said", "instead", "subject", "theirs", "mine"), CHANGED)
def test_a_value_that_is_stated_differently_is_one_finding(
    said: str, instead: str, subject: str, theirs: str, mine: str
) -> None:
    (finding,) = judge("drift", whole("en"), read("de", TEXTS["de"].replace(said, instead))).findings
    assert finding.code == "TRN102"
    assert (
        finding.message == f"The versions of the policy state {subject} differently: {theirs} in 'de', {mine} in 'en'."
    )
    assert (finding.location.path, finding.related[0].path) == (FILES["de"], FILES["en"])


def test_the_versions_have_as_many_clauses_as_are_listed() -> None:
    assert [len(clauses(text)) for text in TEXTS.values()] == [len(CLAUSES), len(CLAUSES)]


def test_what_a_language_cannot_answer_is_no_difference() -> None:
    policy = Policy("reading-room", (PolicyReader("de").understand(whole("de")),))
    asked = [rule._replace(concepts=rule.concepts | {"no-language-has-this"}) for rule in ASKED["verdicts"]]
    version = Version(policy, Context(date(2026, 11, 22)), asked)
    assert version.outcomes == {}
    assert not version.lacks("retention-period")


def test_a_comment_in_the_translation_silences_what_is_found_there() -> None:
    clause = "Protokolldaten löschen wir nach 14 Tagen."
    comment = "<!-- privlint: ignore-file[value-drift, retention-period] -- the German logs are kept elsewhere -->"
    german = read("de", TEXTS["de"].replace(clause, comment))
    report = judge("drift", whole("en"), german)
    assert [finding.suppressed is not None for finding in report.findings] == [True]


def test_a_version_with_nothing_in_it_lacks_everything_once() -> None:
    report = judge("drift", whole("en"), read("de", ""))
    assert {finding.location.path for finding in report.findings} == {FILES["de"]}
    assert {finding.code for finding in report.findings} == {"TRN101"}
