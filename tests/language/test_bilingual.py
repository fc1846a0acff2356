"""Documents in two languages are read section by section."""

from __future__ import annotations

from privlint.engine.reader import PolicyReader
from privlint.language.bilingual import by_language

ENGLISH = "We keep the address that you give to us for as long as you have an account with us, and we will not sell it."
GERMAN = "Wir speichern die Adresse, die Sie uns geben, nicht länger als für den Vertrag mit Ihnen nötig, und wir verkaufen sie nicht."
BOTH = frozenset({"en", "de"})


def _parts(text: str) -> dict[str, str]:
    document = PolicyReader().parse(PolicyReader().source("policy.md", text.encode()))
    return {
        part.language: " ".join(block.text.text for path in part.root.walk() for block in path[-1].blocks)
        for part in by_language(document, BOTH)
    }


def test_each_section_is_read_in_its_own_language() -> None:
    parts = _parts(f"# Privacy\n\n{ENGLISH} {ENGLISH}\n\n# Datenschutz\n\n{GERMAN}\n")
    assert set(parts) == {"en", "de"}
    assert "Adresse" in parts["de"]
    assert "Adresse" not in parts["en"]
    assert parts["en"] == f"{ENGLISH} {ENGLISH}"


def test_a_few_foreign_words_are_no_second_language() -> None:
    text = f"# Privacy\n\n{ENGLISH} {ENGLISH} {ENGLISH}\n\n# Die Daten und wir\n\nWir und Sie.\n"
    assert set(_parts(text)) == {"en"}


def test_a_language_without_a_lexicon_is_no_reason_to_split() -> None:
    document = PolicyReader().parse(
        PolicyReader().source("policy.md", f"# A\n\n{ENGLISH}\n\n# B\n\n{GERMAN}\n".encode())
    )
    assert by_language(document, frozenset({"en"})) == [document]
