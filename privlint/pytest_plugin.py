"""`pytest --privlint`: every rule that is asked of a policy is one test item.

What is imported here is imported by every pytest run of an environment that has privlint: pytest alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from privlint.checks.report import PolicyReport, Report
    from privlint.checks.rule import Rule
    from privlint.engine.config import Configs
    from privlint.engine.grouping import Task
    from privlint.engine.workshop import Workshop
    from privlint.model.findings import Disclosure, Finding

MARKER = "privlint(code, name, kind, severity): a rule that privlint asks of a policy"
EXPECTED = "`POLICY::RULE: reason` a line, with wildcards: findings that are known, and expected to fail"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, and the setting for findings that are expected."""
    group = parser.getgroup("privlint", "privacy policies")
    group.addoption("--privlint", action="store_true", help="Collect privacy policies: one test a rule and policy.")
    group.addoption("--privlint-as-of", type=_day, metavar="DATE", help="Judge policies as on this day (YYYY-MM-DD).")
    parser.addini("privlint_xfail", EXPECTED, type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Collect policies, if that was asked for."""
    if config.getoption("privlint"):
        config.addinivalue_line("markers", MARKER)
        config.pluginmanager.register(PolicyCollection(config), "privlint-policies")


class PolicyCollection:
    """Finds the policies among the files that pytest walks, and judges them as `privlint check` does."""

    def __init__(self, config: pytest.Config) -> None:
        from privlint.engine.config import configs
        from privlint.engine.results import Order
        from privlint.engine.workshop import Workshop

        self.configs: Configs = configs()
        self.workshop: Workshop = Workshop(Order(config.getoption("privlint_as_of") or date.today()))
        self.expected = tuple(_expected(line) for line in config.getini("privlint_xfail"))
        self._met: set[tuple[str, str]] = set()

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.File | None:
        """The items of a policy file; those of a policy of several files stand under the first that is met."""
        from privlint.model.errors import ConfigError, SourceError

        try:
            task = self._task(file_path, named=parent.session.isinitpath(file_path))
        except ConfigError as error:
            raise parent.CollectError(f"privlint: {error}") from error
        except SourceError as error:
            unreadable: UnreadableFile = UnreadableFile.from_parent(parent, path=file_path, reason=str(error))
            return unreadable
        if task is None or (task.config.path, task.name) in self._met:
            return None
        self._met.add((task.config.path, task.name))
        collected: PolicyFile = PolicyFile.from_parent(parent, path=file_path, task=task, collection=self)
        return collected

    def _task(self, path: Path, *, named: bool) -> Task | None:
        """The policy that a file is, or belongs to; the configuration, not pytest, says which files are none."""
        from privlint.engine.discovery import PolicyFile as Candidate
        from privlint.engine.discovery import ignored, shown
        from privlint.engine.grouping import group
        from privlint.model.errors import SourceError

        suffixes = tuple(self.workshop.plugins(self.configs.of(str(path))).readers())
        if not path.name.lower().endswith(suffixes):
            return None
        candidate = Candidate(shown(str(path)), walked=not named)
        found = group([candidate], self.configs)
        for error in found.errors:
            raise SourceError(f"{error.path}: {error.message}")
        task = next((task for task in found.tasks if any(file.path == candidate.path for file in task.files)), None)
        if task is None:
            return None
        own = task.files == (candidate,)
        if own and not named and (path.name.startswith(".") or ignored(str(path)) or not candidate.resembles()):
            return None
        return task._replace(files=tuple(file._replace(walked=False) for file in task.files))


class UnreadableFile(pytest.File):
    """A policy that cannot be judged: its collection is an error."""

    def __init__(self, *, reason: str, **given: Any) -> None:
        super().__init__(**given)
        self.reason = reason

    def collect(self) -> Iterator[pytest.Item]:
        """Raise, with the reason."""
        raise self.CollectError(f"privlint: {self.reason}")


class PolicyFile(pytest.File):
    """One policy; it is judged when its first item runs."""

    def __init__(self, *, task: Task, collection: PolicyCollection, **given: Any) -> None:
        super().__init__(**given)
        self.task = task
        self._collection = collection
        self._judged: tuple[Report, PolicyReport] | None = None

    def collect(self) -> Iterator[PolicyItem]:
        """One item a rule, in the order of codes; raises for a file that cannot be decoded."""
        from privlint.model.errors import PrivlintError

        try:
            linter = self._collection.workshop.linter_of(self.task)
            for file in self.task.files:
                linter.reader.source(file.path, file.data())
        except PrivlintError as error:
            raise self.CollectError(f"privlint: {error}") from error
        for rule in linter.rules:
            item: PolicyItem = PolicyItem.from_parent(self, name=rule.name, rule=rule)
            for pattern, reason in self._collection.expected:
                if fnmatchcase(item.nodeid, pattern):
                    item.add_marker(pytest.mark.xfail(reason=reason, raises=PolicyFailedError))
            yield item

    def judged(self) -> tuple[Report, PolicyReport]:
        """The report on the policy, made once."""
        if self._judged is None:
            from privlint.engine.grouping import Grouping

            report = self._collection.workshop.run(Grouping((self.task,)), ())
            if not report.policies:
                raise PolicyFailedError("\n".join(f"{error.path}: {error.message}" for error in report.errors))
            self._judged = report, report.policies[0]
        return self._judged


class PolicyItem(pytest.Item):
    """One rule, asked of one policy."""

    parent: PolicyFile

    def __init__(self, *, rule: Rule, **given: Any) -> None:
        super().__init__(**given)
        self.rule = rule
        self.extra_keyword_matches |= {rule.code, rule.kind}
        self.add_marker(
            pytest.mark.privlint(code=rule.code, name=rule.name, kind=rule.kind, severity=str(rule.severity))
        )
        self.user_properties += [("code", rule.code), *([("article", rule.article)] if rule.article else [])]

    def runtest(self) -> None:
        """Fail where a finding is as bad as the configuration's `fail-on`; what is suppressed is an expected failure."""
        from privlint.model.findings import Severity

        report, policy = self.parent.judged()
        raised = [e.message for e in report.errors if e.message.startswith(f"rule {self.rule.code} ")]
        if raised:
            raise PolicyFailedError("\n".join(raised))
        found = [finding for finding in policy.findings if finding.code == self.rule.code]
        told = [finding for finding in found if finding.suppressed is None]
        bound = Severity[self.parent.task.config.fail_on.upper()]
        if any(finding.severity >= bound for finding in told):
            raise PolicyFailedError(_printed(told, policy, report))
        if told:
            self.add_report_section("call", "privlint", _printed(told, policy, report))
        for finding in found:
            if finding.suppressed:
                pytest.xfail(f"suppressed: {finding.suppressed.reason or 'no reason given'}")
        self._conclude(next((d for d in policy.disclosures if d.code == self.rule.code), None))

    def _conclude(self, disclosure: Disclosure | None) -> None:
        if disclosure is None:
            return
        self.user_properties.append(("verdict", str(disclosure.verdict)))
        if disclosure.verdict in ("not-applicable", "unknown"):
            pytest.skip(f"{disclosure.verdict}: {disclosure.reason}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **kwargs: Any) -> Any:
        """The linter's own words; a traceback only for what is privlint's mistake."""
        if isinstance(excinfo.value, PolicyFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, *args, **kwargs)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """What the head of a failure says."""
        return self.path, None, self.nodeid


class PolicyFailedError(Exception):
    """What a policy lacks, or says and should not."""


def _printed(findings: list[Finding], policy: PolicyReport, report: Report) -> str:
    from privlint.checks.report import Presentation
    from privlint.reporting.text import report_text

    only = report._replace(policies=(policy._replace(findings=tuple(findings)),), errors=())
    return report_text(only, Presentation(summary=False)).rstrip("\n")


def _expected(line: str) -> tuple[str, str]:
    """The pattern and the reason of a line: no space follows the colons inside an item's id."""
    item, _, reason = line.partition(": ")
    return item.strip(), reason.strip()


def _day(text: str) -> date:
    from argparse import ArgumentTypeError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2027-06-30") from None
