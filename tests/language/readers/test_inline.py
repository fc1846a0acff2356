"""Markdown's inline markup."""

from __future__ import annotations

import pytest

from privlint.language.lines import Visible
from privlint.language.readers.inline import read_inline
from privlint.model.text import Span


def seen(text: str) -> list[Visible]:
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return read_inline(text, spans, {"ours": "https://acme.example/"})


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("plain   text", "plain text"),
        ("**bold** and *slanted*", "bold and slanted"),
        ("***both***", "both"),
        ("**broken: **text", "broken: text"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("a `code * here` b", "a code * here b"),
        (r"\*not\* \[this\]", "*not* [this]"),
        ("[words](https://acme.example/a_(b) 'title')", "words"),
        ("[words][ours], [Ours]", "words, Ours"),
        ("[no link] (here)", "[no link] (here)"),
        ("![a picture](a.png)text", "text"),
        ("[![a picture](a.png) words](b)", "words"),
        ("<privacy@acme.example>", "privacy@acme.example"),
        ("a<br>b <b>c</b> <!-- d --> e", "a b c e"),
        ("Tom &amp; Jerry&nbsp;Ltd &#8211; R&D", "Tom & Jerry Ltd – R&D"),
        ("soft\u00adhyphen and\u00a0space", "softhyphen and space"),
        ("3 < 4", "3 < 4"),
    ],
)
def test_what_a_reader_sees(markup: str, shown: str) -> None:
    assert seen(markup)[0].text.text == shown


def test_links_carry_their_places_and_targets() -> None:
    (visible,) = seen("see [our *site*](https://acme.example/) or <https://b.example>")
    found = [(visible.text.text[link.start : link.end], link.target) for link in visible.links]
    assert found == [("our site", "https://acme.example/"), ("https://b.example", "https://b.example")]


def test_markup_may_reach_over_a_line_end() -> None:
    first, second = seen("see [our\nsite](https://acme.example/) **now")
    assert (first.text.text, second.text.text) == ("see our", "site **now")
    assert first.links[0].target == second.links[0].target == "https://acme.example/"


def test_a_line_is_strong_when_all_of_its_letters_are() -> None:
    assert [line.strong for line in seen("**Title**:\n**Title** text\n[**Title**](a)\n<b>Title</b>")] == [
        True,
        False,
        True,
        True,
    ]


def test_an_entity_maps_as_a_whole() -> None:
    (visible,) = seen("A &amp; B")
    assert visible.text.span(2, 3) == Span(2, 7)
    assert visible.text.span() == Span(0, 9)
