"""How far a long run has come: a bar on standard error, where somebody watches it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

MANY = 20  # policies; fewer are judged before anybody looks

T = TypeVar("T")


def watched(work: Iterable[T], length: int) -> Iterator[T]:
    """The same work, with a bar that shows how much of it is done; only when there is much."""
    if length < MANY:
        yield from work
        return
    import click

    with click.progressbar(work, length=length, label="checking", file=sys.stderr) as bar:
        yield from bar
