"""Anchors: links to a place in the document itself that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import passages

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.model.findings import Location

_ANYWHERE = ("", "top", "!")


def dangling_anchors(reading: Reading) -> list[Location]:
    """The links whose `#anchor` is neither an explicit one nor the slug of a heading."""
    linked = [(passage, link) for passage in passages(reading) for link in passage.links if link.target.startswith("#")]
    if not linked:
        return []
    there = _targets(reading)
    return [
        passage.location(link.start, link.end, f"to {link.target}")
        for passage, link in linked
        if _anchor(link.target) not in there
    ]


def slug(text: str) -> str:
    """The anchor that GitHub makes of a heading."""
    kept = "".join(letter for letter in text.strip().lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def _anchor(target: str) -> str:
    from urllib.parse import unquote

    return unquote(target[1:]).casefold()


def _targets(reading: Reading) -> set[str]:
    document = reading.document
    found = {anchor.casefold() for anchor in document.anchors}.union(_ANYWHERE)
    counts: dict[str, int] = {}
    for heading in document.headings():
        if heading.anchor:
            found.add(heading.anchor.casefold())
        for text in {heading.text.text, f"{heading.number} {heading.text.text}".strip()}:
            name = slug(text)
            count = counts.get(name, 0)
            counts[name] = count + 1
            found.add(name if not count else f"{name}-{count}")
    return found
