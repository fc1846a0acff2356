"""Policies, and the repositories that they come from, are other people's: nothing in them steers what reads our output."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run, install_plug_in

EVIL = """# Privacy policy \x1b[31mred\x1b]0;title\x07

We never share your personal data with anyone\x1b[2K\x9b31m\x08\x08. ::error file=x::pwned ]]> <script>alert(1)</script>

We share your e-mail \u202egnp.exe address with our partners\x1b[1A.

::set-output name=a::b

<!-- privlint: ignore[no-such-rule] -- \x1b[5m]]><script>; owner=\x9bdpo -->

We keep your personal data for as long as necessary ]]> & <img src=x onerror=alert(1)>. `code` and [a](javascript:alert(1)).
"""
NAMES = ["evil.md", "<img src=x onerror=alert(1)>.md", "a\x1b[31m\n::error::`b`.md", "::warning::c.md", "]]>.md"]
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
COMMAND = re.compile(r"^\s*::(?!(error|warning|notice) file=)", re.MULTILINE)
FORMATS = ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown"]


@pytest.fixture(autouse=True)
def evil(folder: Path) -> None:
    if os.name == "nt":
        pytest.skip("these names cannot be given there")
    for name in NAMES:
        (folder / name).write_text(EVIL, encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_steers_who_reads_it(run: Run, form: str) -> None:
    done = run("check", "--isolated", "--verbose", "--show-evidence", "--format", form, ".", "no\x1b[2J\nfile")
    for output in (done.out, done.err):
        assert not STEERING.search(output)
        assert not COMMAND.search(output)
    assert "no file" not in done.err


@pytest.mark.parametrize(
    "command",
    [
        ["parse", "evil.md"],
        ["explain", "GDPR202", "evil.md"],
        ["explain", "GDPR111", "evil.md"],
        ["suppressions"],
        ["suppressions", "--format", "markdown"],
        ["draft", "evil.md"],
        ["draft", "--diff", "evil.md"],
        ["diff", "evil.md", "plain.md"],
        ["parse", "--format", "json", "evil.md"],
        ["parse", "no\x1b[2J.md"],
    ],
    ids=" ".join,
)
def test_no_command_steers_who_reads_it(run: Run, folder: Path, command: list[str]) -> None:
    (folder / "plain.md").write_text("# Privacy policy\n\nWe do nothing.\n", encoding="utf-8")
    done = run(*command)
    assert not STEERING.search(done.out + done.err)


def test_json_keeps_every_character(run: Run) -> None:
    data = json.loads(run("check", "--isolated", "--format", "json", *NAMES).out)
    assert sorted(policy["name"] for policy in data["policies"]) == sorted(NAMES)
    quotes = [finding["quote"] for policy in data["policies"] for finding in policy["findings"]]
    assert any("\u202e" in quote or "\x9b" in quote for quote in quotes)


def test_junit_is_xml(run: Run) -> None:
    suites = ElementTree.fromstring(run("check", "--isolated", "--format", "junit", ".").out)
    assert len(suites.findall("testsuite")) == len(NAMES)


def test_markdown_and_the_report_hold_no_markup_of_others(run: Run) -> None:
    shown = run("check", "--isolated", "--format", "markdown", ".").out
    assert not re.search(r"<(script|img)", re.sub(r"`[^`\n]*`", "", shown))
    page = run("report", "--isolated", *NAMES).out
    assert not re.search(r"<(script|img)|href=.?javascript|https?://[^\"' <]*\.(js|css)", page)
    assert "<link" not in page


def test_a_log_of_github_has_no_command_but_ours(run: Run) -> None:
    commands = [line for line in run("check", "--isolated", "--format", "github", ".").out.splitlines() if "::" in line]
    annotations = [line for line in commands if line.startswith("::")]
    assert annotations
    assert all(re.match(r"::(error|warning|notice) file=[^:\n]*::", line) for line in annotations)


def test_no_file_is_read_but_those_asked_for(run: Run, folder: Path) -> None:
    outside = folder.parent / f"{folder.name}-outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Privacy policy of Outside Ltd\n\nWe collect it.\n", encoding="utf-8")
    (folder / "docs").mkdir()
    os.symlink(outside, folder / "docs" / "linked")
    (folder / "docs" / "policy.md").write_text("# Privacy policy\n\nSee [it](../../secret.md).\n", encoding="utf-8")
    done = run("check", "--isolated", "--format", "json", "docs")
    assert [policy["files"] for policy in json.loads(done.out)["policies"]] == [["docs/policy.md"]]


@pytest.mark.parametrize(
    "text",
    [
        '[[policy]]\nname = "p"\nfiles = ["../{outside}/secret.md"]\n',
        '[[policy]]\nname = "p"\nfiles = ["linked.md"]\n',
        '[[policy]]\nname = "p"\nfiles = ["docs/../../{outside}/secret.md"]\n',
        '[[policy]]\nname = "p"\nfiles = ["/etc/hostname"]\n',
        'packs = ["../{outside}"]\n',
    ],
    ids=["above", "link", "back and above", "absolute", "pack"],
)
def test_a_configuration_reaches_no_file_outside_its_folder(run: Run, folder: Path, text: str) -> None:
    outside = folder.parent / f"{folder.name}-outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Privacy policy of Outside Ltd\n\nWe collect it.\n", encoding="utf-8")
    os.symlink(outside / "secret.md", folder / "linked.md")
    (folder / "privlint.toml").write_text(text.format(outside=outside.name), encoding="utf-8")
    done = run("check")
    assert done.code == 2
    assert "outside the folder of the configuration" in done.err
    assert "Outside Ltd" not in done.out


def test_an_installed_plug_in_can_be_switched_off(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_plug_in(folder, "privlint_tea_that_runs", "open('ran', 'w').close()\n")
    monkeypatch.syspath_prepend(str(folder))
    (folder / "privlint.toml").write_text('disable-plugins = ["tea"]\n', encoding="utf-8")
    run("check", "evil.md")
    assert not (folder / "ran").exists()
    (folder / "privlint.toml").write_text("", encoding="utf-8")
    run("check", "evil.md")
    assert (folder / "ran").exists()
