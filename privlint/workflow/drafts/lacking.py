"""What a policy lacks, and the skeletons that there are for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Policy, Rule
from privlint.engine.grouping import Task
from privlint.engine.linter import Linter
from privlint.engine.workshop import Workshop
from privlint.model.errors import SourceError
from privlint.model.findings import Disclosure, Verdict
from privlint.model.tree import Block, Document
from privlint.workflow.drafts.drafting import Clause, draft
from privlint.workflow.drafts.skeletons import load_skeletons

STANDS = "its clause stands there; fill in what it asks for"


class Drafted(NamedTuple):
    """The clauses for a policy's documents; `left` are the disclosures that get none, each with the reason."""

    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    left: tuple[tuple[Disclosure, str], ...]


def draft_for(task: Task, path: str, named: Iterable[Rule], workshop: Workshop) -> Drafted:
    """The clauses for what a policy lacks, or for those of some rules; `path` takes what belongs nowhere.

    Raises SourceError where a document cannot be read, or a rule fails.
    """
    linter = workshop.linter_of(task)
    rules = tuple(named)
    if rules:
        linter = linter._replace(rules=rules)
    failed: list[FileError] = []
    documents = linter.read(task.files, failed)
    report = linter.judge(task.name, documents, failed) if documents else None
    for error in failed:
        raise SourceError(f"{error.path}: {error.message}")
    if not documents or report is None:
        return Drafted((), (), ())
    return drafted(report, documents, linter, path, named=bool(rules))


def drafted(report: PolicyReport, documents: list[Document], linter: Linter, path: str, *, named: bool) -> Drafted:
    """The clauses for a policy that was judged; what is said in part is drafted where its rule was `named`."""
    skeletons = load_skeletons(report.language)
    blocks = [" ".join(block.text.text.split()) for document in documents for block in _blocks(document)]
    left, asked = [], []
    for disclosure in report.disclosures:
        reason = _reason(report, disclosure, named=named)
        skeleton = skeletons.get(disclosure.name)
        if not reason and skeleton and any(map(skeleton.stands_in, blocks)):
            left.append((disclosure, STANDS))
            continue
        if not reason and skeleton:
            asked.append(skeleton)
        elif named or not reason:
            left.append((disclosure, reason or "there is no skeleton for it"))
    if not asked:
        return Drafted(tuple(documents), (), tuple(left))
    readings = linter.reader.all_readings(documents)
    policy = Policy(report.name, tuple(each for each in readings if each.document.language == report.language))
    return Drafted(tuple(documents), tuple(draft(policy, asked, path)), tuple(left))


def _blocks(document: Document) -> Iterator[Block]:
    for path in document.root.walk():
        yield from path[-1].blocks


def _reason(report: PolicyReport, disclosure: Disclosure, *, named: bool) -> str:
    """Why there is nothing to draft, or nothing."""
    drawn = (Verdict.MISSING, Verdict.PARTIAL) if named else (Verdict.MISSING,)
    if disclosure.verdict not in drawn:
        return f"{disclosure.verdict}: {disclosure.reason}"
    silenced = [finding.suppressed for finding in report.findings if finding.code == disclosure.code]
    if not named and silenced and all(silenced):
        return "suppressed"
    return ""
