"""Words in their normal form, and the classes of tokens."""

from __future__ import annotations

import pytest

from privlint.language.classes import classify
from privlint.language.lexicon import load_lexicon
from privlint.language.tokens import tokenise

WORDS = load_lexicon().words


def norms(text: str) -> list[str]:
    return [token.norm for token in tokenise(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We don’t share it.", ["we", "do", "not", "share", "it"]),
        ("You cannot, and won't.", ["you", "can", "not", "and", "will", "not"]),
        ("third-party e-mail", ["third", "party", "email"]),
        ("the party's users' data", ["the", "party", "users", "data"]),
        ("We authorise behaviour", ["we", "authorize", "behavior"]),
        ("the US and us", ["the", "u.s.", "and", "us"]),
        ("Acme, e.g. (Ltd.)", ["acme", "e.g.", "ltd"]),
    ],
)
def test_words_are_read_in_their_normal_form(text: str, expected: list[str]) -> None:
    assert norms(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        ("kept for twelve (12) months", "period", ["P12M"]),
        ("a 30-day period", "period", ["P30D"]),
        ("two years", "period", ["P2Y"]),
        ("within 72 hours", "period", ["PT72H"]),
        ("on 25th May, 2018", "date", ["2018-05-25"]),
        ("May 25, 2018", "date", ["2018-05-25"]),
        ("since 2018-05-25", "date", ["2018-05-25"]),
        ("3/4/2020", "date", ["2020-04-03", "2020-03-04"]),
        ("in April 2022", "date", ["2022-04"]),
        ("under 13 years", "age", [13]),
        ("younger than sixteen", "age", [16]),
        ("write to dpo@larkfield.example now", "email", ["dpo@larkfield.example"]),
        ("[email protected]", "masked-email", ["[email protected]"]),
        ("under Art. 6(1)(f) GDPR", "article", ["Art 6 1 f"]),
        ("may 12 people come", "date", []),
        ("twenty one days", "period", ["P21D"]),
    ],
)
def test_token_classes_carry_values(text: str, name: str, values: list[str | int]) -> None:
    assert [found.value for found in classify(tokenise(text, WORDS), WORDS) if found.name == name] == values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("operated by Larkfield Mills GmbH in Bonn", True),
        ("Brightwater Inc. runs the site", True),
        ("We limited the company", False),
        ("our company is small", False),
    ],
)
def test_an_organisation_is_a_name_with_a_legal_form(text: str, found: bool) -> None:
    assert any(classed.name == "organisation" for classed in classify(tokenise(text, WORDS), WORDS)) is found
