"""The desk: policies as they stand in the editor, judged under their configuration; open texts come before files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from privlint.checks.report import PolicyReport, Report
from privlint.engine.baseline import without_baselines
from privlint.engine.config import Configs, configs
from privlint.engine.discovery import PolicyFile, shown
from privlint.engine.grouping import Task, group
from privlint.engine.linter import Linter
from privlint.engine.results import Order
from privlint.engine.workshop import Workshop
from privlint.model.errors import PrivlintError, SourceError
from privlint.model.tree import Document


class Judged(NamedTuple):
    """One policy: its task, its report (None: it is no policy, or could not be judged), and what went wrong, by file."""

    task: Task
    report: PolicyReport | None
    errors: tuple[tuple[str, str], ...] = ()


class Desk:
    """Judges what is open. `only` and `isolated` are as on the command line."""

    def __init__(self, only: str | None = None, *, isolated: bool = False, as_of: date | None = None) -> None:
        self._only, self._isolated, self._as_of = only, isolated, as_of
        self._workshop = Workshop(Order(as_of or date.today()))

    def judge(self, path: str, texts: Mapping[str, str]) -> list[Judged]:
        """The policies that a file belongs to; `texts` are the open ones, by absolute path."""
        try:
            tasks = self._tasks(path, texts)
            return [self._judge(task) for task in tasks]
        except PrivlintError as error:
            nowhere = Task(shown(path), (PolicyFile(shown(path)),), self._configs(broken=True).of(path))
            return [Judged(nowhere, None, ((shown(path), str(error)),))]

    def linter_of(self, task: Task) -> Linter:
        """The linter that a policy is judged by."""
        return self._current().linter_of(task)

    def document(self, path: str, text: str) -> Document | None:
        """One text as it is read; None for one that cannot be."""
        reader = Workshop(Order(date.today())).linter(Configs().of(path)).reader
        try:
            return reader.read(PolicyFile(shown(path), content=text.encode("utf-8", "replace")))
        except SourceError:
            return None

    def _tasks(self, path: str, texts: Mapping[str, str]) -> list[Task]:
        content = texts[path].encode("utf-8", "replace")
        file = PolicyFile(shown(path), walked=True, content=content)  # a text that is no policy is left alone
        found = group([file], self._configs())
        for error in found.errors:
            raise SourceError(error.message)
        return [task.replaced(partial(_open, task=task, texts=texts)) for task in found.tasks]

    def _judge(self, task: Task) -> Judged:
        workshop = self._current()
        done = workshop.judge(task)
        errors = tuple((error.path, error.message) for error in done.failed)
        if done.report is None:
            return Judged(task, None, errors)
        rules = workshop.linter(task.config).rules
        report = Report("", workshop.order.as_of, rules, (done.report,))
        return Judged(task, without_baselines(report, [task]).policies[0], errors)

    def _current(self) -> Workshop:
        """The workshop of today: a server may run for days."""
        if self._as_of is None and self._workshop.order.as_of != date.today():
            self._workshop = Workshop(Order(date.today()))
        return self._workshop

    def _configs(self, *, broken: bool = False) -> Configs:
        """The configurations as they are now; the defaults where they are `broken`."""
        return configs(isolated=True) if broken else configs(self._only, isolated=self._isolated)


def _open(file: PolicyFile, task: Task, texts: Mapping[str, str]) -> PolicyFile:
    """A document with the text that the editor has of it; one that a configuration names is a policy, whatever it looks like."""
    text = texts.get(os.path.abspath(file.path))
    content = file.content if text is None else text.encode("utf-8", "replace")
    return PolicyFile(file.path, walked=file.walked and task.name == file.path, content=content)
