"""Corpora: the same rows whoever judges them, and however often the scan is interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from privlint.workflow.corpora import scan as scanning
from privlint.workflow.corpora import sources
from tests.cli.conftest import HEARS_SIGNALS, Run

POLICY = """# Privacy policy of {name}

{name} collects your e-mail address.

<!-- privlint: ignore[GDPR202] -- the contract says it; owner=dpo -->

We keep your personal data for as long as necessary. We never share your personal data with anyone.

## Partners

We share your e-mail address with our advertising partners.

"""
SCAN = ("scan", "corpus.jsonl", "--isolated", "--as-of", "2026-11-22")
COUNT = 20


@pytest.fixture(autouse=True)
def corpus(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    monkeypatch.setattr(sources, "CHUNK", 3)
    records = [{"id": f"firm-{n}", "format": "md", "text": POLICY.format(name=f"Firm {n} Ltd")} for n in range(COUNT)]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (folder / "corpus.jsonl").write_text(lines, encoding="utf-8")
    return records


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def expected(run: Run, folder: Path) -> bytes:
    assert run(*SCAN, "-o", "expected.jsonl", "--jobs", "1").code == 0
    return (folder / "expected.jsonl").read_bytes()


def test_the_rows_are_what_check_says(run: Run, folder: Path, corpus: list[dict[str, str]]) -> None:
    done = run(*SCAN, "-o", "rows.jsonl")
    assert (done.code, done.out, done.err) == (0, "", "")
    (folder / "firm-3").write_text("", encoding="utf-8")
    (folder / "firm-3.md").write_text(corpus[3]["text"], encoding="utf-8")
    checked = json.loads(run("check", "--isolated", "--as-of", "2026-11-22", "--format", "json", "firm-3.md").out)
    (policy,) = checked["policies"]
    found = [row for row in rows(folder / "rows.jsonl") if row["policy"] == "firm-3"]
    verdicts = [row for row in found if row["row"] == "verdict"]
    findings = [row for row in found if row["row"] == "finding"]
    assert [(row["name"], row["verdict"], row["message"], row["value"]) for row in verdicts] == [
        (d["name"], d["verdict"], d["reason"], list(map(str, d["value"]))) for d in policy["disclosures"]
    ]
    assert [(row["code"], row["severity"], row["start_line"], row["end_offset"], row["quote"]) for row in findings] == [
        (f["code"], f["severity"], f["start"]["line"], f["end"]["offset"], f["quote"]) for f in policy["findings"]
    ]
    assert {row["suppressed"] for row in findings} == {None, "the contract says it"}
    assert next(row for row in findings if row["code"] == "CON101")["related"][0]["start_line"] == 11


def test_the_number_of_processes_changes_nothing(run: Run, folder: Path, expected: bytes) -> None:
    run(*SCAN, "-o", "two.jsonl", "--jobs", "2")
    assert (folder / "two.jsonl").read_bytes() == expected


def test_a_cluster_changes_nothing(run: Run, folder: Path, expected: bytes) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster:
        assert run(*SCAN, "-o", "dask.jsonl", "--dask", cluster.scheduler_address).code == 0
    assert (folder / "dask.jsonl").read_bytes() == expected


def test_parquet_holds_the_same_rows(run: Run, folder: Path, corpus: list[dict[str, str]], expected: bytes) -> None:
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pa.Table.from_pylist(corpus), folder / "corpus.parquet", row_group_size=7)
    run("scan", "corpus.parquet", "--isolated", "--as-of", "2026-11-22", "-o", "rows.parquet")
    table = parquet.read_table(folder / "rows.parquet")
    assert table.to_pylist() == [json.loads(line) for line in expected.decode().splitlines()]
    assert table.schema.metadata[b"as_of"] == b"2026-11-22"


def test_a_folder_of_policies(run: Run, folder: Path, corpus: list[dict[str, str]], expected: bytes) -> None:
    (folder / "policies").mkdir()
    for number, record in enumerate(corpus):
        (folder / "policies" / f"{number:02}.md").write_text(record["text"], encoding="utf-8")
    run("scan", "policies", "--isolated", "--as-of", "2026-11-22", "-o", "rows.jsonl")
    found = [row | {"policy": f"firm-{row['number']}"} for row in rows(folder / "rows.jsonl")]
    same = ("policy", "row", "code", "verdict", "message", "start_offset", "quote")
    wanted = map(json.loads, expected.decode().splitlines())
    assert [[row[key] for key in same] for row in found] == [[row[key] for key in same] for row in wanted]


def test_what_is_no_policy_is_an_error_row(run: Run, folder: Path) -> None:
    lines = ['{"id": "a"}', "{", "[]", '{"text": 1}', '{"text": "x", "format": "pdf"}', '{"text": "x\\u0000"}']
    (folder / "corpus.jsonl").write_text("\n".join([*lines, json.dumps({"text": "x" * 6_000_000})]), encoding="utf-8")
    done = run(*SCAN, "-o", "rows.jsonl")
    assert (done.code, done.err.split(":")[1].split()[0]) == (2, "7")
    found = rows(folder / "rows.jsonl")
    assert [row["row"] for row in found] == ["error"] * 7
    assert found[0]["message"] == "corpus.jsonl:1: no text under 'text'; --text names the key"
    assert found[6]["message"].startswith("6.0 MB is more than max-file-size")


def test_other_keys(run: Run, folder: Path, expected: bytes) -> None:
    renamed = [{"n": r["id"], "body": r["text"]} for r in map(json.loads, (folder / "corpus.jsonl").open())]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, renamed)), encoding="utf-8")
    run(*SCAN, "-o", "rows.jsonl", "--text", "body", "--id", "n")
    assert (folder / "rows.jsonl").read_bytes() == expected


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A scan in a process of its own, slow enough to be stopped."""
    code = (
        f"{HEARS_SIGNALS}import time\nfrom privlint.cli import main\nfrom privlint.workflow.corpora import parts, sources\n"
        "sources.CHUNK = 3\nreally = parts.Parts.keep\n"
        "def keep(*arguments):\n    time.sleep(0.3)\n    really(*arguments)\n"
        f"parts.Parts.keep = keep\nmain({[*SCAN, '-o', 'rows.jsonl', *arguments]!r})"
    )
    return subprocess.Popen([sys.executable, "-c", code], cwd=folder, stderr=subprocess.PIPE, start_new_session=True)


