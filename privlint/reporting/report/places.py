"""Quoted places of a report: each has an anchor in the policy's text, and a name that people can follow without one."""

from __future__ import annotations

from typing import NamedTuple

from privlint.checks.report import PolicyReport
from privlint.model.findings import Location
from privlint.model.text import Span
from privlint.reporting.places import Places


class Quote(NamedTuple):
    """A place and its words; `where` is "line 41", with the file where the policy has several."""

    anchor: str
    where: str
    path: str
    line: int
    span: Span
    text: str
    note: str = ""


class Quoter:
    """Makes quotes of locations; `key` keeps the anchors of one policy of a page apart from those of the others."""

    def __init__(self, report: PolicyReport, key: str) -> None:
        self.key = key
        self._places = Places(report)
        self._paths = [source.path for source in (*report.sources, *report.versions)]

    def quote(self, location: Location) -> Quote:
        """The quote of a location."""
        line = self._places.start(location).line
        where = f"line {line}" if len(self._paths) == 1 else f"{location.path}, line {line}"
        return Quote(self.anchor(location), where, location.path, line, location.span, location.quote, location.note)

    def anchor(self, location: Location) -> str:
        """The name of a place in the page: which file of which policy, and its offsets."""
        return f"{self.text(location.path)}-{location.span.start}-{location.span.end}"

    def text(self, path: str) -> str:
        """The name of the text of a file in the page."""
        return f"{self.key}-t{self._paths.index(path) + 1}"

    def line(self, path: str, offset: int) -> int:
        """The line of an offset in a file."""
        return self._places.of(path).at(offset).line
