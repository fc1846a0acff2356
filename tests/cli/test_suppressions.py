"""The register of suppressions, in each of its formats."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

POLICY = """\
# Privacy policy of Larkfield

<!-- privlint: ignore[retention-period, GDPR202] -- the employment contract says it; owner=dpo; until=2027-06-30 -->

We keep your data as long as necessary.

<!-- privlint: disable[hard-to-read] -- old | wording; until=2020-01-01 -->
<!-- privlint: enable[hard-to-read] -->
<!-- privlint: ignore-file[teapot] -->
<!-- privlint: silence -->
"""
DAY = ("--as-of", "2026-11-22")


@pytest.fixture(autouse=True)
def policy(folder: Path) -> None:
    (folder / "policy.md").write_text(POLICY, encoding="utf-8")


def test_text_is_a_table_with_one_line_a_rule(run: Run) -> None:
    done = run("suppressions", *DAY, "policy.md")
    assert done.code == 0
    assert done.out == (
        "rule                      place         scope        state         until       owner  reason\n"
        "GDPR111 retention-period  policy.md:3   ignore       active        2027-06-30  dpo    the employment contract says it\n"
        "GDPR202 vague-retention   policy.md:3   ignore       active        2027-06-30  dpo    the employment contract says it\n"
        "DOC111 hard-to-read       policy.md:7   disable      expired       2020-01-01  -      old | wording\n"
        "teapot                    policy.md:9   ignore-file  unknown-rule  -           -      -\n"
        "-                         policy.md:10  -            broken        -           -      "
        "'silence' is not one of ignore, ignore-file, disable, enable with [RULE, …]\n"
        "\n"
        "suppressions on 2026-11-22: 2 active, 1 broken, 1 expired, 1 unknown-rule\n"
    )


def test_json_has_every_field(run: Run) -> None:
    told = json.loads(run("suppressions", *DAY, "--format", "json", "policy.md").out)
    assert told["as_of"] == "2026-11-22"
    assert told["suppressions"][0] == {
        "policy": "policy.md",
        "path": "policy.md",
        "start": {"line": 3, "column": 1, "offset": 31},
        "code": "GDPR111",
        "name": "retention-period",
        "scope": "ignore",
        "reason": "the employment contract says it",
        "owner": "dpo",
        "until": "2027-06-30",
        "state": "active",
    }
    assert [entry["code"] for entry in told["suppressions"][3:]] == [None, None]


def test_markdown_escapes_what_would_break_the_table(run: Run) -> None:
    done = run("suppressions", *DAY, "--format", "markdown", "policy.md")
    assert "| DOC111 hard-to-read | policy.md:7 | disable | expired | 2020-01-01 | - | old \\| wording |\n" in done.out


def test_without_a_path_it_reads_the_configured_policies(run: Run, folder: Path) -> None:
    (folder / "cookies.md").write_text("# Cookies\n\n<!-- privlint: ignore[CON101] -- agreed -->\n", "utf-8")
    (folder / "privlint.toml").write_text('[[policy]]\nname = "site"\nfiles = ["cookies.md", "policy.md"]\n', "utf-8")
    told = json.loads(run("suppressions", "--format", "json").out)["suppressions"]
    assert {entry["policy"] for entry in told} == {"site"}
    assert [entry["path"] for entry in told] == ["cookies.md", *["policy.md"] * 5]


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_listed(run: Run, folder: Path) -> None:
    (folder / "broken.md").write_bytes(b"\xff\x00\xfe privacy")
    done = run("suppressions", "broken.md", "policy.md")
    assert done.code == 2
    assert "GDPR111" in done.out
    assert done.err.startswith("privlint: broken.md: ")


def test_none(run: Run, folder: Path) -> None:
    (folder / "policy.md").write_text("# Privacy policy\n\nWe keep your data.\n", encoding="utf-8")
    assert run("suppressions", "policy.md").out == "no suppressions\n"
