"""Drafted clauses: as text, each with its place, and as a unified diff."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from privlint.model.positions import Positions
from privlint.model.tree import Document
from privlint.workflow.drafts.drafting import Clause, applied
from privlint.workflow.drafts.lacking import Drafted

NOTHING = "nothing is missing for which there is a clause"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def drafts_text(drafted: Drafted) -> str:
    """Each clause under the rule and the place that it is for; then what is left to do."""
    positions = {document.source.path: Positions(document.source.text) for document in drafted.documents}
    parts = ["\n".join(_clause(clause, positions[clause.path])) for clause in drafted.clauses]
    parts += [f"{about.code} {about.name}: {reason}" for about, reason in drafted.left]
    parts.append(summary(drafted) if drafted.clauses else NOTHING)
    return "\n\n".join(parts) + "\n"


def summary(drafted: Drafted) -> str:
    """How many clauses there are, and what has to be filled in."""
    slots = sum(len(clause.skeleton.placeholders) for clause in drafted.clauses)
    return f"clauses: {len(drafted.clauses)}, with {slots} placeholders to fill: placeholder-text reports each that is left"


def drafts_diff(drafted: Drafted) -> str:
    """What the clauses change, for `patch` and `git apply`."""
    return "".join(line for document in drafted.documents for line in _diff(document, drafted))


def _diff(document: Document, drafted: Drafted) -> Iterator[str]:
    path, old = document.source.path, document.source.text
    new = applied(document, drafted.clauses)
    for line in difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _clause(clause: Clause, positions: Positions) -> Iterator[str]:
    skeleton, line = clause.skeleton, positions.at(clause.at).line
    where = f"{clause.path}:{line}"
    if clause.new:
        yield f"{skeleton.rule}: a new section after {where}"
        yield f"  {clause.heading}\n"
    else:
        yield f"{skeleton.rule}: after {where}" + (f", under {clause.heading!r}" if clause.heading else "")
    yield from (f"  {part}".rstrip() for part in skeleton.text.split("\n"))
    if skeleton.note:
        yield f"  note: {skeleton.note}"
