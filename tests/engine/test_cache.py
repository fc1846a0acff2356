"""The cache: what it gives back, and what it does not believe."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from privlint.checks.report import PolicyReport
from privlint.engine.cache import Cache, digest
from privlint.engine.records import report_data, report_from, rules_data, rules_from
from tests.engine.conftest import RULES, Judge

TEXT = """# Privacy policy

The teapot whistles; a kettle does not.

<!-- privlint: ignore[teapot] -- it is Tuesday; owner=the cook; until=2027-01-01 -->

The half-biscuit of the teapot.
"""


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(str(tmp_path / "cache"))
    made.keep(b"name", b"stamp", ["tea"])
    return made


def entry(folder: Path) -> Path:
    (found,) = (folder / "cache").glob("*.json")
    return found


def test_what_was_kept_is_found(cache: Cache) -> None:
    assert cache.find(b"name", b"stamp") == ["tea"]


def test_another_process_finds_it(cache: Cache, tmp_path: Path) -> None:
    assert cache.find(b"name", b"stamp") == Cache(str(tmp_path / "cache")).find(b"name", b"stamp")


@pytest.mark.parametrize(("name", "stamp"), [(b"other", b"stamp"), (b"name", b"other")])
def test_what_was_kept_of_something_else_is_not(cache: Cache, name: bytes, stamp: bytes) -> None:
    assert cache.find(name, stamp) is None


def test_what_is_new_takes_the_place_of_what_was(cache: Cache, tmp_path: Path) -> None:
    cache.keep(b"name", b"tomorrow", ["coffee"])
    assert (cache.find(b"name", b"stamp"), cache.find(b"name", b"tomorrow")) == (None, ["coffee"])
    assert entry(tmp_path)


@pytest.mark.parametrize("cut", [0, 1, 20, 33, -1])
def test_half_an_entry_is_none(cache: Cache, tmp_path: Path, cut: int) -> None:
    entry(tmp_path).write_bytes(entry(tmp_path).read_bytes()[:cut])
    assert cache.find(b"name", b"stamp") is None


def test_an_entry_with_other_words_is_none(cache: Cache, tmp_path: Path) -> None:
    entry(tmp_path).write_bytes(entry(tmp_path).read_bytes().replace(b"tea", b"pea"))
    assert cache.find(b"name", b"stamp") is None


def test_a_copy_of_a_cache_is_not_believed(cache: Cache, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "cache", tmp_path / "copy")
    assert cache.find(b"name", b"stamp") == ["tea"]
    assert Cache(str(tmp_path / "copy")).find(b"name", b"stamp") is None


def test_it_follows_no_link(cache: Cache, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    entry(tmp_path).rename(elsewhere)
    os.symlink(elsewhere, tmp_path / "cache" / f"{digest([b'name']).hex()}.json")
    assert cache.find(b"name", b"stamp") is None
    linked = Cache(str(tmp_path / "linked"))
    (tmp_path / "target").mkdir()
    os.symlink(tmp_path / "target", tmp_path / "linked")
    linked.keep(b"name", b"stamp", ["tea"])
    assert list((tmp_path / "target").iterdir()) == []


def test_version_control_leaves_it_out(cache: Cache, tmp_path: Path) -> None:
    assert cache.find(b"name", b"stamp")
    assert (tmp_path / "cache" / ".gitignore").read_text("utf-8").splitlines()[-1] == "*"


@pytest.mark.parametrize("data", [{1, 2}, object(), b"bytes"], ids=type)
def test_what_json_cannot_hold_is_not_kept(cache: Cache, data: object) -> None:
    cache.keep(b"other", b"stamp", data)
    assert cache.find(b"other", b"stamp") is None


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(str(tmp_path / "file" / "cache"))
    cache.keep(b"name", b"stamp", [])
    assert cache.find(b"name", b"stamp") is None


def test_parts_are_told_apart() -> None:
    assert len({digest(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])}) == 4


def test_a_report_comes_back_as_it_was(judge: Judge) -> None:
    report = judge(TEXT)
    assert any(finding.suppressed for finding in report.findings)
    assert any(disclosure.evidence for disclosure in report.disclosures)
    assert again(report, json.loads(json.dumps(report_data(report)))) == report


def test_rules_come_back_but_for_what_they_do() -> None:
    found = rules_from(json.loads(json.dumps(rules_data(RULES))))
    kept = [rule._replace(check=RULES[0].check, examples=(), origin="") for rule in RULES]
    assert [rule._replace(check=RULES[0].check) for rule in found] == kept


def again(report: PolicyReport, data: object) -> PolicyReport:
    return report_from(data, {source.path: source.text for source in report.sources})


@pytest.mark.parametrize("other", [None, -1, 99_999, "teapot", [], True, 1.5])
def test_a_report_of_another_shape_is_refused(judge: Judge, other: object) -> None:
    report = judge(TEXT)
    data = json.loads(json.dumps(report_data(report)))
    for path in places(data):
        mangled = json.loads(json.dumps(data))
        inner: Any = mangled
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = other
        try:
            read = again(report, mangled)
        except (ValueError, LookupError):
            continue
        assert report_data(read) == mangled or other in (True, None)  # another text, or another number, is well formed


def places(data: object, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    if not isinstance(data, list):
        return []
    return [found for n, part in enumerate(data) for found in ((*path, n), *places(part, (*path, n)))]
