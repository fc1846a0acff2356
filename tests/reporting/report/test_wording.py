"""Values in the words of people."""

import pytest

from privlint.reporting.report.wording import day, period, sentence


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("P1Y", "1 year"),
        ("P12M", "12 months"),
        ("P1Y6M", "1 year 6 months"),
        ("P30D", "30 days"),
        ("P2W", "2 weeks"),
        ("PT72H", "72 hours"),
        ("PT30M", "30 minutes"),
        ("P", "P"),
        ("until closed", "until closed"),
    ],
)
def test_periods(iso: str, told: str) -> None:
    assert period(iso) == told


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2026-11-03", "3 November 2026"),
        ("2022-04", "April 2022"),
        ("2021", "2021"),
        ("2021-13", "2021-13"),
        ("v2", "v2"),
    ],
)
def test_days(iso: str, told: str) -> None:
    assert day(iso) == told


def test_a_reason_becomes_a_sentence_once() -> None:
    assert sentence("nothing says it") == "Nothing says it."
    assert sentence("Who says it?") == "Who says it?"
