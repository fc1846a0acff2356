"""Draft, fill, check: every skeleton goes from missing to present, and makes nothing worse."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.report import PolicyReport
from privlint.checks.rule import Context, Policy, Rule
from privlint.engine.examples import trials_in
from privlint.engine.linter import Linter
from privlint.engine.reader import PolicyReader
from privlint.language.compiled import load_tables
from privlint.model.findings import Finding
from privlint.model.tree import Document
from privlint.workflow.drafts.drafting import Clause, applied, draft
from privlint.workflow.drafts.skeletons import Place, Skeleton, load_skeletons

RULES = load_rules()
SKELETONS = load_skeletons("en")
LANGUAGES = load_tables().languages()
REQUIRED = [rule for rule in RULES if rule.code.startswith("GDPR1")]
CONTEXT = Context(date(2026, 11, 22))


def plain(markdown: str) -> str:
    return re.sub(r"^#+ (.*)$", lambda line: f"{line[1]}\n{'-' * len(line[1])}", markdown, flags=re.MULTILINE)


def page(markdown: str) -> str:
    lines = ["<!doctype html>", "<html><body>", "<main>", *_elements(markdown), "</main>", "</body></html>"]
    return "\n".join(lines) + "\n"


def _elements(markdown: str) -> list[str]:
    made = []
    for part in re.split(r"\n\s*\n", markdown.strip()):
        if heading := re.fullmatch(r"(#+) (.*)", part):
            made.append(f"<h{len(heading[1])}>{heading[2]}</h{len(heading[1])}>")
        elif part.startswith("- "):
            made.append(f"<ul>{''.join(f'<li>{line[2:]}</li>' for line in part.splitlines())}</ul>")
        else:
            made.append(f"<p>{part}</p>")
    return made


FORMATS: dict[str, Callable[[str], str]] = {
    "policy.md": lambda text: text,
    "crlf.md": lambda text: text.replace("\n", "\r\n"),
    "policy.txt": plain,
    "policy.html": page,
}


def judged(name: str, text: str, language: str = "en") -> tuple[PolicyReport, Document]:
    reader = PolicyReader(language)
    document = reader.parse(reader.source(name, text.encode()))
    failed: list[object] = []
    report = Linter(RULES, RULES, CONTEXT, reader).judge(name, [document], failed)  # type: ignore[arg-type]
    assert not failed
    return report, document


def drafted(name: str, text: str, skeletons: list[Skeleton], language: str = "en") -> tuple[str, list[Clause]]:
    reader = PolicyReader(language)
    document = reader.parse(reader.source(name, text.encode()))
    clauses = draft(Policy(name, (reader.understand(document),)), skeletons, name)
    return applied(document, clauses), clauses


def filled(skeleton: Skeleton) -> Skeleton:
    return skeleton._replace(text=skeleton.filled())


def placeholders(report: PolicyReport) -> set[str]:
    return {finding.location.quote for finding in report.findings if finding.name == "placeholder-text"}


def added(before: PolicyReport, after: PolicyReport) -> list[tuple[str, str]]:
    """The findings that a change has brought."""

    def key(finding: Finding) -> tuple[str, str]:
        return finding.code, "" if finding.code.startswith("GDPR1") else finding.location.quote

    counts = Counter(map(key, after.findings))
    counts.subtract(map(key, before.findings))
    return sorted(counts.elements())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_disclosure_has_a_skeleton(language: str) -> None:
    assert sorted(load_skeletons(language)) == sorted(rule.name for rule in REQUIRED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_rights_need_no_facts(language: str) -> None:
    bare = {name for name, skeleton in load_skeletons(language).items() if not skeleton.placeholders}
    assert all(name.startswith("right-") for name in bare), bare


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", REQUIRED, ids=lambda rule: rule.name)
def test_draft_fill_check_goes_from_missing_to_present(rule: Rule, language: str) -> None:
    skeleton = load_skeletons(language)[rule.name]
    examples = (trial.example for trial in trials_in(language, [rule]))
    lacking = [example.text for example in examples if example.verdict == "missing" or example.kind == "bad"][:3]
    assert lacking
    for text in lacking:
        before, _ = judged("policy.md", text, language)
        draft_text, _ = drafted("policy.md", text, [skeleton], language)
        unfilled, _ = judged("policy.md", draft_text, language)
        assert placeholders(unfilled) - placeholders(before) == set(skeleton.placeholders)
        after, _ = judged("policy.md", drafted("policy.md", text, [filled(skeleton)], language)[0], language)
        verdicts = {disclosure.name: disclosure for disclosure in after.disclosures}
        assert verdicts[skeleton.rule].verdict == "present", verdicts[skeleton.rule].reason
        assert added(before, after) == []


BARE = "# Privacy policy\n\nWe like kites.\n"
STRUCTURED = """\
# Privacy policy of Larkfield

