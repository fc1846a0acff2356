"""What privlint understood of documents: the tree and its statements, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from privlint.model.positions import Positions
from privlint.model.tree import Document
from privlint.reporting import printable
from privlint.reporting.json import position_data

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.model.statements import Qualifier, Statement


def parsed_json(readings: Iterable[Reading]) -> str:
    """The headings and statements of each document."""
    return printable.json({"version": 1, "documents": [_document(r) for r in readings]})


def _document(reading: Reading) -> dict[str, Any]:
    document = reading.document
    positions = Positions(document.source.text)
    return {
        "path": document.source.path,
        "language": document.language,
        "sections": list(_sections(document, positions)),
        "statements": [_statement(statement, positions) for statement in reading.statements],
    }


def _sections(document: Document, positions: Positions) -> Iterator[dict[str, Any]]:
    for heading in document.headings():
        start, end = positions.at(heading.span.start), positions.at(heading.span.end)
        yield {
            "heading": heading.text.text,
            "level": heading.level,
            "start": position_data(start),
            "end": position_data(end),
        }


def _statement(statement: Statement, positions: Positions) -> dict[str, Any]:
    return {
        "actor": statement.actor,
        "action": statement.action,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "data": list(statement.data),
        "recipients": list(statement.recipients),
        "purposes": list(statement.purposes),
        "conditions": [_qualifier(qualifier) for qualifier in statement.conditions],
        "exceptions": [_qualifier(qualifier) for qualifier in statement.exceptions],
        "only": statement.only or None,
        "period": statement.period or None,
        "section": list(statement.section),
        "start": position_data(positions.at(statement.span.start)),
        "end": position_data(positions.at(statement.span.end)),
        "quote": statement.quote,
    }


def _qualifier(qualifier: Qualifier) -> dict[str, str]:
    return {"class": qualifier.kind, "quote": qualifier.quote}


def parsed_tree(readings: Iterable[Reading]) -> str:
    """Each document's sentences by line, indented by section, with the statements that stand in each."""
    return "\n".join("".join(f"{line}\n" for line in _tree(reading)) for reading in readings)


def _tree(reading: Reading) -> Iterator[str]:
    positions = Positions(reading.document.source.text)
    yield f"{reading.document.source.path} ({reading.document.language})"
    statements: dict[int, list[Statement]] = {}
    for statement in reading.statements:
        statements.setdefault(statement.sentence, []).append(statement)
    for sentence in reading.sentences:
        indent = "  " * _depth(sentence)
        mark = {"heading": "# ", "item": "- ", "cell": "| ", "quote": "> "}.get(sentence.kind, "")
        yield f"{positions.at(sentence.span.start).line:>5} {indent}{mark}{sentence.quote}"
        for statement in statements.get(sentence.index, ()):
            yield f"{'':>5} {indent}    = {_told(statement)}"


def _depth(sentence: Sentence) -> int:
    return max(0, sum(section.heading is not None for section in sentence.path) - (sentence.kind == "heading"))


def _told(statement: Statement) -> str:
    denied = "not " if statement.polarity == "denied" else ""
    parts = [
        f"{statement.actor} {statement.modality} {denied}{statement.action}",
        *(f"{name}: {', '.join(values)}" for name, values in _lists(statement) if values),
        *([f"only: {statement.only}"] if statement.only else []),
        *([f"period: {statement.period}"] if statement.period else []),
    ]
    return "; ".join(parts)


def _lists(statement: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "data", statement.data
    yield "to", statement.recipients
    yield "for", statement.purposes
    yield "if", tuple(f"{qualifier.kind} {qualifier.quote!r}" for qualifier in statement.conditions)
    yield "except", tuple(f"{qualifier.kind} {qualifier.quote!r}" for qualifier in statement.exceptions)
