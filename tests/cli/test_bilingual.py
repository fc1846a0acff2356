"""A document in two languages, and each command that reads it: one policy, whose sections are read in their own language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]

TEXT = """\
# Privacy policy

Larkfield GmbH, Ufergasse 4, 20457 Hamburg, is the controller of your personal data. You can reach us at privacy@larkfield.example.

## How long we keep data

We delete your account data six months after you close your account. You have the right to have your personal data erased.

We never share your personal data with third parties, whatever they may offer us for it.

# Datenschutzerklärung

Verantwortlich für Ihre personenbezogenen Daten ist die Larkfield GmbH.

## Ihre Rechte

Sie haben das Recht auf Auskunft über Ihre personenbezogenen Daten. Sie können sich bei einer Aufsichtsbehörde beschweren.

## Partner

Ihre Anschrift übermitteln wir an unsere Sponsoren, die Ihnen Werbung zusenden. Die Angaben in Ihrem Konto löschen wir nach drei Jahren.
"""
GERMAN = TEXT.index("# Datenschutzerklärung")
DENIED = "We never share your personal data with third parties, whatever they may offer us for it."
SHARED = "Ihre Anschrift übermitteln wir an unsere Sponsoren, die Ihnen Werbung zusenden."
DAY = ("--as-of", "2026-11-22")


@pytest.fixture(autouse=True)
def policy(folder: Path) -> Path:
    path = folder / "both.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_check_finds_what_either_language_says(run: Run) -> None:
    (policy,) = json.loads(run("check", "both.md", *DAY, "--format", "json").out)["policies"]
    disclosures = {each["name"]: each for each in policy["disclosures"]}
    assert disclosures["retention-period"]["value"] == ["P6M", "P3Y"]
    assert disclosures["right-of-access"]["verdict"] == disclosures["right-to-erasure"]["verdict"] == "present"
    assert disclosures["automated-decisions"]["reason"].startswith("nothing says it; looked in the whole text")
    (found,) = (finding for finding in policy["findings"] if finding["code"].startswith("CON"))
    assert (found["code"], found["quote"], found["related"][0]["quote"]) == ("CON101", DENIED, SHARED)


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"])
def test_every_format_has_its_places_in_the_one_file(run: Run, form: str) -> None:
    done = run("check", "both.md", *DAY, "--format", form)
    assert (done.code, done.err) == (1, "")
    assert "sharing-contradiction" in done.out


def test_explain_shows_the_words_of_both(run: Run) -> None:
    shown = run("explain", "retention-period", "both.md", *DAY).out
    assert "both.md:7:1:" in shown
    assert "both.md:21:81:" in shown


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "rules" / "contradictions").glob("*.toml")))
def test_each_contradiction_can_be_explained_for_a_document_in_german(run: Run, folder: Path, name: str) -> None:
    (folder / "german.md").write_text(TEXT[GERMAN:], encoding="utf-8")
    done = run("explain", name, "german.md", *DAY)
    assert (done.code, done.err) == (0, "")


def test_parse_shows_each_section_in_its_language(run: Run) -> None:
    documents = json.loads(run("parse", "both.md", "--format", "json").out)["documents"]
    assert [(each["language"], [section["heading"] for section in each["sections"]]) for each in documents] == [
        ("en", ["Privacy policy", "How long we keep data"]),
        ("de", ["Datenschutzerklärung", "Ihre Rechte", "Partner"]),
    ]


def test_diff_tells_what_either_language_loses(run: Run, folder: Path) -> None:
    (folder / "new.md").write_text(TEXT.replace("nach drei Jahren", "nach vier Jahren"), encoding="utf-8")
    assert "retention-longer retention-period (P3Y → P4Y)" in run("diff", "both.md", "new.md", *DAY).out


def test_draft_writes_in_the_sections_of_the_language_that_it_drafts_in(run: Run, policy: Path) -> None:
    assert run("draft", "both.md", *DAY, "--write").code == 0
    lines = policy.read_text(encoding="utf-8").splitlines()
    at = lines.index("# Datenschutzerklärung")
    assert "We make [specify no, or which] automated decisions about you." in lines[:at]
    assert lines[at:] == TEXT[GERMAN:].splitlines()


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_report_quotes_both(run: Run, form: str) -> None:
    done = run("report", "both.md", *DAY, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert all(said in done.out for said in (DENIED, SHARED, "3 years"))


def test_a_comment_silences_in_either_language(run: Run, policy: Path) -> None:
    comment = "<!-- privlint: ignore[right-narrowed, sharing-contradiction] -- told on paper -->\n"
    policy.write_text(TEXT.replace(DENIED, comment + DENIED), encoding="utf-8")
    assert "CON101" not in run("check", "both.md", *DAY, "--format", "concise").out
    assert "CON101 sharing-contradiction" in run("suppressions", "both.md", *DAY).out


def test_scan_has_a_row_for_what_either_says(run: Run, folder: Path) -> None:
    assert run("scan", "both.md", "-o", "rows.jsonl", *DAY).code == 0
    rows = [json.loads(line) for line in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
    quotes = {row["code"]: row["quote"] for row in rows if row["row"] == "verdict"}
    assert quotes["GDPR112"] == "Sie haben das Recht auf Auskunft über Ihre personenbezogenen Daten."
    assert quotes["GDPR114"] == "You have the right to have your personal data erased."
