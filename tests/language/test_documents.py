"""The tree of a document: total, nested, and true to its source, in every format."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.language.documents import parse
from privlint.language.readers import read
from privlint.model.text import MappedText, Source, Span
from privlint.model.tree import BlockKind, Document, Section

WHITE = ["\n", "\r\n", "\r", " ", "    ", "\t", "\u00a0", "\u200b", "\x0b", "\u2028", "\0"]
MARKDOWN_MARKS = [
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "(a) ",
    "2.1 ",
    "**",
    "_",
    "`",
    "```",
    "|",
    "---",
    "===",
    "> ",
    "[",
    "](",
    ")",
]
TAGS = [
    "<b>",
    "</b>",
    "<p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<tr>",
    "<table>",
    "<h2>",
    "<br>",
    "<ol>",
    "<a href='x'>",
    "</a>",
]
ODD_TAGS = [
    "<!--",
    "-->",
    "&amp;",
    "&",
    "<![",
    "<!",
    "<?",
    "</",
    "<div hidden>",
    "<script>",
    "<!-- privlint: ignore[x] -->",
]
WORDS = ["We collect:", "Your Rights", "word", "You may write.", "é", "Part II –", "# privlint: x"]
PARTS = st.sampled_from([*WHITE, *MARKDOWN_MARKS, *TAGS, *ODD_TAGS, *WORDS])
TEXTS = st.lists(PARTS | st.text(max_size=5), max_size=40).map("".join)
FORMATS = ("markdown", "text", "html")


def texts_of(section: Section) -> list[tuple[MappedText, Span]]:
    own = [(section.heading.text, section.heading.span)] if section.heading else []
    return own + [(block.text, block.span) for block in section.blocks]


def check_nesting(section: Section) -> None:
    place = section.span.start
    parts = [section.heading.span] if section.heading else []
    for span in [*parts, *(block.span for block in section.blocks), *(inner.span for inner in section.sections)]:
        assert place <= span.start <= span.end <= section.span.end
        place = span.end
    for inner in section.sections:
        assert inner.level > section.level
        check_nesting(inner)


def check_text(mapped: MappedText, span: Span, source: str) -> None:
    assert span.start <= mapped.span().start <= mapped.span().end <= span.end
    assert mapped.text == mapped.text.strip()
    assert "  " not in mapped.text
    for place, character in enumerate(mapped.text):
        start, end = mapped.span(place, place + 1)
        if end - start == 1 and character != " ":
            assert source[start] == character or source[start] == "&"


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_any_text_has_a_tree_that_maps_back(name: str, text: str) -> None:
    document = parse(Source("p", text, name))
    check_nesting(document.root)
    for path in document.root.walk():
        for mapped, span in texts_of(path[-1]):
            check_text(mapped, span, text)
        for block in path[-1].blocks:
            assert all(0 <= link.start < link.end <= len(block.text.text) for link in block.links)


MARKDOWN = """\
# Acme privacy notice

