"""Words that an extraction from pages has torn."""

from __future__ import annotations

import pytest

from privlint.language.lexicon import load_lexicon
from privlint.language.tokens import tokenise
from privlint.language.torn import is_torn, mend


def norms(text: str, language: str) -> list[str]:
    lexicon = load_lexicon(language)
    tokens = tokenise(text, lexicon.words)
    return [token.norm for token in mend(tokens, text, 0, lexicon.words, lexicon.forms)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "your infor- mation", ["your", "information"]),
        ("en", "per- sonal infor- ma- tion", ["personal", "information"]),
        ("en", "a third- party tool", ["a", "third", "party", "tool"]),
        ("en", "data- Personal", ["data", "personal"]),
        ("en", "your pro\0le", ["your", "profile"]),
        ("en", "data\0", ["data"]),
        ("de", "die Verar- beitung", ["die", "verarbeitung"]),
        ("de", "Liefer- und Bestelldaten", ["liefer", "und", "bestell", "daten"]),
        ("de", "Auskun\0, Vorschri\0en", ["auskunft", "vorschriften"]),
        ("de", "der Datenschutzbe- au\0ragte", ["der", "datenschutzbeauftragte"]),
        ("de", "Wul\0", ["wul"]),
    ],
)
def test_a_torn_word_is_one_where_the_whole_is_known(language: str, text: str, expected: list[str]) -> None:
    assert norms(text, language) == expected


def test_a_mended_word_keeps_its_place() -> None:
    lexicon = load_lexicon("en")
    text = "Your infor- mation, kept."
    tokens = mend(tokenise(text, lexicon.words, 10), text, 10, lexicon.words, lexicon.forms)
    assert [(token.norm, token.start, token.end) for token in tokens][1:] == [("information", 15, 28), ("kept", 30, 34)]
    assert tokens[1].raw == "information"


def test_whole_text_is_no_torn_text() -> None:
    assert not is_torn("A well-known name, and Liefer-, Bestelldaten")


def test_a_dash_joins_nothing() -> None:
    assert norms("your name - and infor - mation", "en") == ["your", "name", "and", "infor", "mation"]
