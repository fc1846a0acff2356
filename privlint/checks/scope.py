"""What part of the readers or of their data a sentence speaks of, by its words and the headings above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_SCOPES = (
    "scope-children",
    "scope-applicants",
    "scope-client-data",
    "scope-sms",
    "scope-google-data",
    "foreign-scope",
    "scope-local",
)
_DATA_SCOPES = ("scope-payment",)


def scopes_of(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The scope concepts that limit a sentence; empty when it speaks of every reader and all data."""
    return reading.note((scopes_of, sentence.index), lambda: _scopes_of(reading, sentence))


def _scopes_of(reading: Reading, sentence: Sentence) -> frozenset[str]:
    found = {
        name for name in _SCOPES if reading.heading_says(sentence.path, (name,)) or reading.in_sentence(sentence, name)
    }
    found |= {name for name in _DATA_SCOPES if reading.in_sentence(sentence, name)}
    return frozenset(found)
