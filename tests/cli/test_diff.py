"""What a change did to a policy."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

OLD = """\
# Privacy policy of Larkfield

Last updated: 3 May 2026

We share your order data with our payment provider Pennybridge Ltd.

We keep your messages for two years.

You have the right to access your personal data.

You have the right to have your personal data erased.

Write to privacy@larkfield.example.
"""
MOVED = ("3 May 2026", "9 June 2026")


@pytest.fixture(autouse=True)
def policy(folder: Path) -> None:
    (folder / "old.md").write_text(OLD, encoding="utf-8")


def change(folder: Path, *replaced: tuple[str, str]) -> None:
    text = OLD
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after)
    (folder / "new.md").write_text(text, encoding="utf-8")


def changes(run: Run, *arguments: str) -> list[tuple[str, str, str | None, str | None]]:
    told = json.loads(run("diff", "--format", "json", *(arguments or ("old.md", "new.md"))).out)
    return [(c["kind"], c["subject"], c["old"], c["new"]) for c in told["changes"]]


def test_new_words_are_no_change(run: Run, folder: Path) -> None:
    change(
        folder,
        ("We keep your messages for two years.", "Your messages are stored for 24 months."),
        ("have your personal data erased", "ask us to erase your personal data"),
    )
    done = run("diff", "old.md", "new.md")
    assert (done.code, done.out) == (0, "nothing changed that a reader has to be told\n")


def test_text_says_what_changed_with_the_words_of_both_sides(run: Run, folder: Path) -> None:
    change(folder, ("two years", "three years"))
    done = run("diff", "old.md", "new.md")
    assert done.code == 1
    assert done.out == (
        "new.md:3: date-not-moved effective-date (2026-05-03 → 2026-05-03) [error]\n"
        '  - old.md:3: "Last updated: 3 May 2026"\n'
        '  + new.md:3: "Last updated: 3 May 2026"\n'
        "\n"
        "new.md:7: retention-longer retention-period (P2Y → P3Y)\n"
        '  - old.md:7: "We keep your messages for two years."\n'
        '  + new.md:7: "We keep your messages for three years."\n'
        "\n"
        "changes: 2, of which 1 should not go out as they are\n"
    )


def test_a_lost_disclosure_fails_whatever_the_date(run: Run, folder: Path) -> None:
    change(folder, ("You have the right to have your personal data erased.", "We like kites."), MOVED)
    assert run("diff", "old.md", "new.md").code == 1
    assert changes(run)[0] == ("disclosure-lost", "right-to-erasure", "present", "missing")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "Pennybridge Ltd",
            "Coinhollow Ltd",
            ("recipient-added", "Coinhollow Ltd", None, "Coinhollow Ltd"),
            id="name",
        ),
        pytest.param(
            "Write to",
            "We share your e-mail address with advertisers. Write to",
            ("recipient-added", "advertising", None, "advertising"),
            id="class of recipients",
        ),
        pytest.param(
            "Write to",
            "We use your e-mail address for marketing. Write to",
            ("purpose-added", "marketing", None, "marketing"),
            id="purpose",
        ),
        pytest.param("two years", "one year", ("retention-shorter", "retention-period", "P2Y", "P1Y"), id="period"),
        pytest.param(
            "privacy@",
            "data@",
            ("contact-removed", "privacy@larkfield.example", "privacy@larkfield.example", None),
            id="contact",
        ),
        pytest.param(
            "Write to",
            "You have the right to have wrong data corrected. Write to",
            ("disclosure-gained", "right-to-rectification", "missing", "present"),
            id="gained",
        ),
    ],
)
def test_a_change_with_a_new_date_is_fine(
    run: Run, folder: Path, before: str, after: str, expected: tuple[str, str, str | None, str | None]
) -> None:
    change(folder, (before, after), MOVED)
    assert run("diff", "old.md", "new.md").code == 0
    found = changes(run)
    assert expected in found
    assert found[-1] == ("date-moved", "effective-date", "2026-05-03", "2026-06-09")


def test_a_denial_is_no_new_recipient(run: Run, folder: Path) -> None:
    change(folder, ("Write to", "We do not share your data with advertisers. Write to"), MOVED)
    assert not [found for found in changes(run) if found[0].startswith("recipient")]


def test_markdown_is_a_table(run: Run, folder: Path) -> None:
    change(folder, ("two years", "three years"))
    out = run("diff", "--format", "markdown", "old.md", "new.md").out
    assert "| ❌ date-not-moved | effective-date | 2026-05-03 | 2026-05-03 | new.md:3 |\n" in out
    assert "| retention-longer | retention-period | P2Y | P3Y | new.md:7 |\n" in out


def test_rules_that_do_not_run_are_not_compared(run: Run, folder: Path) -> None:
    (folder / "privlint.toml").write_text('ignore = ["right-to-erasure"]\n', encoding="utf-8")
    change(folder, ("You have the right to have your personal data erased.", "We like kites."), MOVED)
    assert run("diff", "old.md", "new.md").code == 0


def test_a_file_and_its_own_past(run: Run, folder: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Larkfield", "-c", "user.email=dev@larkfield.example")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", "old.md")
    git("commit", "-q", "-m", "policy")
    (folder / "old.md").write_text(OLD.replace("two years", "three years"), encoding="utf-8")
    assert run("diff", "--git", "HEAD", "old.md").code == 1
    assert ("retention-longer", "retention-period", "P2Y", "P3Y") in changes(run, "--git", "HEAD", "old.md")
    (folder / "new.md").write_text(OLD, encoding="utf-8")
    assert "new.md is not in that revision" in run("diff", "--git", "HEAD", "new.md").err
    assert run("diff", "--git", "nowhere", "old.md").err.startswith(
        "privlint: --git nowhere: there is no such revision"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["old.md"], "two files are compared, OLD and NEW; or one, with --git REV", id="one file"),
        pytest.param(["old.md", "gone.md"], "gone.md: no such file or directory", id="no such file"),
        pytest.param(["--language", "xx", "old.md", "old.md"], "there is no lexicon for 'xx'", id="language"),
    ],
)
def test_what_cannot_be_compared_is_one_line(run: Run, arguments: list[str], told: str) -> None:
    done = run("diff", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


SCHEDULE = """\
# Privacy policy of Larkfield

