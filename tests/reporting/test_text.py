"""The text format, line by line."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers, text

from privlint.checks.report import Presentation, Report
from privlint.model.positions import Positions
from privlint.model.text import Span
from privlint.reporting.excerpt import WIDTH, excerpt
from privlint.reporting.text import report_text, shorten

FINDINGS = """\
policy.md:1:1: GDPR104 dpo-contact [error]
  No DPO.
    1 | # Privacy
      | ^^^^^^^^^
  help: Name one.

policy.md:3:11: CON104 transfer-contradiction [error]
  The policy says that data stays in the EU, and that it is kept in the US.
    3 | Your data will never leave the European Union.
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  but 5: "Our servers stand in Ohio, USA."
  help: Say where the data goes, and on which ground.

policy.md:5:22: GDPR204 hedged-practice [info]
  Two.
    5 | Our servers stand in Ohio, USA.
      |                      ^^^^
  also 7: "12 months" (here)
"""

SUPPRESSED = """
policy.md:5:28: DOC103 stale-date [warning]
  Old.
    5 | Our servers stand in Ohio, USA.
      |                            ^^^
  suppressed by policy.md:4: known
"""

EVIDENCE = """
policy.md: GDPR104 dpo-contact: missing: no DPO is named
policy.md: GDPR111 retention-period: present [P12M]: it gives a period
  policy.md:7:1: "We keep orders for 12 months."
"""

SUMMARY = """
findings: 2 error, 0 warning, 1 info
disclosures: 1 present, 0 partial, 1 missing, 0 not-applicable, 0 unknown
suppressed: 1
files: 1 checked, 2 skipped
"""


@pytest.mark.parametrize(
    ("presentation", "text"),
    [
        pytest.param(Presentation(), FINDINGS + SUMMARY, id="as it comes"),
        pytest.param(Presentation(summary=False), FINDINGS, id="quiet"),
        pytest.param(Presentation(suppressed=True), FINDINGS + SUPPRESSED + SUMMARY, id="verbose"),
        pytest.param(Presentation(evidence=True), FINDINGS + EVIDENCE + SUMMARY, id="evidence"),
    ],
)
def test_the_whole_text(report: Report, presentation: Presentation, text: str) -> None:
    assert report_text(report, presentation) == text


def test_statistics_stand_alone_most_frequent_first(report: Report) -> None:
    assert report_text(report, Presentation(statistics=True)) == (
        "    1  CON104   transfer-contradiction\n    1  GDPR104  dpo-contact\n    1  GDPR204  hedged-practice\n"
    )


def test_colors_change_no_word(report: Report) -> None:
    colored = report_text(report, Presentation(color=True))
    assert "\x1b[31;1mGDPR104\x1b[0m" in colored
    for code in ("\x1b[31;1m", "\x1b[33;1m", "\x1b[34;1m", "\x1b[1m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == report_text(report, Presentation())


def test_nothing_to_say_is_the_summary_alone(report: Report) -> None:
    nothing = report._replace(policies=(), skipped=())
    assert report_text(nothing, Presentation()).startswith("findings: 0 error")
    assert report_text(nothing, Presentation(summary=False)) == ""


def test_no_policy_is_ever_called_compliant(report: Report) -> None:
    assert "complian" not in report_text(report._replace(policies=()), Presentation()).lower()


def shown(text: str, quote: str) -> list[tuple[int, str, str]]:
    start = text.index(quote)
    return list(excerpt(Positions(text), Span(start, start + len(quote))))


@pytest.mark.parametrize(
    ("text", "quote", "line", "carets"),
    [
        pytest.param("a\tbc d", "bc", "a bc d", "  ^^", id="a tab is one space"),
        pytest.param("日本 ab", "ab", "日本 ab", "     ^^", id="wide characters before"),
        pytest.param("日本 ab", "本", "日本 ab", "  ^^", id="wide characters marked"),
        pytest.param("e\u0301t\u00e9 ab", "ab", "e\u0301té ab", "    ^^", id="combining characters"),
        pytest.param("a\u200bb cd", "cd", "a b cd", "    ^^", id="a character without width"),
    ],
)
def test_carets_stand_under_the_words(text: str, quote: str, line: str, carets: str) -> None:
    assert shown(text, quote) == [(1, line, carets)]


@pytest.mark.parametrize("position", [0, 40, 300, 700, 990])
def test_a_long_line_is_cut_around_the_carets(position: int) -> None:
    text = "word " * 200
    marked = text[:position] + "X" * 9 + text[position:]
    (_, line, carets), *rest = shown(marked, "X" * 9)
    assert not rest
    assert len(line) <= WIDTH + 2
    assert line[carets.index("^") : carets.index("^") + 9] == "X" * 9
    assert carets.count("^") == 9
    assert line.startswith("…") == (position > 100)


def test_a_long_quote_is_marked_as_far_as_it_is_shown() -> None:
    ((_, line, carets),) = shown("a " * 400, "a " * 400)
    assert line.endswith("…")
    assert len(carets) <= len(line)


def test_at_most_three_lines_are_shown() -> None:
    text = "one\n  two\nthree\nfour"
    assert shown(text, text) == [(1, "one", "^^^"), (2, "  two", "  ^^^"), (3, "three", "^^^^^")]


def test_an_empty_span_has_one_caret() -> None:
    assert list(excerpt(Positions(""), Span(0, 0))) == [(1, "", "^")]


def test_a_long_quote_is_cut_at_a_word() -> None:
    assert shorten("word " * 100) == "word " * 39 + "word …"


def test_a_long_line_is_cut_between_words() -> None:
    text = "one two three four five six seven eight nine ten " * 6
    marked = text[:120] + "HERE" + text[120:]
    ((_, line, _),) = shown(marked, "HERE")
    assert {word.strip("…") for word in line.split()} <= {*marked.split(), ""}


@given(text(alphabet="ab \t\r\n日é\u0301", max_size=400), integers(0, 400), integers(0, 400))
def test_any_span_can_be_shown(words: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(words)), min(end, len(words))))
    for _, line, carets in excerpt(Positions(words), Span(start, end)):
        assert set(carets) <= {" ", "^"}
        assert carets.endswith("^")
        assert len(line) <= WIDTH + 2
