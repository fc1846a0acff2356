"""A corpus in rows: one a verdict, one a finding, and one a policy that could not be judged, as JSON Lines or Parquet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from shutil import copyfileobj
from typing import TYPE_CHECKING, Any, NamedTuple

from privlint.checks.report import FileError, PolicyReport
from privlint.model.errors import PrivlintError
from privlint.model.findings import Disclosure, Finding, Location
from privlint.reporting.places import Places

if TYPE_CHECKING:
    from privlint.workflow.corpora.scan import Form, Judged

Row = dict[str, Any]

_PLACE = ("start_line", "start_column", "start_offset", "end_line", "end_column", "end_offset")
_TEXTS = ("policy", "language", "row", "code", "name", "severity", "verdict", "article", "message")
COLUMNS = ("number", *_TEXTS, "value", *_PLACE, "quote", "related", "suppressed", "fingerprint")


class JsonLines(NamedTuple):
    """One line a row."""

    def encode(self, judged: Iterable[Judged]) -> bytes:
        """The lines of some policies."""
        from json import dumps

        return "".join(dumps(row, ensure_ascii=False) + "\n" for one in judged for row in rows(one)).encode(
            errors="backslashreplace"
        )

    def join(self, parts: Iterable[str], output: str) -> None:
        """Parts, one after the other."""
        with open(output, "wb") as joined:
            for path in parts:
                with open(path, "rb") as part:
                    copyfileobj(part, joined)


class Parquet(NamedTuple):
    """One table; the day and the version stand in the metadata of its schema."""

    version: str
    as_of: str

    def encode(self, judged: Iterable[Judged]) -> bytes:
        """The table of some policies."""
        from pyarrow import BufferOutputStream, Table
        from pyarrow.parquet import write_table

        made = BufferOutputStream()
        table = Table.from_pylist([row for one in judged for row in rows(one)], self._schema())
        write_table(table, made, compression="zstd")
        return bytes(made.getvalue())

    def join(self, parts: Iterable[str], output: str) -> None:
        """Parts, one after the other: a few at a time are in memory."""
        from pyarrow.parquet import ParquetWriter, read_table

        with ParquetWriter(output, self._schema(), compression="zstd") as joined:
            for path in parts:
                joined.write_table(read_table(path, use_threads=False))

    def _schema(self) -> Any:
        import pyarrow as pa

        number = {name: pa.int64() for name in ("number", *_PLACE)}
        place = pa.struct([*((name, pa.int64()) for name in _PLACE), ("quote", pa.string()), ("note", pa.string())])
        nested = {"value": pa.list_(pa.string()), "related": pa.list_(place)}
        kinds = [(name, number.get(name) or nested.get(name) or pa.string()) for name in COLUMNS]
        return pa.schema(kinds, metadata={"privlint": self.version, "as_of": self.as_of})


def form_of(output: str, version: str, as_of: str) -> Form:
    """The form that the name of an output asks for; raises PrivlintError."""
    suffix = os.path.splitext(output)[1].lower()
    if suffix in (".jsonl", ".ndjson"):
        return JsonLines()
    if suffix != ".parquet":
        raise PrivlintError(f"{output}: a scan writes .parquet or .jsonl")
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise PrivlintError(f"{output}: Parquet needs `pip install 'privlint[scan]'`; .jsonl does not") from None
    return Parquet(version, as_of)


def rows(judged: Judged) -> Iterator[Row]:
    """The rows of a policy: verdicts by code, then findings in the order of the text, then what went wrong."""
    head = {"number": judged.number, "policy": judged.id}
    report = judged.done.report
    if report is not None:
        head["language"] = report.language
        yield from _rows(report, head)
    for error in judged.done.failed:
        yield _row(head, _error(error))


def _rows(report: PolicyReport, head: Row) -> Iterator[Row]:
    places = Places(report)
    for disclosure in report.disclosures:
        yield _row(head, _verdict(disclosure, places))
    for finding in report.findings:
        yield _row(head, _finding(finding, places))


def _row(head: Row, more: Row) -> Row:
    return {name: head.get(name, more.get(name)) for name in COLUMNS}


def _verdict(disclosure: Disclosure, places: Places) -> Row:
    first, *others = disclosure.evidence or (None,)
    return {
        "row": "verdict",
        "code": disclosure.code,
        "name": disclosure.name,
        "article": disclosure.article,
        "verdict": str(disclosure.verdict),
        "message": disclosure.reason,
        "value": list(map(str, disclosure.value)),
        **(_place(first, places) if first else {}),
        "related": [_side(place, places) for place in others if place],
    }


def _finding(finding: Finding, places: Places) -> Row:
    silenced = finding.suppressed
    return {
        "row": "finding",
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        **_place(finding.location, places),
        "related": [_side(side, places) for side in finding.related],
        "suppressed": (silenced.reason or "no reason given") if silenced else None,
        "fingerprint": finding.fingerprint,
    }


def _error(error: FileError) -> Row:
    return {"row": "error", "message": error.message}


def _place(location: Location, places: Places) -> Row:
    points = (*places.start(location), *places.end(location))
    return {**dict(zip(_PLACE, points, strict=True)), "quote": location.quote}


def _side(location: Location, places: Places) -> Row:
    return {**_place(location, places), "note": location.note}
