"""From files to policies: a file that belongs to a configured set stands for the whole set, any other for itself."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from privlint.checks.report import FileError
from privlint.engine.config import Config, Configs, PolicySet, from_here
from privlint.engine.discovery import PolicyFile
from privlint.language.data import has_lexicon


class Task(NamedTuple):
    """A policy to judge: its documents in order, its configuration, and its language (None: it is detected).

    `translations` are the documents of its versions in other languages, with which it is compared.
    """

    name: str
    files: tuple[PolicyFile, ...]
    config: Config
    language: str | None = None
    translations: tuple[tuple[str, tuple[PolicyFile, ...]], ...] = ()

    @property
    def first(self) -> str:
        """The path of its first document; empty where it has none."""
        return self.files[0].path if self.files else ""

    @property
    def all_files(self) -> tuple[PolicyFile, ...]:
        """Its documents, and those of its translations."""
        return (*self.files, *(file for _, files in self.translations for file in files))

    @property
    def size(self) -> int:
        """How many bytes its documents have, and those of its translations."""
        return sum(map(_size, self.all_files))

    def replaced(self, change: Callable[[PolicyFile], PolicyFile]) -> "Task":
        """The same policy with every document changed, those of its translations too."""
        translations = ((language, tuple(map(change, files))) for language, files in self.translations)
        return self._replace(files=tuple(map(change, self.files)), translations=tuple(translations))

    @property
    def identity(self) -> str:
        """What the policy is known by, wherever privlint is called: its name, or its path from its configuration."""
        if not self.config.folder or self.name != self.first:
            return self.name
        return from_here(self.name, self.config.folder)


class Grouping(NamedTuple):
    """The policies to judge, by the path of their first file; the files left out; and what cannot be judged."""

    tasks: tuple[Task, ...]
    excluded: tuple[str, ...] = ()
    errors: tuple[FileError, ...] = ()


def group(files: Iterable[PolicyFile], configs: Configs) -> Grouping:
    """The policies of some files, each once; raises ConfigError."""
    tasks: dict[tuple[str, str], Task] = {}
    excluded, errors = [], []
    for file in files:
        config = configs.of(file.path)
        if config.excludes(file.path):
            excluded.append(file.path)
            continue
        policy = config.set_of(file.path)
        if policy is not None:
            for task in _tasks(policy, config, file.path):
                given = tasks.get((config.path, task.name), task)
                tasks[config.path, task.name] = _with(given, file) if file.content is not None else given
        elif (size := _size(file)) <= config.max_file_size:
            tasks[config.path, file.path] = Task(file.path, (file,), config)
        elif file.walked and not file.resembles():
            tasks[config.path, file.path] = Task(file.path, (), config)
        else:
            errors.append(FileError(file.path, too_large(size, config)))
    return _readable(Grouping(tuple(sorted(tasks.values(), key=_first)), tuple(excluded), tuple(errors)))


def task_of(file: PolicyFile, configs: Configs) -> Task:
    """The policy that a file stands for, whatever the configuration leaves out; raises ConfigError."""
    config = configs.of(file.path)
    policy = config.set_of(file.path)
    if policy is None:
        return Task(file.path, (file,), config)
    return next(task for task in _tasks(policy, config, file.path) if _is_in(file.path, task))


def configured(configs: Configs) -> Grouping:
    """The policies that the configuration of the working directory names."""
    config = configs.of(".")
    tasks = [task for policy in config.policies for task in _tasks(policy, config, policy.files[0])]
    return _readable(Grouping(tuple(sorted(tasks, key=_first))))


def _readable(found: Grouping) -> Grouping:
    """The same without the policies of which a document is too large: half a policy would lack what that one says."""
    found = found._replace(tasks=tuple(map(_comparable, found.tasks)))
    large = {
        task: FileError(file.path, too_large(size, task.config))
        for task in found.tasks
        for file in task.files
        if (size := _size(file)) > task.config.max_file_size
    }
    if not large:
        return found
    kept = tuple(task for task in found.tasks if task not in large)
    return found._replace(tasks=kept, errors=(*found.errors, *large.values()))


def _comparable(task: Task) -> Task:
    """The policy without the translations that are too large."""
    if not task.translations:
        return task
    largest = task.config.max_file_size
    fit = tuple(one for one in task.translations if all(_size(file) <= largest for file in one[1]))
    return task._replace(translations=fit)


def _tasks(policy: PolicySet, config: Config, reached: str) -> Iterator[Task]:
    """The policy, and its versions in other languages: those that there is a lexicon for, and the one that a path has led to."""
    translations = tuple((language, _documents(files)) for language, files in policy.translations)
    yield Task(policy.name, _documents(policy.files), config, translations=translations)
    for language, files in translations:
        task = Task(f"{policy.name} ({language})", files, config, language)
        if has_lexicon(language) or _is_in(reached, task):
            yield task


def _is_in(path: str, task: Task) -> bool:
    """Whether a file is a document of a policy itself."""
    return any(os.path.abspath(file.path) == os.path.abspath(path) for file in task.files)


def _with(task: Task, file: PolicyFile) -> Task:
    """The policy with standard input in the place of the document that it is called after."""
    same = os.path.abspath(file.path)
    return task.replaced(lambda one: file if os.path.abspath(one.path) == same else one)


def _documents(paths: Iterable[str]) -> tuple[PolicyFile, ...]:
    return tuple(PolicyFile(from_here(path)) for path in paths)


def _first(task: Task) -> tuple[str, str]:
    return (task.first or task.name, task.name)


def _size(file: PolicyFile) -> int:
    if file.content is not None:
        return len(file.content)
    try:
        return os.stat(file.path).st_size
    except OSError:
        return 0  # reading it says what is wrong


def too_large(size: int, config: Config) -> str:
    """Why a file of a size is not read."""
    most = config.max_file_size
    return f"{_amount(size)} is more than max-file-size ({_amount(most)}); raise it if this is a policy"


def _amount(size: int) -> str:
    for unit, name in ((1e6, "MB"), (1e3, "KB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} bytes"