We are [Acme &amp; Sons](https://acme.example/), a company of the town of Larkfield,
and this notice says what we do with **personal data**.

## What we collect

We collect:

* your name, which you
  give us yourself
* your address

### Cookies

One cookie, which we delete when you leave the site. It has no other use and no
other reader.

## Your rights

1. You may ask for a copy of your data, and we send it within a month.
2. You may ask us to delete your data, and we do so within a month.

Write to us.
"""
HTML = """\
<h1>Acme privacy notice</h1>
<p>We are <a href="https://acme.example/">Acme &amp; Sons</a>, a company of the town of Larkfield,
and this notice says what we do with <strong>personal data</strong>.</p>
<h2>What we collect</h2>
<p>We collect:</p>
<ul><li>your name, which you give us yourself</li><li>your address</li></ul>
<h3>Cookies</h3>
<p>One cookie, which we delete when you leave the site. It has no other use and no other reader.</p>
<h2>Your rights</h2>
<ol><li>You may ask for a copy of your data, and we send it within a month.</li>
<li>You may ask us to delete your data, and we do so within a month.</li></ol>
<p>Write to us.</p>
"""
TEXT = """\
Acme privacy notice

We are Acme & Sons, a company of the town of Larkfield, and this notice
says what we do with personal data.

What we collect

We collect:

- your name, which you give us yourself
- your address

Cookies

One cookie, which we delete when you leave the site. It has no other
use and no other reader.

Your rights

1. You may ask for a copy of your data, and we send it within a month.
2. You may ask us to delete your data, and we do so within a month.

Write to us.
"""


def outline(document: Document) -> list[tuple[str, str, tuple[str, ...]]]:
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for path in document.root.walk():
        if heading := path[-1].heading:
            found.append(("heading", heading.text.text, ()))
        found += [
            (block.kind.value, block.text.text, tuple(lead.text for lead in block.lead)) for block in path[-1].blocks
        ]
    return found


@pytest.mark.parametrize(("name", "text"), [("a.html", HTML), ("a.txt", TEXT)], ids=["html", "text"])
def test_the_formats_of_one_policy_read_the_same(name: str, text: str) -> None:
    assert outline(parse(read(name, text.encode()))) == outline(parse(read("a.md", MARKDOWN.encode())))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("name", "text"), [("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", TEXT)], ids=FORMATS)
def test_line_ends_change_nothing_but_offsets(name: str, text: str, end: str) -> None:
    document = parse(read(name, text.replace("\n", end).encode()))
    assert outline(document) == outline(parse(read(name, text.encode())))
    check_nesting(document.root)


def test_numbers_and_anchors_of_headings() -> None:
    document = parse(
        read("a.md", b"# A {#top}\n\n## 5.3. Data: {#data}\n\nText.\n\n<a id='x'></a>Here.\n\n## IV. Rights\n\nText.\n")
    )
    assert [(heading.number, heading.text.text, heading.anchor) for heading in document.headings()] == [
        ("", "A", "top"),
        ("5.3", "Data:", "data"),
        ("IV", "Rights", ""),
    ]
    assert document.anchors == {"x"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# A\n\n<!-- privlint: ignore[x] -- why -->\nText.\n"),
        ("a.html", "<h1>A</h1>\n<!-- privlint: ignore[x] -- why -->\n<p>Text."),
        ("a.txt", "A\n\n# privlint: ignore[x] -- why\nText.\n"),
    ],
    ids=FORMATS,
)
def test_comments_are_kept_apart_from_the_text(name: str, text: str) -> None:
    document = parse(read(name, text.encode()))
    (comment,) = document.comments
    assert comment.body == "ignore[x] -- why"
    assert text[comment.span.start : comment.span.end].startswith(("<!-- privlint", "# privlint"))
    assert "privlint" not in str(outline(document))


def test_a_cell_is_led_by_its_column_header_and_its_row_label() -> None:
    document = parse(read("a.md", b"| Data | Kept for |\n|---|---|\n| Name | two years |\n"))
    cells = [(block.row, [lead.text for lead in block.lead], block.text.text) for block in document.root.blocks]
    assert all(block.kind is BlockKind.CELL for block in document.root.blocks)
    assert cells == [
        (0, [], "Data"),
        (0, [], "Kept for"),
        (1, ["Data"], "Name"),
        (1, ["Kept for", "Name"], "two years"),
    ]


def test_lines_wrapped_at_uneven_widths_are_put_together() -> None:
    lines = [
        "We bake bread, and in order to send it to your home we ask for",
        "your street and the name of your town. With the help of",
        "Nordlicht GmbH, who drive the vans through the whole north,",
        "the bread arrives before breakfast, so that everybody",
        "can eat it while it is warm.",
    ]
    document = parse(read("a.txt", "\n".join(lines).encode()))
    assert [block.text.text for block in document.root.blocks] == [" ".join(lines)]


@pytest.mark.parametrize("written", ["- · the data", "* •\tthe data", "• ▪ the data", "- the data", "·\u00a0the data"])
@pytest.mark.parametrize("format_", ["markdown", "text"])
def test_a_bullet_after_a_bullet_is_no_text(written: str, format_: str) -> None:
    document = parse(Source("policy", f"We share:\n\n{written}\n- your name\n", format_), "en")
    items = [block for path in document.root.walk() for block in path[-1].blocks if block.kind is BlockKind.ITEM]
    assert [item.text.text for item in items] == ["the data", "your name"]
