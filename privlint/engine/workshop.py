"""The work of a run: every policy is judged by a linter made for its configuration, in one process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from privlint import __version__
from privlint.checks.report import FileError, PolicyReport, Report
from privlint.checks.rule import Context, Rule
from privlint.engine.config import Config
from privlint.engine.grouping import Grouping, Task
from privlint.engine.linter import Linter
from privlint.engine.plugins import Plugins
from privlint.engine.reader import PolicyReader
from privlint.engine.selection import Selection, check_words, matches
from privlint.model.findings import Finding

WORTH_A_PROCESS = 12  # policies; starting one takes as long as judging these


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


Watch = Callable[[Iterable[Done], int], Iterable[Done]]


class Workshop:
    """Makes linters, each once, and judges policies with them; `own` are plug-ins from the floors above."""

    def __init__(self, order: Order, own: tuple[object, ...] = ()) -> None:
        self.order = order
        self._own = own
        self._linters: dict[object, Linter] = {}
        self._plugins: dict[object, Plugins] = {}
        self._rules: dict[object, tuple[Rule, ...]] = {}

    def plugins(self, config: Config) -> Plugins:
        """The plug-ins that a configuration leaves in force."""
        key = config.disable_plugins, config.packs
        if key not in self._plugins:
            self._plugins[key] = Plugins(self._own, packs=config.packs, disabled=config.disable_plugins)
        return self._plugins[key]

    def rules(self, config: Config) -> tuple[Rule, ...]:
        """Every loaded rule, in the severity that the configuration gives it; raises ConfigError for an unknown one."""
        key = config.disable_plugins, config.packs, config.severity
        if key not in self._rules:
            known = self.plugins(config).rules()
            if config.path:
                known = _configured(known, config)
            self._rules[key] = known
        return self._rules[key]

    def original(self, rule: Rule, config: Config) -> Rule:
        """A rule as it is written, in the severity of its own."""
        return next(known for known in self.plugins(config).rules() if known.code == rule.code)

    def linter(self, config: Config, ignored: frozenset[str] = frozenset(), language: str | None = None) -> Linter:
        """The linter of a configuration without the rules that some words ignore."""
        key = config, ignored, language
        if key not in self._linters:
            known, plugins, order = self.rules(config), self.plugins(config), self.order
            chosen = _selection(config, order).choose(known)
            chosen = tuple(rule for rule in chosen if not any(matches(rule, word) for word in ignored))
            reader = PolicyReader(order.language or language, plugins.readers(), plugins.lexicons())
            self._linters[key] = Linter(known, chosen, Context(order.as_of, config.profile, config.max_age), reader)
        return self._linters[key]

    def linter_of(self, task: Task) -> Linter:
        """The linter of a policy: without the rules that are ignored in all of its files."""
        ignored = _ignored(task).values()
        return self.linter(task.config, frozenset.intersection(*ignored) if ignored else frozenset(), task.language)

    def judge(self, task: Task) -> Done:
        """Judge one policy."""
        ignored = _ignored(task)
        linter = self.linter_of(task)
        failed: list[FileError] = []
        documents = linter.read(task.files, failed)
        if documents is None:
            return Done(None, tuple(failed))
        if not documents:
            return Done(None, skipped=(task.name,))
        report = linter.judge(task.name, documents, failed, task.identity)
        return Done(_without(report, ignored, linter.rules), tuple(failed))

    def run(self, found: Grouping, errors: Iterable[FileError], jobs: int = 1, watch: Watch | None = None) -> Report:
        """The report on the policies that were found: the same whatever the number of processes.

        `watch` hands on the work as it is done, with how much of it there is.
        """
        work = self._judge_all(found.tasks, jobs)
        done = list(watch(work, len(found.tasks)) if watch else work)
        rules = {rule.code: rule for task in found.tasks for rule in self.linter(task.config).rules}
        return Report(
            __version__,
            self.order.as_of,
            tuple(rules[code] for code in sorted(rules)),
            tuple(one.report for one in done if one.report),
            (*errors, *found.errors, *(error for one in done for error in one.failed)),
            tuple(path for one in done for path in one.skipped),
        )

    def _judge_all(self, tasks: tuple[Task, ...], jobs: int) -> Iterator[Done]:
        processes = min(jobs, len(tasks) // WORTH_A_PROCESS + 1)
        if processes < 2:
            yield from map(self.judge, tasks)
            return
        from multiprocessing import Pool

        for task in tasks:
            self.linter(task.config)  # what is wrong with the configuration is said here, and once
        with Pool(processes, _begin, (self.order, os.getcwd())) as pool:
            yield from pool.imap(_judge, tasks, chunksize=4)


_bench: list[Workshop] = []  # of a process that judges for another


def _begin(order: Order, folder: str) -> None:
    os.chdir(folder)
    _bench[:] = [Workshop(order)]


def _judge(task: Task) -> Done:
    return _bench[0].judge(task)


def _ignored(task: Task) -> dict[str, frozenset[str]]:
    """The words that are ignored in each file of a policy."""
    return {file.path: frozenset(task.config.ignored_in(file.path)) for file in task.files}


def _selection(config: Config, order: Order) -> Selection:
    """What is selected: the command line's words before the configuration's."""
    asked = order.select is not None
    return Selection(
        order.select if asked else config.select,
        order.extend,
        order.ignore if asked else (*config.ignore, *order.ignore),
        config.ignore if asked else (),
    )


def _configured(known: tuple[Rule, ...], config: Config) -> tuple[Rule, ...]:
    """The rules in the severities of a configuration whose words all name rules."""
    listed: list[tuple[str, tuple[str, ...]]] = [
        ("select", config.select or ()),
        ("ignore", config.ignore),
        ("severity", tuple(word for word, _ in config.severity)),
        *((f"per-file-ignores, {pattern}", words) for pattern, words in config.per_file_ignores),
    ]
    for key, words in listed:
        check_words(words, known, f"{config.path}: {key}: ")
    if not config.severity:
        return known
    from privlint.engine.severities import graded

    return tuple(graded(rule, config.severity) for rule in known)


def _without(report: PolicyReport, ignored: dict[str, frozenset[str]], rules: tuple[Rule, ...]) -> PolicyReport:
    """A report without the findings of rules that are ignored in the file where they stand."""
    if not any(ignored.values()):
        return report
    by_code = {rule.code: rule for rule in rules}

    def stays(rule: Rule, path: str) -> bool:
        return not any(matches(rule, word) for word in ignored.get(path, ()))

    kept = (_elsewhere(finding, by_code[finding.code], stays) for finding in report.findings)
    return report._replace(findings=tuple(finding for finding in kept if finding))


def _elsewhere(finding: Finding, rule: Rule, stays: Callable[[Rule, str], bool]) -> Finding | None:
    """The finding, at the first of its places that counts; a contradiction stands where its denial does."""
    if stays(rule, finding.location.path):
        return finding
    places = [place for place in finding.related if stays(rule, place.path)]
    if not places or rule.kind == "contradicts":
        return None
    return finding._replace(location=places[0]._replace(note=""), related=tuple(places[1:]))
