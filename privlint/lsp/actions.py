"""What can be done about a finding with one click: suppress it with a reason, or insert the clause that is missing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, TextEdit, WorkspaceEdit

from privlint.checks.report import PolicyReport
from privlint.engine.discovery import shown
from privlint.engine.linter import Linter
from privlint.lsp.diagnostics import SOURCE
from privlint.lsp.ranges import Ranges
from privlint.model.findings import Finding
from privlint.model.text import Span
from privlint.model.tree import Document
from privlint.workflow.drafts.lacking import drafted
from privlint.workflow.silences import silence

Address = Callable[[str], str]  # from an absolute path to the address that the editor has for it


def actions(
    report: PolicyReport,
    documents: list[Document],
    linter: Linter,
    shown_here: Iterable[Diagnostic],
    address: Address,
    ranges: Callable[[str], Ranges],
) -> list[CodeAction]:
    """The actions for some diagnostics of a policy."""
    findings = {finding.fingerprint: finding for finding in report.findings}
    by_path = {document.source.path: document for document in documents}
    made: list[CodeAction] = []
    for diagnostic in shown_here:
        data = diagnostic.data
        finding = findings.get(data.get("fingerprint", "")) if isinstance(data, dict) else None
        if diagnostic.source != SOURCE or finding is None or finding.location.path not in by_path:
            continue
        document = by_path[finding.location.path]
        edits = list(_clause(finding, report, documents, linter, ranges))
        if edits:
            made.append(_action(f"Insert a clause for {finding.name}", diagnostic, edits, address))
        comment = silence(document, finding.location.span.start, finding.name)
        edit = (finding.location.path, _insert(ranges(finding.location.path), comment.at, comment.insertion))
        made.append(_action(f"Suppress {finding.name} here, with a reason", diagnostic, [edit], address))
    return made


def _clause(
    finding: Finding,
    report: PolicyReport,
    documents: list[Document],
    linter: Linter,
    ranges: Callable[[str], Ranges],
) -> Iterator[tuple[str, TextEdit]]:
    asked = tuple(disclosure for disclosure in report.disclosures if disclosure.code == finding.code)
    if not asked:
        return
    found = drafted(report._replace(disclosures=asked), documents, linter, finding.location.path, named=True)
    for clause in found.clauses:
        yield clause.path, _insert(ranges(clause.path), clause.at, clause.insertion)


def _insert(ranges: Ranges, at: int, text: str) -> TextEdit:
    return TextEdit(ranges.range(Span(at, at)), text)


def _action(title: str, diagnostic: Diagnostic, edits: list[tuple[str, TextEdit]], address: Address) -> CodeAction:
    changes: dict[str, list[TextEdit]] = {}
    for path, edit in edits:
        changes.setdefault(address(os.path.abspath(shown(path))), []).append(edit)
    return CodeAction(title, CodeActionKind.QuickFix, [diagnostic], edit=WorkspaceEdit(changes))
