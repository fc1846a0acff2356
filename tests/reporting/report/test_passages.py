"""What is marked in the text is what the report quotes, whatever the format of the file."""

from collections.abc import Iterator
from datetime import date

import pytest

from privlint.checks.report import PolicyReport
from privlint.engine.config import Config
from privlint.engine.discovery import PolicyFile
from privlint.engine.grouping import Grouping, Task
from privlint.engine.results import Order
from privlint.engine.workshop import Workshop
from privlint.language.documents import parse
from privlint.model.text import Source, Span
from privlint.reporting.report.marks import Run
from privlint.reporting.report.page import PolicyPage, page
from privlint.reporting.report.passages import Citation, Cited, Passage, passages
from privlint.reporting.report.places import Quote, Quoter
from privlint.workflow.dossier import read_dossier

MARKDOWN = """\
# Privacy policy of **Larkfield** Ltd

We, Larkfield Ltd, keep *your*
messages &amp; letters for [two years](https://larkfield.example/kept).

- We share your name with our courier.
    - We never share your data with anyone.

| What | How long |
|---|---|
| Orders | `six` years |

<!-- privlint: ignore[hard-to-read] -- -->

Write to <a href="mailto:other@larkfield.example">privacy@larkfield.example</a>. You may object to it.
"""
HTML = """\
<!DOCTYPE html><html><head><title>Privacy policy</title></head><body>
<h1>Privacy policy of <b>Larkfield</b> Ltd</h1>
<p>We, Larkfield Ltd, keep <i>your</i>
messages &amp; letters for <a href="/kept">two&nbsp;years</a>.</p>
<ul><li>We share your name with our courier.<ul><li>We never share your data with anyone.</li></ul></li></ul>
<table><tr><th>What</th><th>How long</th></tr><tr><td>Orders</td><td><code>six</code> years</td></tr></table>
<p>Write to <a href="mailto:other@larkfield.example">privacy@larkfield.example</a>. You may object to it.</p>
</body></html>
"""
FILES = {
    "policy.md": MARKDOWN.encode(),
    "marked.md": b"\xef\xbb\xbf" + MARKDOWN.replace("\n", "\r\n").encode(),
    "policy.html": HTML.encode(),
    "policy.txt": MARKDOWN.replace("**", "").encode(),
}


def policy_page(name: str) -> PolicyPage:
    file = PolicyFile(name, content=FILES[name])
    found = Grouping((Task(name, (file,), Config()),))
    return page(read_dossier(found, (), Workshop(Order(date(2026, 11, 22))))).policies[0]


def all_passages(made: PolicyPage) -> Iterator[Passage]:
    for group in made.texts[0].groups:
        yield from group.passages
        for cells in group.rows:
            yield from cells


def marked(runs: tuple[Run, ...]) -> Iterator[tuple[str, str]]:
    for run in runs:
        if run.mark:
            yield run.mark.anchor, plain(run.runs)
            yield from marked(run.runs)


def plain(runs: tuple[Run, ...]) -> str:
    return "".join(plain(run.runs) if run.mark else run.text for run in runs)


def quotes(made: PolicyPage) -> Iterator[Quote]:
    for article in made.articles:
        for row in article.rows:
            yield from (*row.evidence, *row.nearest)
    for finding in (*made.contradictions, *made.defects, *made.hygiene):
        yield from (finding.place, *finding.sides)


@pytest.mark.parametrize("name", FILES)
def test_the_marked_words_are_the_quoted_ones(name: str) -> None:
    made = policy_page(name)
    marks = {anchor: text for passage in all_passages(made) for anchor, text in marked(passage.runs) if anchor}
    wanted = {quote.anchor: quote.text for quote in quotes(made)}
    assert len(wanted) > 5
    assert {anchor: " ".join(marks[anchor].split()) for anchor in wanted} == wanted


def test_lists_tables_and_comments_are_told_apart() -> None:
    groups = policy_page("policy.md").texts[0].groups
    assert [group.kind for group in groups] == ["heading", "paragraph", "item", "table", "comment", "paragraph"]
    assert [[plain(cell.runs) for cell in row] for row in groups[3].rows] == [
        ["What", "How long"],
        ["Orders", "six years"],
    ]
    assert [(item.line, item.level) for item in groups[2].passages] == [(6, 1), (7, 2)]


def test_a_place_without_visible_words_is_an_anchor_in_its_passage() -> None:
    source = Source("policy.md", MARKDOWN, "markdown")
    at = MARKDOWN.index("mailto:")
    cited = Cited(Span(at, at + 6), "here", (Citation("row", "DOC114 contact-mismatch", "warning"),))
    groups = passages(parse(source), [cited], Quoter(PolicyReport("policy.md", (source,), "en", (), ()), "p1"))
    assert groups[-1].passages[-1].anchors == ("here",)
