"""`privlint explain RULE FILE`: the verdict, where privlint looked, and what the nearest sentences lack."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Explain = Callable[..., str]


@pytest.fixture
def explain(run: Run, folder: Path) -> Explain:
    def explain(rule: str, text: str, name: str = "policy.md") -> str:
        (folder / name).write_text(text, encoding="utf-8")
        done = run("explain", "--as-of", "2026-11-22", rule, name)
        assert (done.code, done.err) == (0, "")
        return done.out

    return explain


HEAD = "# Privacy policy\n\nLarkfield Ltd sells lamps.\n\n"


@pytest.mark.parametrize(
    ("rule", "text", "lack"),
    [
        pytest.param("right-of-access", "You do not have the right to access your data.", "it is denied", id="denied"),
        pytest.param("right-of-access", "## Right of access\n", "only a heading says it", id="a heading alone"),
        pytest.param("retention-period", "Do we keep your data for a year?", "it is a question", id="a question"),
        pytest.param(
            "retention-period",
            "We keep cookies for a year.",
            "'cookies' makes it something else: sentences that tell nothing about how long",
            id="about something else",
        ),
        pytest.param(
            "right-to-erasure",
            "Residents of California have the right to have their data erased.",
            "it is said only for readers of one place outside the EU",
            id="a foreign scope",
        ),
        pytest.param(
            "retention-period",
            "We keep your data in a safe place.",
            "it has 'keep', ",
            id="a part of a pattern",
        ),
        pytest.param(
            "repealed-law",
            "The GDPR replaced Directive 95/46/EC.",
            "'replaced' makes it something else: the law is named as one that was replaced",
            id="a rule that forbids",
        ),
    ],
)
def test_what_the_nearest_sentence_lacks(explain: Explain, rule: str, text: str, lack: str) -> None:
    told = explain(rule, HEAD + text)
    assert any(line.startswith(f"    {lack}") for line in told.splitlines()), told


def test_where_privlint_looked(explain: Explain) -> None:
    told = explain("retention-period", HEAD + "## Retention\n\nWe like order.\n")
    assert "looking for a sentence that says it: looked in 4 sentences, first under 'Retention'" in told


def test_a_rule_that_reports_nothing_says_so(explain: Explain) -> None:
    told = explain("repealed-law", HEAD)
    assert told.startswith("policy.md: GDPR213 repealed-law reports nothing here\n")
    assert "  nothing in them comes near\n" in told


def test_what_is_made_needs_no_nearest(explain: Explain) -> None:
    told = explain("retention-period", HEAD + "We delete your data after twelve months.")
    assert "present" in told
    assert "looking for" not in told


def test_both_sides_of_a_contradiction_and_what_keeps_them_apart(explain: Explain) -> None:
    text = HEAD + "We never sell your personal data.\n\nIf you agree, we sell your personal data to partners.\n"
    told = explain("selling-contradiction", text)
    assert "looking for a denial and a practice that meet: found 1 denials and 1 practices" in told
    assert "    (but 'If you agree, we sell your personal data to partners.')" in told
    assert "    an exception or condition of one leaves room for the other" in told


def test_a_contradiction_without_a_denial(explain: Explain) -> None:
    told = explain("selling-contradiction", HEAD + "We sell your personal data to partners.\n")
    assert "looking for a denial: looked in 3 sentences" in told
    assert "    the polarity is affirmed, not denied" in told


def test_a_rule_written_in_python_says_what_it_asked(explain: Explain) -> None:
    told = explain("dpo-contact", HEAD + "There is no data protection officer.\n")
    assert "looking for " in told
    assert "dpo" in told


def test_a_missing_disclosure_tells_the_nearest_sentence(run: Run, folder: Path) -> None:
    (folder / "policy.md").write_text(HEAD + "You do not have the right to access your data.\n", encoding="utf-8")
    done = run("check", "-q", "--select", "right-of-access", "policy.md")
    assert '  also 5: "You do not have the right to access your data." (the nearest, but it is denied)\n' in done.out


def test_words_under_the_wrong_heading_are_farther_off_than_the_right_words(run: Run, folder: Path) -> None:
    asked = "Upon request, we will give you access to your personal information."
    text = HEAD + f"To order, fill in the request form on our site.\n\n{asked}\n"
    (folder / "policy.md").write_text(text, encoding="utf-8")
    nearest = run("check", "-q", "--select", "exercise-of-rights", "policy.md").out
    assert f'"{asked}" (the nearest, but it lacks' in nearest
    (folder / "policy.md").write_text(text.replace(asked, ""), encoding="utf-8")
    assert "the nearest" not in run("check", "-q", "--select", "exercise-of-rights", "policy.md").out


def test_a_file_of_a_set_stands_for_the_set(run: Run, folder: Path) -> None:
    (folder / "a.md").write_text(HEAD, encoding="utf-8")
    (folder / "b.md").write_text("# Privacy\n\nWe delete your data after twelve months.\n", encoding="utf-8")
    (folder / "privlint.toml").write_text('[[policy]]\nname = "site"\nfiles = ["a.md", "b.md"]\n', encoding="utf-8")
    told = run("explain", "retention-period", "a.md").out
    assert told.startswith("site: GDPR111 retention-period: present [P12M]")
    assert '  b.md:3:1: "We delete your data after twelve months."\n' in told
