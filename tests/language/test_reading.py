"""Concepts in sentences, and what a negation governs."""

from __future__ import annotations

import pytest

from tests.language.understanding import understand


@pytest.mark.parametrize(
    ("text", "concept", "denied"),
    [
        ("We share it with third parties.", "third-party", False),
        ("We never share it with third parties.", "third-party", True),
        ("If you do not register, third parties see it.", "third-party", False),
        ("We do not sell, but third parties do.", "third-party", False),
        ("We do not act without third parties.", "third-party", False),
        ("Third parties are not named.", "third-party", True),
        ("Do not hesitate to ask third parties.", "third-party", False),
    ],
)
def test_a_negation_governs_its_clause(text: str, concept: str, denied: bool) -> None:
    assert [match.denied for match in understand(text).matches(concept)] == [denied]


def test_matches_come_in_document_order_with_their_source_span() -> None:
    text = "**Third parties** and\nthird parties.\n"
    reading = understand(text)
    assert [text[match.span.start : match.span.end] for match in reading.matches("third-party")] == [
        "Third parties",
        "third parties",
    ]


def test_the_text_of_a_cell_is_matched_with_its_header_and_row() -> None:
    reading = understand("| Data | Kept for |\n|---|---|\n| Invoices | ten years |\n")
    cell = next(sentence for sentence in reading.sentences if sentence.quote == "ten years")
    assert cell.text == "Kept for Invoices ten years"
    assert reading.in_sentence(cell, "<period>")[0].values == ("P10Y",)


def test_a_heading_knows_the_sentences_under_it() -> None:
    reading = understand("# Cookies\n\nWe set none. We mean it.\n")
    assert [sentence.quote for sentence in reading.sentences[0].following] == ["We set none.", "We mean it."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("We keep your name, address, etc. This information is safe.", 2),
        ("Our host is Larkfield Inc. We pay it.", 2),
        ("We keep names, addresses, etc. Both are safe.", 1),
        ("We keep it for our services.Information is safe.", 2),
        ("See docs.Larkfield.com for more.", 1),
        ("We keep it (see below). We share nothing.", 2),
        ("It is kept by Larkfield . We share nothing.", 2),
    ],
)
def test_where_a_sentence_ends(text: str, sentences: int) -> None:
    assert len(understand(text).sentences) == sentences
