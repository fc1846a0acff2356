"""What is fuzzed: each target takes any bytes, and fails where privlint does not keep what it promises of any input.

`tests/test_fuzz.py` calls them with hypothesis, `make fuzz` with a fuzzer that is guided by coverage.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from privlint.checks.report import Presentation
from privlint.checks.rule import Context
from privlint.engine.discovery import PolicyFile
from privlint.engine.keys import read_table
from privlint.engine.linter import Linter
from privlint.engine.plugins import Plugins
from privlint.engine.reader import PolicyReader
from privlint.engine.records import report_data, report_from, rules_from
from privlint.engine.suppressions import read_suppressions
from privlint.language.readers import read, read_lines
from privlint.model.errors import ConfigError, SourceError
from privlint.model.text import MappedText, Span
from privlint.model.tree import Document
from privlint.reporting.json import as_data, report_json
from privlint.reporting.text import report_text
from privlint.workflow.corpora.sources import Corpus, Keys

Target = Callable[[bytes], None]
SUFFIXES = (".md", ".txt", ".html")
READER = PolicyReader()


@cache
def linter() -> Linter:
    rules = Plugins(installed=False).rules()
    return Linter(rules, rules, Context(date(2026, 11, 22)))


def readers(data: bytes) -> None:
    """Bytes become lines whose text stands where they say, in order; or an error that names the file."""
    for suffix in SUFFIXES:
        try:
            source = read(f"p{suffix}", data)
        except SourceError as error:
            assert str(error).startswith(f"p{suffix}: ")  # noqa: PT017
            continue
        for line in read_lines(source).lines:
            within(line.span, source.text)


def blocks(data: bytes) -> None:
    """Every text has a tree, and each node stands in the source, with its visible text within it."""
    for document in documents(data):
        for path in document.root.walk():
            section = path[-1]
            for part in (*((section.heading,) if section.heading else ()), *section.blocks):
                within(part.span, document.source.text)
                mapped(part.text, document.source.text)


def clauses(data: bytes) -> None:
    """Every document is read: sentences and statements stand in it, and are the same when it is read again."""
    for document in documents(data):
        if not READER.supports(document.language):
            continue
        first, second = (READER.understand(document) for _ in range(2))
        assert first.statements == second.statements
        for statement in first.statements:
            within(statement.span, document.source.text)
        for sentence in first.sentences:
            within(sentence.span, document.source.text)


def suppressions(data: bytes) -> None:
    """Any comment of ours is read."""
    body = data.decode("utf-8", "replace").replace("-->", "")
    text = f"# Privacy policy\n\n<!-- privlint: {body} -->\n\nWe share data.\n"
    for suppression in read_suppressions(READER.parse(READER.source("p.md", text.replace("\0", "").encode()))):
        assert suppression.broken or suppression.verb


def configuration(data: bytes) -> None:
    """A configuration is understood, or an error names it."""
    with suppress(tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        table = tomllib.loads(data.decode())
        try:
            read_table(table, "privlint.toml")
        except ConfigError as error:
            assert str(error).startswith("privlint.toml: ")  # noqa: PT017


def records(data: bytes) -> None:
    """What stands in a cache is a report, or it is refused."""
    try:
        kept = json.loads(data)
    except (ValueError, RecursionError):
        return
    for read_back in (lambda: report_from(kept, {"p.md": "We share data."}), lambda: rules_from(kept)):
        with suppress(ValueError, LookupError):
            read_back()


def corpora(data: bytes) -> None:
    """Any line of a corpus is a policy, or says why it is none."""
    corpus = Path("corpus.jsonl")
    corpus.write_bytes(data)
    entries = [entry for chunk in Corpus((str(corpus),), Keys()).chunks() for entry in chunk.entries]
    assert len(entries) == Corpus((str(corpus),)).size()


def whole(data: bytes) -> None:
    """A check gives the same JSON twice, whose places are those of its quotes, and comes back from a cache as it was."""
    for suffix in SUFFIXES:
        file = PolicyFile(f"p{suffix}", content=data)
        report, again = (linter().lint([file]) for _ in range(2))
        assert report_json(report) == report_json(again)
        report_text(report, Presentation(evidence=True))
        for policy in report.policies:
            assert not report.errors
            texts = {source.path: source.text for source in policy.sources}
            assert report_from(json.loads(json.dumps(report_data(policy))), texts) == policy
        for place in places(as_data(report)):
            text = report.policies[0].sources[0].text
            assert 0 <= place["start"]["offset"] <= place["end"]["offset"] <= len(text)


def documents(data: bytes) -> Iterator[Document]:
    for suffix in SUFFIXES:
        with suppress(SourceError):
            yield READER.parse(READER.source(f"p{suffix}", data))


def places(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "start" in data and "end" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from places(part)


def within(span: Span, text: str) -> None:
    assert 0 <= span.start <= span.end <= len(text)


def mapped(text: MappedText, source: str) -> None:
    within(text.span(), source)
    for piece in text.pieces:
        assert 0 <= piece.start <= piece.end <= len(source)
        assert 0 <= piece.text <= len(text.text)


TARGETS: dict[str, Target] = {
    made.__name__: made for made in (readers, blocks, clauses, suppressions, configuration, records, corpora, whole)
}
