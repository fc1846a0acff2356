"""The work of a run: every policy is judged by a linter made for its configuration, in one process or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from privlint import __version__
from privlint.checks.report import FileError, Report
from privlint.checks.rule import Rule
from privlint.engine.config import Config
from privlint.engine.grouping import Grouping, Task
from privlint.engine.plugins import Plugins
from privlint.engine.results import Done, Order, Results
from privlint.model.errors import PrivlintError

if TYPE_CHECKING:
    from privlint.engine.linter import Linter

WORTH_A_PROCESS = 150_000  # bytes of policies; starting one takes as long as judging these
WORTH_A_FORK = 6_000  # the same where a process begins as a copy of this one, with all that it has loaded

Watch = Callable[[Iterable[Done], int], Iterable[Done]]


class Workshop:
    """Makes linters, each once, and judges policies with them; `own` are plug-ins from the floors above.

    `results` are those of earlier runs; None: every policy is judged anew.
    """

    def __init__(self, order: Order, own: tuple[object, ...] = (), results: Results | None = None) -> None:
        self.order = order
        self._own = own
        self._results = results
        self._linters: dict[object, Linter] = {}
        self._plugins: dict[object, Plugins] = {}
        self._rules: dict[object, tuple[Rule, ...]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """In a process that is no copy of this one, a workshop makes its linters anew; nothing is reported there."""
        return Workshop, (self.order, (), self._results)

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
                from privlint.engine.making import configured

                known = configured(known, config)
            self._rules[key] = known
        return self._rules[key]

    def original(self, rule: Rule, config: Config) -> Rule:
        """A rule as it is written, in the severity of its own."""
        return next(known for known in self.plugins(config).rules() if known.code == rule.code)

    def linter(self, config: Config, ignored: frozenset[str] = frozenset(), language: str | None = None) -> Linter:
        """The linter of a configuration without the rules that some words ignore."""
        key = config, ignored, language
        if key not in self._linters:
            from privlint.engine.making import make_linter

            known, plugins = self.rules(config), self.plugins(config)
            self._linters[key] = make_linter(config, self.order, known, plugins, ignored, language)
        return self._linters[key]

    def linter_of(self, task: Task) -> Linter:
        """The linter of a policy: without the rules that are ignored in all of its files."""
        ignored = _ignored(task).values()
        return self.linter(task.config, frozenset.intersection(*ignored) if ignored else frozenset(), task.language)

    def asked(self, config: Config) -> tuple[Rule, ...]:
        """The rules that a configuration asks, for reports."""
        if self._results is None:
            return self.linter(config).rules
        known = self._results.find_rules(config)
        if known is None:
            known = self.linter(config).rules
            self._results.keep_rules(config, known)
        return known

    def judge(self, task: Task) -> Done:
        """Judge one policy, or remember what came of it."""
        page = self._results.page(task) if self._results else None
        if self._results is None or page is None:
            return self._judge(task)
        done = self._results.find(page)
        if done is None:
            done = self._judge(page.task)
            self._results.keep(page, done)
        return done

    def _judge(self, task: Task) -> Done:
        linter = self.linter_of(task)
        try:
            return _judged(task, linter)
        except PrivlintError:
            raise
        except Exception as error:  # what one policy brings about must not take the others with it
            if os.environ.get("PRIVLINT_DEBUG"):
                raise
            told = f"internal error: {type(error).__name__}: {error}; PRIVLINT_DEBUG=1 shows where, please report it"
            return Done(None, (FileError(task.name, told),))

    def run(
        self, found: Grouping, errors: Iterable[FileError], jobs: int | None = 1, watch: Watch | None = None
    ) -> Report:
        """The report on the policies that were found: the same whatever the number of processes.

        `jobs` is how many of them there may be; None: as many as can run at once.
        `watch` hands on the work as it is done, with how much of it there is.
        """
        work = self._judge_all(found.tasks, jobs)
        done = list(watch(work, len(found.tasks)) if watch else work)
        configs = dict.fromkeys(task.config for task in found.tasks)
        rules = {rule.code: rule for config in configs for rule in self.asked(config)}
        return Report(
            __version__,
            self.order.as_of,
            tuple(rules[code] for code in sorted(rules)),
            tuple(one.report for one in done if one.report),
            (*errors, *found.errors, *(error for one in done for error in one.failed)),
            tuple(path for one in done for path in one.skipped),
        )

    def _judge_all(self, tasks: tuple[Task, ...], jobs: int | None) -> Iterator[Done]:
        if len(tasks) < 2 or jobs == 1:
            yield from map(self.judge, tasks)
            return
        known = self._known(tasks)
        left = [task for number, task in enumerate(tasks) if number not in known]
        answers = self._judge_together(left, jobs)
        for number in range(len(tasks)):
            yield known.pop(number) if number in known else next(answers)

    def _known(self, tasks: tuple[Task, ...]) -> dict[int, Done]:
        """What came of policies in earlier runs, by number."""
        found: dict[int, Done] = {}
        for number, task in enumerate(tasks):
            page = self._results.page(task) if self._results else None
            if self._results and page and (done := self._results.find(page)):
                found[number] = done
        return found

    def _judge_together(self, tasks: list[Task], jobs: int | None) -> Iterator[Done]:
        from privlint.engine.crew import Crew, cores, start_method

        worth = WORTH_A_FORK if start_method() == "fork" else WORTH_A_PROCESS
        processes = min(jobs or cores(), len(tasks), sum(task.size for task in tasks) // worth + 1)
        if processes < 2:
            yield from map(self.judge, tasks)
            return
        for config in dict.fromkeys(task.config for task in tasks):
            self.linter(config)  # what is wrong with the configuration is said here, and once
        crew = Crew(processes, partial(_bench, self, os.getcwd()), _lost)
        yield from crew.answers(tasks)


def _bench(workshop: Workshop, folder: str) -> Callable[[Task], Done]:
    """What judges in a process of its own."""
    os.chdir(folder)
    return workshop.judge


def _lost(task: Task) -> Done:
    return Done(
        None, (FileError(task.name, "the process that judged it died: too little memory? --jobs 1 needs less"),)
    )


def _judged(task: Task, linter: Linter) -> Done:
    from privlint.engine.making import without

    failed: list[FileError] = []
    documents = linter.read(task.files, failed)
    if documents is None:
        return Done(None, tuple(failed))
    if not documents:
        return Done(None, skipped=(task.name,))
    report = linter.judge(task.name, documents, failed, task.identity, linter.versions(task.translations))
    return Done(without(report, _ignored(task), linter.rules), tuple(failed))


def _ignored(task: Task) -> dict[str, frozenset[str]]:
    """The words that are ignored in each file of a policy."""
    return {file.path: frozenset(task.config.ignored_in(file.path)) for file in task.all_files}
