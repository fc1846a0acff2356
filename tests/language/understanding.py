"""How tests get from a text to what privlint understands of it."""

from __future__ import annotations

from privlint.language.documents import parse
from privlint.language.lexicon import load_lexicon
from privlint.language.readers import read
from privlint.language.reading import Reading, read_document
from privlint.model.statements import Statement


def understand(text: str, name: str = "policy.md") -> Reading:
    """The reading of a text as a file of that name."""
    return read_document(parse(read(name, text.encode())), load_lexicon())


def statement(text: str, action: str) -> Statement:
    """The one statement of an action in a text."""
    found = [statement for statement in understand(text).statements if statement.action == action]
    assert len(found) == 1, f"{len(found)} statements of {action}: {found}"
    return found[0]
