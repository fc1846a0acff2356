"""The dossier of a run: every policy judged, with the bytes it was judged on, what it says at a glance, and what was not judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from privlint import __version__
from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Rule
from privlint.engine.config import Config, PolicySet, from_here
from privlint.engine.discovery import PolicyFile
from privlint.engine.grouping import Grouping, Task
from privlint.engine.workshop import Workshop
from privlint.model.errors import SourceError
from privlint.model.tree import Document
from privlint.workflow.packs import Pack, read_packs
from privlint.workflow.sayings import Sayings, read_sayings


class FileRecord(NamedTuple):
    """A file and the SHA-256 of its bytes, which are those that were judged; `size` counts bytes."""

    path: str
    digest: str
    size: int


class Translation(NamedTuple):
    """A configured version of a policy in another language; `judged` says whether privlint can judge it."""

    language: str
    files: tuple[FileRecord, ...]
    judged: bool


class Record(NamedTuple):
    """One policy for the file. `asked` are the rules that ran, `unasked` those that the configuration leaves out.

    `ignored` are the words that per-file-ignores gives for a file, `versions` the documents of the translations that can be read.
    """

    report: PolicyReport
    documents: tuple[Document, ...]
    files: tuple[FileRecord, ...]
    sayings: Sayings
    config: Config
    asked: tuple[Rule, ...]
    unasked: tuple[Rule, ...]
    ignored: tuple[tuple[str, tuple[str, ...]], ...]
    translations: tuple[Translation, ...] = ()
    versions: tuple[Document, ...] = ()


class Dossier(NamedTuple):
    """All policies of a run. `configurations` are the files that they were judged under; `skipped` look like no policy."""

    version: str
    as_of: date
    records: tuple[Record, ...]
    packs: tuple[Pack, ...]
    configurations: tuple[FileRecord, ...] = ()
    errors: tuple[FileError, ...] = ()
    skipped: tuple[str, ...] = ()


def read_dossier(found: Grouping, errors: Iterable[FileError], workshop: Workshop) -> Dossier:
    """Judge the policies that were found, and their translations where there is a lexicon for their language."""
    failed = [*errors, *found.errors]
    records, skipped = [], []
    for task in _with_translations(found.tasks, workshop):
        try:
            record = _record(task, workshop, failed)
        except SourceError as error:
            failed.append(_failure(error))
            continue
        if record is not None:
            records.append(record)
        elif not task.files or task.files[0].walked:
            skipped.append(task.name)
    configs = [task.config for task in found.tasks]
    rules = {rule.code: rule for config in configs for rule in workshop.rules(config)}
    return Dossier(
        __version__,
        workshop.order.as_of,
        tuple(records),
        read_packs(rules.values(), configs),
        tuple(_configuration(path) for path in sorted({config.path for config in configs if config.path})),
        tuple(failed),
        tuple(skipped),
    )


def _with_translations(tasks: Iterable[Task], workshop: Workshop) -> list[Task]:
    """The policies, each followed by those of its translations that can be judged; every one once."""
    known: dict[tuple[str, str], Task] = {}
    for task in tasks:
        known.setdefault((task.config.path, task.name), task)
        policy = _set_of(task)
        for language, files in policy.translations if policy else ():
            if task.language is None and _supports(language, task.config, workshop):
                name = f"{task.name} ({language})"
                documents = tuple(PolicyFile(from_here(file)) for file in files)
                known.setdefault((task.config.path, name), Task(name, documents, task.config, language))
    return [task for task in known.values() if task.language is None or _supports(task.language, task.config, workshop)]


def _record(task: Task, workshop: Workshop, failed: list[FileError]) -> Record | None:
    """The record of a policy; None where it was skipped, or could not be judged (the reason goes to `failed`)."""
    held = tuple(file._replace(content=file.data()) for file in task.files)
    task = task._replace(files=held)
    done = workshop.judge(task)
    failed.extend(done.failed)
    if done.report is None:
        return None
    linter = workshop.linter_of(task)
    documents = tuple(linter.read(held, []) or ())
    readings = linter.reader.all_readings(each for each in documents if linter.reader.supports(each.language))
    asked = {rule.code for rule in linter.rules}
    return Record(
        done.report,
        documents,
        tuple(_file_record(file) for file in held),
        read_sayings(readings),
        task.config,
        linter.rules,
        tuple(rule for rule in linter.known if rule.code not in asked),
        tuple((file.path, words) for file in held if (words := task.config.ignored_in(file.path))),
        tuple(_translations(task, workshop, failed)),
        tuple(each for version in linter.versions(task.translations) for each in version.documents),
    )


def _translations(task: Task, workshop: Workshop, failed: list[FileError]) -> Iterator[Translation]:
    """The other versions of a policy; one that is not judged is recorded all the same, so that it is known which it was."""
    policy = _set_of(task) if task.language is None else None
    for language, files in policy.translations if policy else ():
        judged = _supports(language, task.config, workshop)
        records = []
        for file in files:
            try:
                records.append(_file_record(PolicyFile(from_here(file))))
            except SourceError as error:
                failed += [] if judged else [_failure(error)]
        yield Translation(language, tuple(records), judged)


def _set_of(task: Task) -> PolicySet | None:
    return task.config.set_of(task.files[0].path) if task.files else None


def _supports(language: str, config: Config, workshop: Workshop) -> bool:
    return workshop.linter(config).reader.supports(language)


def _file_record(file: PolicyFile) -> FileRecord:
    data = file.data()
    return FileRecord(file.path, sha256(data).hexdigest(), len(data))


def _failure(error: SourceError) -> FileError:
    path, _, reason = str(error).partition(": ")
    return FileError(path, reason)


def _configuration(path: str) -> FileRecord:
    return _file_record(PolicyFile(path))