We like kites.

## 1. Who is responsible

We sell kites.

## 2. Your rights

You can ask us:

- to tell you more
- to answer soon

## 3. Your California rights

If you live in California, you may ask for more.

## 4. Contact

We are glad to hear from you.
"""


GERMAN = "# Datenschutzerklärung\n\nWir mögen Drachen.\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [(BARE, "en"), (STRUCTURED, "en"), (GERMAN, "de")],
    ids=["bare", "structured", "german"],
)
@pytest.mark.parametrize("name", FORMATS)
def test_all_clauses_together_leave_nothing_to_report(name: str, text: str, language: str) -> None:
    source = FORMATS[name](text)
    skeletons = load_skeletons(language)
    everything = [skeletons[rule.name] for rule in REQUIRED]
    slots = {slot for one in everything for slot in one.placeholders}
    draft_text, _ = drafted(name, source, everything, language)
    assert placeholders(judged(name, draft_text, language)[0]) == slots
    complete, _ = drafted(name, source, [filled(skeleton) for skeleton in everything], language)
    report, document = judged(name, complete, language)
    assert [(d.name, d.reason) for d in report.disclosures if d.verdict != "present"] == []
    assert [(finding.code, finding.message) for finding in report.findings] == []
    headings = [heading.text.text for heading in document.headings()]
    assert len(headings) == len(set(headings))
    if name == "crlf.md":
        assert not re.search(r"(?<!\r)\n", complete)


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_there_stays_and_clauses_are_blocks_of_their_own(name: str) -> None:
    def blocks(document: Document) -> Counter[str]:
        sections = [path[-1] for path in document.root.walk()]
        heads = [section.heading.text.text for section in sections if section.heading]
        return Counter([*heads, *(block.text.text for section in sections for block in section.blocks)])

    source = FORMATS[name](STRUCTURED)
    old, (new, clauses) = judged(name, source)[1], drafted(name, source, list(SKELETONS.values()))
    came = blocks(judged(name, new)[1])
    came.subtract(blocks(old))
    headings = {clause.heading for clause in clauses if clause.new}
    numbered = [re.sub(r"^\d+\. ", "", text) for text in came.elements()]
    assert Counter(numbered) == Counter([*headings, *(clause.skeleton.text for clause in clauses)])


def under(name: str, text: str, rule: str) -> tuple[str, str]:
    """The heading that a clause goes under, and the text with it."""
    new, (clause,) = drafted(name, text, [SKELETONS[rule]])
    return clause.heading, new


def test_a_clause_goes_into_the_section_that_should_hold_it() -> None:
    heading, text = under("policy.md", STRUCTURED, "right-to-object")
    assert heading == "Your rights"
    assert "- to answer soon\n\nYou have the right to object" in text
    assert "situation.\n\n## 3. Your California rights\n" in text


def test_a_section_for_readers_elsewhere_holds_no_clause() -> None:
    text = "# Privacy policy\n\nHello.\n\n## Rights of residents of California\n\nYou may ask.\n"
    assert under("policy.md", text, "right-to-object")[0] == "Your rights"


def test_the_title_is_no_section() -> None:
    text = "# Privacy policy: what we keep and how long\n\nHello.\n"
    assert under("policy.md", text, "retention-period")[1].startswith(f"{text}\n## How long we keep your data\n")


def test_a_new_section_takes_the_next_number() -> None:
    assert "\n\n## 5. How long we keep your data\n\n" in under("policy.md", STRUCTURED, "retention-period")[1]


def test_a_heading_is_written_as_the_others_are() -> None:
    text = "PRIVACY POLICY\n\nHello.\n\nWHO WE ARE\n\nWe sell kites.\n"
    assert under("policy.txt", text, "retention-period")[1].endswith(
        "We sell kites.\n\nHOW LONG WE KEEP YOUR DATA\n\n" + SKELETONS["retention-period"].text + "\n"
    )


def test_a_date_stands_under_the_title() -> None:
    assert under("policy.md", BARE, "effective-date")[1] == (
        "# Privacy policy\n\nLast updated: [date of last update]\n\nWe like kites.\n"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("# Your rights\n\n| a | b |\n|---|---|\n| c | d |\n\n## More\n\nHello.\n", "| c | d |\n\n{}\n\n## More", id="table"),
        pytest.param("# P\n\n## Your rights\n\n> A quote\ngoes on.\n\n## More\n\nHello.\n", "goes on.\n\n{}\n\n## More", id="quote"),
        pytest.param("# P\n\n## Your rights\n## More\n\nHello.\n", "## Your rights\n\n{}\n\n## More", id="empty section"),
        pytest.param("# P\n\n## Your rights\n\nHello.", "Hello.\n\n{}", id="no line end at the end"),
        pytest.param("# P\n\n## Your rights\n\nHi all.\n\n<!-- privlint: enable[x] -->\n\n## B\n", "Hi all.\n\n{}\n\n<!--", id="comment"),
        pytest.param("# P\n\n## Your rights\n\nHello.\n\n### Access\n\nY.\n", "Hello.\n\n{}\n\n### Access", id="sections in it"),
    ],
)  # fmt: skip
def test_a_clause_stands_after_the_last_block_of_its_section(source: str, expected: str) -> None:
    assert expected.format(SKELETONS["right-to-object"].text) in under("policy.md", source, "right-to-object")[1]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<h2>Your rights</h2><ul><li><p>a</p></li></ul><h2>B</h2><p>x", "</ul>\n<p>{}</p><h2>", id="list"),
        pytest.param("<h2>Your rights</h2><div><p>a <b>b</b></p></div><h2>B</h2>", "</p>\n<p>{}</p></div>", id="division"),
        pytest.param("<h2>Your rights</h2>\n<p>a\n<h2>B</h2>\n<p>x", "<p>a\n<p>{}</p>\n<h2>", id="open paragraph"),
        pytest.param("<h1>P</h1><h2>Kites</h2><p>a</p><footer><p>Us</p></footer>", "<h2>Your rights</h2>\n<p>{}</p><footer>", id="footer"),
    ],
)  # fmt: skip
def test_a_clause_in_a_page_stands_between_elements(source: str, expected: str) -> None:
    text = SKELETONS["right-to-object"].text
    assert expected.format(text) in under("policy.html", source, "right-to-object")[1]


@pytest.mark.parametrize(
    "text", ["", "Hello.\n", "## First\n\nx\n\n## Second\n\ny\n"], ids=["empty", "bare", "no title"]
)
@pytest.mark.parametrize("place", Place)
def test_a_policy_without_a_title_takes_clauses_too(text: str, place: Place) -> None:
    skeleton = Skeleton(
        "support-hours", "" if place is Place.TITLE else "Hours", place, "We answer [time].", "", {"time": "now"}
    )
    new, _ = drafted("policy.md", text, [skeleton])
    assert "We answer [time]." in [
        block.text.text for path in judged("p.md", new)[1].root.walk() for block in path[-1].blocks
    ]
    assert (
        new.replace("## Hours\n\n", "").replace("# Hours\n\n", "").replace("We answer [time].", "").split()
        == text.split()
    )