## How long we keep your data

- Invoices: ten years
- Server logs: 14 days
- Kite drawings: two years
- Support requests: 18 months after the case is closed

We store applications for six months and photos for one year.
"""


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        pytest.param(
            [("Invoices: ten years", "Invoices: 14 days"), ("logs: 14 days", "logs: ten years")],
            [("retention-longer", "P14D", "P10Y"), ("retention-shorter", "P10Y", "P14D")],
            id="two kinds of data that change places",
        ),
        pytest.param(
            [("- Invoices: ten years\n", ""), ("drawings: two years", "drawings: two years\n- Tax records: six years")],
            [("retention-shorter", "P10Y", "P6Y")],
            id="other words for the same kind",
        ),
        pytest.param(
            [("six months", "nine months"), ("one year", "ten months")],
            [("retention-longer", "P6M", "P9M"), ("retention-shorter", "P1Y", "P10M")],
            id="two periods of one sentence",
        ),
        pytest.param(
            [("Kite drawings: two", "Drawings of kites: three")],
            [("retention-longer", "P2Y", "P3Y")],
            id="data that no concept knows",
        ),
        pytest.param(
            [("- Kite drawings: two years\n", ""), ("- Server logs: 14 days\n", "")],
            [("retention-removed", "P2Y", None), ("retention-removed", "P14D", None)],
            id="data without a period now",
        ),
        pytest.param(
            [("one year.", "one year. Recordings are kept for a week.")],
            [("retention-added", None, "P1W")],
            id="data without a period before",
        ),
        pytest.param(
            [("Invoices: ten years", "Invoices: 120 months")], [], id="another unit",
        ),
    ],
)  # fmt: skip
def test_periods_are_compared_for_the_same_data(
    run: Run, folder: Path, replaced: list[tuple[str, str]], expected: list[tuple[str, str | None, str | None]]
) -> None:
    text = SCHEDULE
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after)
    (folder / "old.md").write_text(SCHEDULE, encoding="utf-8")
    (folder / "new.md").write_text(text, encoding="utf-8")
    found = changes(run)
    assert {subject for _, subject, _, _ in found} <= {"retention-period"}
    assert sorted((kind, old, new) for kind, _, old, new in found) == sorted(expected)
