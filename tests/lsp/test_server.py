"""`privlint lsp` as an editor sees it, over pipes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from privlint.cli import main
from tests.lsp.conftest import Editor, Tell, types

POLICY = """\
# Privacy policy

We never share your personal data with anyone.

We share your name and e-mail address with our partners.

## How long we keep it

We keep your personal data for as long as necessary.

- A 😀 list: we comply with the Data Protection Act 1998.
"""
CONFIGURATION = 'select = ["CON101", "GDPR111", "GDPR202", "GDPR213", "GDPR119"]\n'


def configure(folder: Path, text: str = CONFIGURATION) -> None:
    (folder / "privlint.toml").write_text(text, encoding="utf-8")


def codes(found: list[types.Diagnostic]) -> list[str]:
    return sorted(str(one.code) for one in found)


def the(found: list[types.Diagnostic], code: str) -> types.Diagnostic:
    (one,) = [one for one in found if one.code == code]
    return one


def place(one: types.Diagnostic) -> tuple[int, int, int, int]:
    return (one.range.start.line, one.range.start.character, one.range.end.line, one.range.end.character)


def edited(text: str, action: types.CodeAction, uri: str) -> str:
    """The text with the edits of an action (offsets in UTF-16, as the protocol has them)."""
    assert action.edit is not None
    assert action.edit.changes is not None
    lines = text.splitlines(keepends=True)
    for edit in action.edit.changes[uri]:
        assert edit.range.start == edit.range.end
        line, units = edit.range.start.line, edit.range.start.character
        before = "".join(lines[:line])
        inner = (lines[line] if line < len(lines) else "").encode("utf-16-le")
        head, tail = inner[: 2 * units].decode("utf-16-le"), inner[2 * units :].decode("utf-16-le")
        text = before + head + edit.new_text + tail + "".join(lines[line + 1 :])
    return text


def test_what_check_finds_stands_under_the_words(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        found = await editor.diagnostics("privacy.md", 1)
        assert codes(found) == ["CON101", "GDPR119", "GDPR202", "GDPR213"]
        assert {one.source for one in found} == {"privlint"}
        assert place(the(found, "GDPR202")) == (8, 3, 8, 51)
        assert the(found, "GDPR202").severity == types.DiagnosticSeverity.Error
        assert the(found, "GDPR213").severity == types.DiagnosticSeverity.Warning
        start, length = len("- A 😀 list: we comply with the ") + 1, len("Data Protection Act 1998")
        assert place(the(found, "GDPR213")) == (10, start, 10, start + length)  # the face has two code units

    tell(story)


def test_a_contradiction_has_both_places(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        one = the(await editor.diagnostics("privacy.md", 1), "CON101")
        assert one.range.start.line == 2
        (other,) = one.related_information or []
        assert other.location.uri == editor.uri("privacy.md")
        assert other.location.range.start == types.Position(4, 0)
        assert "We share your name and e-mail address with our partners." in other.message

    tell(story)


@pytest.mark.parametrize(
    ("encodings", "units"),
    [
        pytest.param(None, 2, id="UTF-16, if nothing is agreed on"),
        pytest.param(["utf-32"], 1, id="UTF-32"),
        pytest.param(["utf-8"], 4, id="UTF-8"),
    ],
)
def test_lines_and_columns_are_those_of_the_editor(
    tell: Tell, tmp_path: Path, encodings: list[str] | None, units: int
) -> None:
    configure(tmp_path)
    text = POLICY.replace("# Privacy policy", "# Privacy policy \u2028 for all")

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", text)
        for version, newline in enumerate(["\n", "\r\n", "\r"], 2):
            editor.change("privacy.md", text.replace("\n", newline), version)
            one = the(await editor.diagnostics("privacy.md", version), "GDPR213")
            start = len("- A  list: we comply with the ") + units
            assert place(one) == (10, start, 10, start + len("Data Protection Act 1998"))

    tell(story, encodings=encodings)


def test_the_latest_version_wins(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        for version in range(2, 30):
            editor.change("privacy.md", f"{POLICY}\n{'Hello. ' * version}\n", version)
        editor.change("privacy.md", POLICY.replace("for as long as necessary", "for ten years"), 30)
        assert "GDPR202" not in codes(await editor.diagnostics("privacy.md", 30))
        versions = [given.version for given in editor.sent]
        assert versions[-1] == 30
        assert versions == sorted(versions, key=lambda version: version or 0)
        assert len(versions) <= 3, "judged at nearly every keystroke"

    tell(story)


def test_what_is_no_policy_is_left_alone(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)

    async def story(editor: Editor) -> None:
        editor.open("README.md", "# Kites\n\nWe comply with the Data Protection Act 1998.\n")
        assert await editor.diagnostics("README.md", 1) == []
        assert await editor.hover("README.md", 2, 20) == ""

    tell(story)


def test_the_configuration_counts_and_is_read_again(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path, 'exclude = ["privacy.md"]\n')

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        assert await editor.diagnostics("privacy.md", 1) == []
        assert [one.method for one in editor.registered] == ["workspace/didChangeWatchedFiles"]
        for text, expected in {
            'select = ["GDPR202"]\n[severity]\nGDPR202 = "info"\n': ["GDPR202"],
            'slect = ["GDPR202"]\n': ["None"],
            'select = ["GDPR213"]\n': ["GDPR213"],
        }.items():
            configure(tmp_path, text)
            change = types.FileEvent((tmp_path / "privlint.toml").as_uri(), types.FileChangeType.Changed)
            before = len(editor.sent)
            editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
            found = await editor.diagnostics("privacy.md", after=before)
            assert codes(found) == expected
            if expected == ["GDPR202"]:
                assert found[0].severity == types.DiagnosticSeverity.Information
            if expected == ["None"]:
                assert "unknown key 'slect'; did you mean 'select'?" in found[0].message

    tell(story)


def test_a_policy_of_several_documents_is_one(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path, CONFIGURATION + '[[policy]]\nname = "site"\nfiles = ["privacy.md", "more.md"]\n')
    (tmp_path / "more.md").write_text("# More\n\nYou may complain to the Irish Data Protection Commission.\n", "utf-8")
    (tmp_path / "privacy.md").write_text("# Privacy policy\n\nWe like kites.\n", encoding="utf-8")

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", "# Privacy policy\n\nWe like kites. We keep your data for ten years.\n")
        assert codes(await editor.diagnostics("privacy.md", 1)) == []
        before = len(editor.sent)
        editor.open("more.md", "# More\n\nWe comply with the Data Protection Act 1998.\n")
        assert codes(await editor.diagnostics("more.md", 1, after=before)) == ["GDPR213"]
        assert codes(await editor.diagnostics("privacy.md", 1, after=before)) == ["GDPR119"]
        before = len(editor.sent)
        editor.close("privacy.md")
        editor.close("more.md")
        assert await editor.diagnostics("more.md", after=before) == []

    tell(story)


def test_a_translation_is_compared_as_it_stands_in_the_editor(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path, '[[policy]]\nname = "site"\nfiles = ["privacy.md"]\ntranslations = { de = ["de.md"] }\n')
    (tmp_path / "privacy.md").write_text("# Privacy policy\n\nWe never sell your personal data.\n", encoding="utf-8")
    german = tmp_path / "de.md"
    german.write_text("# Datenschutz\n\nWir verkaufen Ihre Daten niemals.\n", encoding="utf-8")

    async def story(editor: Editor) -> None:
        editor.open("de.md", "# Datenschutz\n\nWir verkaufen Ihre Daten an Werbepartner.\n")
        one = the(await editor.diagnostics("privacy.md"), "CON119")
        (other,) = one.related_information or []
        assert other.location.uri == german.as_uri()

    tell(story)


def test_what_the_baseline_knows_is_not_shown(tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(tmp_path)
    (tmp_path / "privacy.md").write_text(POLICY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main(["baseline"])

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", f"{POLICY}\nWe comply with Directive 95/46/EC.\n")
        found = await editor.diagnostics("privacy.md", 1)
        assert [(one.code, one.range.start.line) for one in found] == [("GDPR213", 12)]

    tell(story)


def test_hover_explains_rule_and_article(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        said = await editor.hover("privacy.md", 8, 20)
        assert said.startswith("**vague-retention** (GDPR202) · Art. 13(2)(a) GDPR")
        assert "*Instead:* Name the period for each kind of data" in said
        assert "sharing-contradiction" in await editor.hover("privacy.md", 4, 5)
        assert await editor.hover("privacy.md", 3, 0) == ""
        editor.change("privacy.md", POLICY.replace("for as long as necessary", "for ten years"), 2)
        assert (await editor.hover("privacy.md", 8, 20)).startswith(
            "**retention-period** (GDPR111) · Art. 13(2)(a) GDPR\n\npresent (P10Y): the policy says it: "
        )

    tell(story)


@pytest.mark.parametrize(("name", "newline"), [("privacy.md", "\n"), ("privacy.md", "\r\n"), ("privacy.html", "\n")])
def test_a_finding_is_suppressed_with_a_reason(tell: Tell, tmp_path: Path, name: str, newline: str) -> None:
    configure(tmp_path)
    is_page = name.endswith("html")
    text = (_page(POLICY) if is_page else POLICY).replace("\n", newline)

    async def story(editor: Editor) -> None:
        editor.open(name, text, "html" if is_page else "markdown")
        found = await editor.diagnostics(name, 1)
        assert codes(found) == ["CON101", "GDPR119", "GDPR202", "GDPR213"]
        for number, one in enumerate(found):
            rule, version, others = one.data["name"], 3 * number + 2, set(codes(found)) - {one.code}
            action = (await editor.actions(name, [one]))[f"Suppress {rule} here, with a reason"]
            assert action.kind == types.CodeActionKind.QuickFix
            changed = edited(text, action, editor.uri(name))
            assert f"privlint: ignore[{rule}] -- [reason]" in changed
            assert len(re.findall(r"(?<!\r)\n", changed)) == (0 if newline == "\r\n" else changed.count("\n"))
            editor.change(name, changed, version)
            assert codes(await editor.diagnostics(name, version)) == sorted([*others, "LINT002"])
            editor.change(name, changed.replace("[reason]", "it is so"), version + 1)
            assert codes(await editor.diagnostics(name, version + 1)) == sorted(others)
            editor.change(name, text, version + 2)
            await editor.diagnostics(name, version + 2)

    tell(story)


def _page(markdown: str) -> str:
    page = "<h1>Privacy policy</h1>\n<p>" + "</p>\n<p>".join(markdown.split("\n\n")[1:]) + "</p>\n"
    return page.replace("<p>## How long we keep it", "<h2>How long we keep it</h2><p>").replace("<p>- A", "<p>A")


def test_the_missing_clause_is_inserted(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path, 'select = ["GDPR119", "GDPR111", "placeholder-text"]\n')

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        found = await editor.diagnostics("privacy.md", 1)
        action = (await editor.actions("privacy.md", found))["Insert a clause for supervisory-authority-complaint"]
        changed = edited(POLICY, action, editor.uri("privacy.md"))
        editor.change("privacy.md", changed, 2)
        left = the(await editor.diagnostics("privacy.md", 2), "DOC101")
        assert "[name of your supervisory authority]" in left.message
        filled = changed.replace("[name of your supervisory authority]", "the Irish Data Protection Commission")
        editor.change("privacy.md", filled, 3)
        assert "GDPR119" not in codes(await editor.diagnostics("privacy.md", 3))

    tell(story)


def test_the_outline_is_the_tree(tell: Tell) -> None:
    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        (title,) = await editor.symbols("privacy.md")
        assert title.name == "Privacy policy"
        assert title.selection_range == types.Range(types.Position(0, 0), types.Position(0, 16))
        (section,) = title.children or []
        assert section.name == "How long we keep it"
        assert section.range.start == types.Position(6, 0)
        assert section.range.end.line == 10

    tell(story)


def test_a_text_without_a_file_is_judged_by_its_language(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)

    async def story(editor: Editor) -> None:
        editor.open("untitled:Untitled-1", POLICY)
        assert "CON101" in codes(await editor.diagnostics("untitled:Untitled-1", 1))

    tell(story)


def test_a_configuration_may_be_named(tell: Tell, tmp_path: Path) -> None:
    configure(tmp_path)
    (tmp_path / "other.toml").write_text('select = ["GDPR202"]\n', encoding="utf-8")

    async def story(editor: Editor) -> None:
        editor.open("privacy.md", POLICY)
        assert codes(await editor.diagnostics("privacy.md", 1)) == ["GDPR202"]

    tell(story, "--config", "other.toml")


def test_without_pygls_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as util\nfind = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'pygls' else find(name, *more)\n",
        encoding="utf-8",
    )
    root = Path(__file__).parent.parent.parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)])}
    done = subprocess.run(
        [sys.executable, "-m", "privlint", "lsp"], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "privlint: the language server needs pygls, which is not installed: pip install 'privlint[lsp]'\n"
    )
