"""How German is written: compounds, genders, sentence ends, dates; what its lexicon lacks is told."""

from __future__ import annotations

import pytest

from privlint.engine.reader import PolicyReader
from privlint.language.bilingual import by_language
from privlint.language.lexicon import load_lexicon
from privlint.language.sentences import split
from privlint.language.tokens import tokenise

WORDS = load_lexicon("de").words


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("Speicherdauer", ["speicher", "dauer"]),
        ("Kandidaten", ["kandidaten"]),
        ("Nutzer:innen und Kund*innen", ["nutzer", "und", "kund"]),
        ("Datenschutzbeauftragte(r)", ["datenschutzbeauftragte"]),
        ("Server in Irland", ["server", "in", "irland"]),
        ("E-Mail-Adresse", ["email", "adresse"]),
        ("DS-GVO", ["dsgvo"]),
        ("Größe", ["grösse"]),
    ],
)
def test_words_are_read_in_their_normal_form(text: str, norms: list[str]) -> None:
    tokens = tokenise(text, WORDS, 7)
    assert [token.norm for token in tokens] == norms
    assert tokens[-1].end == 7 + len(text.rstrip(")"))


@pytest.mark.parametrize(
    "text",
    [
        "Rechtsgrundlage ist Art. 6 Abs. 1 S. 1 lit. b DSGVO.",
        "Wir speichern das gem. Art. 17 bis zum 1. Januar 2027.",
        "Wer das 16. Lebensjahr noch nicht vollendet hat, fragt seine Eltern.",
        "Das betrifft z. B. Namen, d. h. Vor- und Nachnamen.",
        "Sie wohnen in der Lindenstr. 15.",
    ],
)
def test_abbreviations_and_days_end_no_sentence(text: str) -> None:
    assert split(f"{text} Wir backen.", WORDS) == [(0, len(text)), (len(text) + 1, len(text) + 12)]


def test_a_policy_in_german_is_told_and_read_as_such() -> None:
    text = (
        "# Datenschutz\n\nWir verarbeiten die Daten, die Sie uns geben, und löschen sie nach dem Ende des Vertrags.\n"
    )
    reader = PolicyReader()
    document = reader.parse(reader.source("policy.md", text.encode()))
    assert document.language == "de"
    assert by_language(document, frozenset({"en", "de"})) == [document]
    assert [reading.lexicon.language for reading in reader.readings(document)] == ["de"]