def wait_for_parts(folder: Path, count: int) -> None:
    for _ in range(600):
        if len(list(folder.glob("rows.jsonl.parts/*.jsonl"))) >= count:
            return
        time.sleep(0.05)
    raise TimeoutError(f"no {count} parts")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_scan_that_was_killed_goes_on_where_it_was(run: Run, folder: Path, expected: bytes) -> None:
    for parts in (1, 3):
        process = start(folder, "--jobs", "2")
        wait_for_parts(folder, parts)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert not (folder / "rows.jsonl").exists()
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("rows.jsonl.parts/0*.jsonl")}
    process = start(folder)
    wait_for_parts(folder, len(before) + 1)
    os.kill(process.pid, signal.SIGINT)
    assert process.communicate()[1].strip() == b"privlint: interrupted; the same command goes on from here"
    after = {path.name: path.stat().st_mtime_ns for path in folder.glob("rows.jsonl.parts/0*.jsonl")}
    assert before.items() <= after.items()  # nothing was done twice
    assert run("scan", "corpus.jsonl", "--isolated", "-o", "rows.jsonl").code == 0  # as of the day that it began
    assert (folder / "rows.jsonl").read_bytes() == expected
    assert not (folder / "rows.jsonl.parts").exists()


def test_a_scan_of_something_else_is_not_gone_on_with(run: Run, folder: Path, expected: bytes) -> None:
    process = start(folder)
    wait_for_parts(folder, 1)
    process.kill()
    process.communicate()
    done = run(*SCAN, "-o", "rows.jsonl", "--select", "CON")
    assert done.code == 2
    assert done.err.startswith(
        "privlint: rows.jsonl.parts: a scan of something else, or of another version, is under way"
    )
    assert run(*SCAN, "-o", "rows.jsonl", "--anew").code == 0
    assert (folder / "rows.jsonl").read_bytes() == expected


def test_a_policy_that_takes_its_process_with_it_loses_no_other(
    run: Run, folder: Path, expected: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = scanning.judge_entry

    def judge(setting: scanning.Setting, entry: sources.Entry) -> scanning.Judged:
        if entry.id == "firm-7":
            os.kill(os.getpid(), signal.SIGKILL)
        return really(setting, entry)

    monkeypatch.setattr(scanning, "judge_entry", judge)
    assert run(*SCAN, "-o", "rows.jsonl", "--jobs", "2").code == 2
    wanted = [row for row in map(json.loads, expected.decode().splitlines()) if row["policy"] != "firm-7"]
    found = rows(folder / "rows.jsonl")
    assert [row for row in found if row["policy"] != "firm-7"] == wanted
    (error,) = (row for row in found if row["policy"] == "firm-7")
    assert (error["row"], error["message"]) == ("error", "the process that judged it died")


def test_progress_is_for_who_watches(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click._termui_impl.isatty", lambda _: True)
    told = run(*SCAN, "-o", "rows.jsonl").err
    assert "scanning" in told
    assert f"{COUNT}/{COUNT}" in told
    assert "/s" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("no.jsonl", "-o", "o.jsonl"), "no.jsonl: no such file or directory; check the path"),
        (("corpus.jsonl", "-o", "o.csv"), "o.csv: a scan writes .parquet or .jsonl"),
        (("corpus.jsonl", "-o", "o.jsonl", "--select", "NO1"), "no rule, code or code prefix 'NO1'"),
        (("corpus.jsonl", "-o", "no/o.jsonl"), "no/o.jsonl.parts"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run("scan", *arguments)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert done.err.startswith(f"privlint: {message}")


def test_parquet_is_an_extra(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(*SCAN, "-o", "o.parquet").err == (
        "privlint: o.parquet: Parquet needs `pip install 'privlint[scan]'`; .jsonl does not\n"
    )
    assert run(*SCAN, "-o", "o.jsonl", "--dask", "tcp://x:1").err == (
        "privlint: --dask needs `pip install 'privlint[scan]'`\n"
    )
