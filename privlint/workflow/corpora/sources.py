"""What a corpus is read from: JSON Lines, Parquet, policy files, and folders of these; one entry a policy, few in memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from privlint.engine.discovery import SUFFIXES, shown
from privlint.language.readers import format_of
from privlint.model.errors import SourceError

LINES, COLUMNS = (".jsonl", ".ndjson"), (".parquet",)
FORMATS = {"md": ".md", "markdown": ".md", "txt": ".txt", "text": ".txt", "html": ".html", "htm": ".html"}
CHUNK = 32  # policies that are judged, and written, at a time


class Keys(NamedTuple):
    """Under which keys, or in which columns, the text of a policy stands, its name, and its format."""

    text: str = "text"
    id: str = "id"
    format: str = "format"


class Entry(NamedTuple):
    """A policy of a corpus; `path` is a name for its text that says its format. `broken` says why it has no text."""

    number: int
    id: str
    path: str
    content: bytes
    broken: str = ""


class Chunk(NamedTuple):
    """Entries that are judged together."""

    number: int
    entries: tuple[Entry, ...]


class Corpus(NamedTuple):
    """The files of a corpus, in order."""

    files: tuple[str, ...]
    keys: Keys = Keys()

    def size(self) -> int:
        """How many policies there are."""
        return sum(map(_count, self.files))

    def chunks(self, done: Iterable[int] = ()) -> Iterator[Chunk]:
        """The entries in chunks, without those that are done."""
        done, entries = frozenset(done), self._entries()
        number = 0
        while taken := tuple(islice(entries, CHUNK)):
            if number not in done:
                read = (entry if isinstance(entry, Entry) else _entry(*entry, self.keys) for entry in taken)
                yield Chunk(number, tuple(read))
            number += 1

    def state(self) -> list[list[str | int]]:
        """What tells this corpus from another, or from itself when it has changed."""
        return [[path, (seen := os.stat(path)).st_size, seen.st_mtime_ns] for path in self.files]

    def _entries(self) -> Iterator[Entry | tuple[int, str, Any]]:
        """Every policy, or a number, a place and a record that may be one."""
        number = 0
        for path in self.files:
            for where, record in _records(path, self.keys):
                yield (number, where, record)
                number += 1


def find_corpus(paths: Iterable[str], keys: Keys) -> Corpus:
    """The corpus that paths lead to; raises SourceError."""
    files = [file for path in paths for file in _files(path)]
    if not files:
        raise SourceError(f"no corpus there: privlint reads {' '.join((*LINES, *COLUMNS, *SUFFIXES))}")
    return Corpus(tuple(files), keys)


def _files(path: str) -> Iterator[str]:
    known = (*LINES, *COLUMNS, *SUFFIXES)
    if os.path.isfile(path):
        if not path.lower().endswith(known):
            raise SourceError(f"{path}: not a corpus: privlint reads {' '.join(known)}")
        yield shown(path)
    elif os.path.isdir(path):
        for where, folders, names in os.walk(path):
            folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
            yield from (
                shown(os.path.join(where, name))
                for name in sorted(names)
                if name.lower().endswith(known) and not name.startswith(".")
            )
    else:
        raise SourceError(f"{path}: no such file or directory; check the path")


def _count(path: str) -> int:
    if path.lower().endswith(COLUMNS):
        return int(_parquet(path).metadata.num_rows)
    if path.lower().endswith(LINES):
        with open(path, "rb") as file:
            return sum(1 for line in file if line.strip())
    return 1


def _records(path: str, keys: Keys) -> Iterator[tuple[str, Any]]:
    if path.lower().endswith(COLUMNS):
        yield from _rows(path, keys)
    elif path.lower().endswith(LINES):
        with open(path, "rb") as file:
            yield from ((f"{path}:{number}", line) for number, line in enumerate(file, 1) if line.strip())
    else:
        yield path, None


def _rows(path: str, keys: Keys) -> Iterator[tuple[str, Any]]:
    file = _parquet(path)
    names = [name for name in keys if name in file.schema_arrow.names]
    number = 0
    for batch in file.iter_batches(batch_size=CHUNK, columns=names, use_threads=False):
        for record in batch.to_pylist():
            number += 1
            yield f"{path}:{number}", record


def _parquet(path: str) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise SourceError(f"{path}: Parquet needs `pip install 'privlint[scan]'`") from None
    try:
        return ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise SourceError(f"{path}: not Parquet: {error}") from None


def _entry(number: int, where: str, record: Any, keys: Keys) -> Entry:
    """The policy of a record: the path of a file, a line of JSON, or a row."""
    if record is None:
        return _file(number, where)
    if isinstance(record, bytes):
        from json import loads

        try:
            record = loads(record)
        except (ValueError, RecursionError) as error:
            return Entry(number, where, where, b"", f"{where}: not JSON: {error}")
    text = record.get(keys.text) if isinstance(record, dict) else None
    if not isinstance(text, str):
        return Entry(number, where, where, b"", f"{where}: no text under {keys.text!r}; --text names the key")
    named, form = record.get(keys.id), record.get(keys.format)
    suffix = FORMATS.get(str(form).lower().removeprefix(".")) if form is not None else ".md"
    if suffix is None:
        return Entry(number, where, where, b"", f"{where}: no format {form!r}; there are {', '.join(FORMATS)}")
    name = where if named is None else str(named)
    return Entry(number, name, name + suffix, text.encode("utf-8", "surrogatepass"))


def _file(number: int, path: str) -> Entry:
    assert format_of(path)
    try:
        with open(path, "rb") as file:
            return Entry(number, path, path, file.read())
    except OSError as error:
        return Entry(number, path, path, b"", f"{path}: {(error.strerror or str(error)).lower()}")
