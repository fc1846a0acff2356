"""What came of policies in earlier runs, for as long as nothing that it depends on has changed."""

import os
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Rule
from privlint.engine.cache import Cache, digest
from privlint.engine.config import Config
from privlint.engine.grouping import Task
from privlint.engine.installed import installation
from privlint.engine.records import report_data, report_from, rules_data, rules_from
from privlint.model.errors import SourceError


class Order(NamedTuple):
    """What the command line asks of a run, whatever the configuration says; None and empty: nothing."""

    as_of: date
    language: str | None = None
    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Done(NamedTuple):
    """What came of one policy; without a report it was skipped, or could not be judged."""

    report: PolicyReport | None
    failed: tuple[FileError, ...] = ()
    skipped: tuple[str, ...] = ()


class Page(NamedTuple):
    """A policy with the bytes of its files: the place of its result, and the stamp of what the result depends on."""

    task: Task
    name: bytes
    stamp: bytes


class Results:
    """The results of runs that ask the same, in a cache."""

    def __init__(self, cache: Cache, order: Order) -> None:
        self._cache = cache
        self._order = order
        self._packs: dict[tuple[str, ...], bytes] = {}

    @cached_property
    def _installed(self) -> bytes | None:
        return installation()

    def page(self, task: Task) -> Page | None:
        """Where the result of a policy is kept; None where it cannot be told, or need not be."""
        if self._installed is None or any(file.content is not None for file in task.all_files):
            return None
        try:
            held = task.replaced(lambda file: file._replace(content=file.data()))
        except SourceError:
            return None
        named = (task.name, str(task.language), *(f"{file.path} {file.walked}" for file in held.all_files))
        stamp = [self._stamp(task.config), *(file.data() for file in held.all_files)]
        return Page(held, self._name("policy", task.config, *named), digest(stamp))

    def find(self, page: Page) -> Done | None:
        """What came of a policy, if it is known."""
        kept = self._cache.find(page.name, page.stamp)
        if kept is None:
            return None
        if kept == []:
            return Done(None, skipped=(page.task.name,))
        from privlint.language.readers.decoding import decode

        try:
            return Done(report_from(kept, {file.path: decode(file.path, file.data()) for file in page.task.all_files}))
        except (ValueError, LookupError, SourceError):
            return None

    def keep(self, page: Page, done: Done) -> None:
        """Remember what came of a policy, unless something failed."""
        if done.failed:
            return
        try:
            data = report_data(done.report) if done.report else []
        except LookupError:  # a plug-in's finding stands in no file of the policy
            return
        self._cache.keep(page.name, page.stamp, data)

    def find_rules(self, config: Config) -> tuple[Rule, ...] | None:
        """The rules that a configuration asks, as far as reports show them, if they are known."""
        if self._installed is None:
            return None
        kept = self._cache.find(self._name("rules", config), self._stamp(config))
        try:
            return rules_from(kept) if kept is not None else None
        except ValueError:
            return None

    def keep_rules(self, config: Config, rules: tuple[Rule, ...]) -> None:
        """Remember the rules that a configuration asks."""
        if self._installed is not None:
            self._cache.keep(self._name("rules", config), self._stamp(config), rules_data(rules))

    def _name(self, kind: str, config: Config, *more: str) -> bytes:
        """Of a policy, or of rules: by who asks, so that a result takes the place of the one before."""
        order = self._order._replace(as_of=date.min)
        return repr((kind, os.getcwd(), config.path, order, more)).encode(errors="surrogateescape")

    def _stamp(self, config: Config) -> bytes:
        """Of all that a result depends on besides the files of the policy."""
        if config.packs not in self._packs:
            self._packs[config.packs] = digest(_contents(config.packs))
        asked = repr((config._replace(given=frozenset()), self._order)).encode(errors="surrogateescape")
        return digest([self._installed or b"", self._packs[config.packs], asked])


def _contents(folders: tuple[str, ...]) -> Iterator[bytes]:
    """The files of packs, with their names."""
    for folder in folders:
        for where, _, names in os.walk(folder):
            for name in sorted(names):
                path = os.path.join(where, name)
                if name.endswith(".toml"):
                    yield os.fsencode(path)
                    with open(path, "rb") as file:
                        yield file.read()
