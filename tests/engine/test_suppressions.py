"""Suppression comments: what each silences, and what is said about those that are wrong."""

import pytest

from privlint.checks.report import PolicyReport
from tests.engine.conftest import RULES, Judge

TITLE = "# Privacy policy of our personal data\n\nbiscuit\n\n"


def told(report: PolicyReport) -> list[str]:
    """Code and line of every finding, with a dash before those that are silenced."""
    text = report.sources[0].text
    lines = {f: text.count("\n", 0, f.location.span.start) + 1 for f in report.findings}
    return [
        f"{'-' * (finding.suppressed is not None)}{finding.code}:{lines[finding]}"
        for finding in report.findings
        if finding.code != "LINT004"
    ]


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        pytest.param(
            "<!-- privlint: ignore[teapot] -- ours -->\n\nA teapot.\n\nA teapot.",
            ["-TEA101:7", "TEA101:9"],
            id="the block",
        ),
        pytest.param("<!-- privlint: ignore[TEA101] -- ours -->\n\nA teapot.", ["-TEA101:7"], id="by code"),
        pytest.param(
            "<!-- privlint: ignore[teapot, kettle] -- ours -->\n\nA teapot, a kettle.",
            ["-TEA101:7", "-TEA102:7"],
            id="two rules",
        ),
        pytest.param(
            "<!-- privlint: ignore[teapot] -- ours -->\n\n- a teapot\n- a teapot\n\nA teapot.",
            ["-TEA101:7", "-TEA101:8", "TEA101:10"],
            id="a whole list",
        ),
        pytest.param(
            "<!-- privlint: ignore[teapot] -- ours -->\n\n| a | b |\n|---|---|\n| c | teapot |\n\nA teapot.",
            ["-TEA101:9", "TEA101:11"],
            id="a whole table",
        ),
        pytest.param(
            "<!-- privlint: ignore[teapot] -- ours -->\n\n## A teapot\n\nA teapot.",
            ["-TEA101:7", "TEA101:9"],
            id="a heading",
        ),
        pytest.param(
            "A teapot.\n\n<!-- privlint: ignore-file[teapot] -- ours -->\n\nA teapot.",
            ["-TEA101:5", "-TEA101:9"],
            id="the file",
        ),
        pytest.param(
            "<!-- privlint: disable[teapot] -- ours -->\n\nA teapot.\n\nA teapot.\n\n"
            "<!-- privlint: enable[teapot] -->\n\nA teapot.",
            ["-TEA101:7", "-TEA101:9", "TEA101:13"],
            id="a range",
        ),
        pytest.param(
            "<!-- privlint: disable[teapot] -- ours -->\n\nA teapot.\n\n<!-- privlint: enable[kettle] -->\n\nA teapot.",
            ["-TEA101:7", "-TEA101:11"],
            id="a range that another rule's end does not end",
        ),
        pytest.param("<!-- privlint: ignore[teapot] -->\n\nA teapot.", ["LINT002:5", "-TEA101:7"], id="no reason"),
        pytest.param(
            "<!-- privlint: ignore[teapot] -- x; until=2026-11-22 -->\n\nA teapot.", ["-TEA101:7"], id="the last day"
        ),
        pytest.param(
            "<!-- privlint: ignore[teapot] -- x; until=2026-11-21 -->\n\nA teapot.",
            ["LINT006:5", "TEA101:7"],
            id="expired",
        ),
        pytest.param(
            "<!-- privlint: ignore[teapot] -- x; until=soon -->\n\nA teapot.",
            ["LINT001:5", "TEA101:7"],
            id="not a date",
        ),
        pytest.param("<!-- privlint: ignore[teapot] -- ours -->\n\nA cup.", ["LINT001:5"], id="unused"),
        pytest.param(
            "<!-- privlint: ignore[teapot, kettle] -- ours -->\n\nA teapot.",
            ["LINT001:5", "-TEA101:7"],
            id="half of it unused",
        ),
        pytest.param("<!-- privlint: ignore[] -- ours -->\n\nA teapot.", ["LINT001:5", "TEA101:7"], id="no rule"),
        pytest.param(
            "<!-- privlint: ignroe[teapot] -- ours -->\n\nA teapot.", ["LINT001:5", "TEA101:7"], id="no such word"
        ),
        pytest.param(
            "<!-- privlint: ignore[teapots] -- ours -->\n\nA teapot.", ["LINT005:5", "TEA101:7"], id="no such rule"
        ),
        pytest.param(
            "<!-- privlint: ignore[TEA] -- ours -->\n\nA teapot.", ["LINT005:5", "TEA101:7"], id="no prefixes"
        ),
        pytest.param(
            "<!-- privlint: ignore-file[unused-suppression] -- ours -->\n\n"
            "<!-- privlint: ignore[kettle] -- ours -->\n\nA cup.",
            ["-LINT001:7"],
            id="a finding about a suppression",
        ),
    ],
)
def test_a_comment(judge: Judge, body: str, findings: list[str]) -> None:
    assert told(judge(TITLE + body + "\n")) == findings


def test_what_is_silenced_says_by_whom(judge: Judge) -> None:
    report = judge(
        TITLE + "<!-- privlint: ignore[teapot] -- it is ours; and old; owner=dpo; until=2027-06-30 -->\n\nA teapot.\n"
    )
    (finding,) = [finding for finding in report.findings if finding.code == "TEA101"]
    assert finding.suppressed is not None
    assert (finding.suppressed.reason, finding.suppressed.owner) == ("it is ours; and old", "dpo")
    assert (finding.suppressed.until, finding.suppressed.path, finding.suppressed.line) == (
        "2027-06-30",
        "policy.md",
        5,
    )


def test_a_missing_disclosure_is_silenced_from_anywhere(judge: Judge) -> None:
    text = "# Privacy policy\n\nA cup.\n\n<!-- privlint: ignore[biscuit] -- baked elsewhere -->\n\nA cup.\n"
    assert told(judge(text)) == ["-TEA103:1"]


def test_plain_text_has_suppressions_too(judge: Judge) -> None:
    text = "Privacy policy\n\nbiscuit\n\n# privlint: ignore[teapot] -- ours\n\nA teapot.\n"
    assert told(judge(text, form="text")) == ["-TEA101:7"]


def test_a_rule_that_does_not_run_leaves_no_suppression_unused(judge: Judge) -> None:
    text = TITLE + "<!-- privlint: ignore[teapot] -- ours -->\n\nA cup.\n"
    assert told(judge(text, running=RULES[1:])) == []


def test_messages_name_what_is_wrong(judge: Judge) -> None:
    report = judge(
        TITLE + "<!-- privlint: ignore[teapto, kettle] -- ours -->\n\nA cup.\n"
        "\n<!-- privlint: ignore[kettle] -- x; until=2020-01-01 -->\n\nA cup.\n"
    )
    assert [
        finding.message for finding in report.findings if finding.code.startswith("LINT") and finding.code != "LINT004"
    ] == [
        "The suppression silences nothing: kettle.",
        "The suppression names a rule that no loaded pack has: 'teapto'; did you mean 'teapot'?",
        "The suppression is past its date and silences nothing any more: it ended on 2020-01-01.",
    ]
