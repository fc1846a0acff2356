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


@pytest.mark.parametrize("text", ["info (ät) backstube (punkt) de", "info[at]backstube[dot]de", "[email protected]"])
def test_masked_addresses_are_read_as_such(text: str) -> None:
    assert [token.kind for token in tokenise(text, WORDS)] == ["masked"]


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


def _statements(text: str) -> list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    reader = PolicyReader("de")
    document = reader.parse(reader.source("policy.md", f"# Datenschutz\n\n{text}\n".encode()))
    return [
        (one.actor, one.action, one.polarity, one.data, one.recipients)
        for reading in reader.readings(document)
        for one in reading.statements
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Wir geben Ihre Daten nicht an Dritte weiter.",
        "Ihre Daten werden nicht an Dritte weitergegeben.",
        "Wir versichern, dass wir Ihre Daten an Dritte nicht weitergeben.",
        "Daten, die Sie eingeben, geben wir nicht an Dritte weiter.",
        "Wir geben Daten, die Sie eingeben, nicht an Dritte weiter.",
        "Wir arbeiten mit Partnern zusammen und geben Ihre Daten nicht an Dritte weiter.",
    ],
)
def test_what_a_verb_takes_stands_around_it(text: str) -> None:
    assert _statements(text) == [("controller", "share", "denied", ("personal",), ("third-party",))]


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("Ihre Daten werden weder verkauft noch an Dritte weitergegeben.", ["denied", "denied"]),
        ("Wir verkaufen oder vermieten Ihre Daten nicht.", ["denied", "denied"]),
        ("Wir speichern Ihre Daten und verkaufen sie nicht.", ["affirmed", "denied"]),
        ("Ihre Daten werden nicht weitergegeben und nach 30 Tagen gelöscht.", ["denied", "affirmed"]),
        ("Die Daten, die wir erheben, sind nicht vollständig.", ["affirmed"]),
    ],
)
def test_a_denial_governs_the_verb_of_its_part_of_the_clause(text: str, polarities: list[str]) -> None:
    assert [polarity for _, _, polarity, _, _ in _statements(text)] == polarities


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Google speichert Ihre IP-Adresse.", "third-party"),
        ("Ihre IP-Adresse wird von Google gespeichert.", "third-party"),
        ("Dabei speichern wir Ihre IP-Adresse.", "controller"),
        ("Nur du kannst deine Fotos einsehen.", "reader"),
    ],
)
def test_the_subject_may_stand_anywhere_in_the_clause(text: str, actor: str) -> None:
    assert {one[0] for one in _statements(text)} == {actor}
