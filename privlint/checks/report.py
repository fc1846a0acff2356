"""What a run of privlint answers: the boundary between the engine, which decides, and reporters, which print."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from privlint.checks.rule import Rule
from privlint.model.findings import Disclosure, Finding, Severity, Verdict
from privlint.model.text import Source


class FileError(NamedTuple):
    """A file that could not be read, or a rule that failed on it: the run ends with exit code 2."""

    path: str
    message: str


class PolicyReport(NamedTuple):
    """What was found in one policy: findings by path, position and code, disclosures by code.

    `versions` are the files of its translations, where findings about what they differ in may stand.
    """

    name: str
    sources: tuple[Source, ...]
    language: str
    disclosures: tuple[Disclosure, ...]
    findings: tuple[Finding, ...]
    versions: tuple[Source, ...] = ()


class Report(NamedTuple):
    """What was found in all policies. `skipped` names the walked files that do not look like a policy.

    `known` counts the findings that are left out since a baseline, or another revision, has them too.
    """

    version: str
    as_of: date
    rules: tuple[Rule, ...]
    policies: tuple[PolicyReport, ...]
    errors: tuple[FileError, ...] = ()
    skipped: tuple[str, ...] = ()
    known: int = 0

    def findings(self) -> list[Finding]:
        """The findings of all policies that no suppression silences."""
        return [finding for policy in self.policies for finding in policy.findings if finding.suppressed is None]

    def summary(self) -> dict[str, int]:
        """Findings by severity, disclosures by verdict, and files skipped, in the order in which they are told."""
        counts = dict.fromkeys((*map(str, sorted(Severity, reverse=True)), *map(str, Verdict), "skipped"), 0)
        for finding in self.findings():
            counts[str(finding.severity)] += 1
        for policy in self.policies:
            for disclosure in policy.disclosures:
                counts[disclosure.verdict] += 1
        return counts | {"skipped": len(self.skipped)}


class Presentation(NamedTuple):
    """How a report is to be shown; a reporter leaves out what its format has no place for."""

    color: bool = False
    evidence: bool = False
    summary: bool = True
    suppressed: bool = False
    statistics: bool = False
    fail_on: str = "error"


Reporter = Callable[[Report, Presentation], str]
