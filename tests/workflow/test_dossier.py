"""The dossier: which bytes were judged, by which rules, and what was not judged."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from privlint.engine.config import configs
from privlint.engine.discovery import PolicyFile
from privlint.engine.grouping import group
from privlint.engine.results import Order
from privlint.engine.workshop import Workshop
from privlint.workflow.dossier import Dossier, read_dossier
from privlint.workflow.packs import digest

POLICY = "# Privacy policy\n\nWe keep your data for two years.\n"
RULE = """\
code = "OUR101"
name = "our-rule"
severity = "error"
kind = "forbids"
message = "m"
why = "w"
help = "h"
found = [{ concept = "cookie-mention" }]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.md").write_text(POLICY, encoding="utf-8", newline="")
    return tmp_path


def dossier(*files: PolicyFile) -> Dossier:
    return read_dossier(group(files, configs()), (), Workshop(Order(date(2026, 11, 22))))


def test_the_digest_is_of_the_bytes_that_were_judged(folder: Path) -> None:
    (folder / "policy.md").write_bytes(b"\xef\xbb\xbf" + POLICY.replace("\n", "\r\n").encode())
    (record,) = dossier(PolicyFile("policy.md")).records
    data = (folder / "policy.md").read_bytes()
    assert record.files == (("policy.md", sha256(data).hexdigest(), len(data)),)


@pytest.mark.usefixtures("folder")
def test_standard_input_has_a_digest_too() -> None:
    (record,) = dossier(PolicyFile("stdin.md", content=POLICY.encode())).records
    assert record.files[0].digest == sha256(POLICY.encode()).hexdigest()


def test_a_pack_of_the_configuration_is_named_with_its_rules_and_state(folder: Path) -> None:
    (folder / "ours").mkdir()
    (folder / "ours" / "our-rule.toml").write_text(RULE, encoding="utf-8")
    (folder / "privlint.toml").write_text('packs = ["ours"]\n', encoding="utf-8")
    made = dossier(PolicyFile("policy.md"))
    own, ours = made.packs
    assert (own.name, ours.name, ours.rules) == ("built-in rules", "ours", 1)
    assert made.configurations[0].path == "privlint.toml"
    before = ours.digest
    (folder / "ours" / "our-rule.toml").write_text(RULE.replace('"w"', '"v"'), encoding="utf-8")
    changed = dossier(PolicyFile("policy.md")).packs
    assert changed[0] == own
    assert changed[1].digest != before


def test_the_state_of_a_pack_does_not_depend_on_where_it_stands(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "deep" / "rule.toml").write_text(RULE, encoding="utf-8")
    assert digest(str(tmp_path / "one")) == digest(str(tmp_path / "two"))
    (tmp_path / "two" / "deep" / "rule.toml").rename(tmp_path / "two" / "deep" / "other.toml")
    assert digest(str(tmp_path / "one")) != digest(str(tmp_path / "two"))


def test_a_translation_that_can_be_judged_is_a_policy_of_its_own(folder: Path) -> None:
    (folder / "uk.md").write_text(POLICY, encoding="utf-8")
    (folder / "privlint.toml").write_text(
        '[[policy]]\nname = "site"\nfiles = ["policy.md"]\ntranslations = { en = ["uk.md"] }\n', encoding="utf-8"
    )
    records = dossier(PolicyFile("policy.md")).records
    assert [record.report.name for record in records] == ["site", "site (en)"]
    assert [(each.language, each.judged) for each in records[0].translations] == [("en", True)]
    assert records[1].translations == ()


def test_a_translation_that_is_not_there_is_said_and_the_policy_is_reported(folder: Path) -> None:
    (folder / "privlint.toml").write_text(
        '[[policy]]\nname = "site"\nfiles = ["policy.md"]\ntranslations = { de = ["gone.md"] }\n', encoding="utf-8"
    )
    made = dossier(PolicyFile("policy.md"))
    assert [record.report.name for record in made.records] == ["site"]
    assert [error.path for error in made.errors] == ["gone.md"]


def test_a_document_that_is_not_there_is_said_once_and_half_a_policy_is_not_judged(folder: Path) -> None:
    (folder / "privlint.toml").write_text(
        '[[policy]]\nname = "site"\nfiles = ["policy.md", "gone.md"]\n', encoding="utf-8"
    )
    made = dossier(PolicyFile("policy.md"))
    assert (made.records, [error.path for error in made.errors]) == ((), ["gone.md"])


def test_a_file_in_a_folder_that_looks_like_no_policy_is_left_out(folder: Path) -> None:
    (folder / "notes.md").write_text("# Notes\n\nBuy seeds.\n", encoding="utf-8")
    made = dossier(PolicyFile("notes.md", walked=True), PolicyFile("policy.md"))
    assert (made.skipped, len(made.records), made.errors) == (("notes.md",), 1, ())
