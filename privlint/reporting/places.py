"""Where findings stand, in lines and columns: the only floor that knows them."""

from __future__ import annotations

from privlint.checks.report import PolicyReport
from privlint.model.findings import Location
from privlint.model.positions import Position, Positions


class Places:
    """The lines of a policy's files, made once and when they are needed."""

    def __init__(self, policy: PolicyReport) -> None:
        self._sources = {source.path: source for source in (*policy.sources, *policy.versions)}
        self._positions: dict[str, Positions] = {}

    def of(self, path: str) -> Positions:
        """The positions of a file."""
        if path not in self._positions:
            self._positions[path] = Positions(self._sources[path].text)
        return self._positions[path]

    def raw(self, location: Location) -> str:
        """The source of a location, markup and all."""
        return self._sources[location.path].text[location.span.start : location.span.end]

    def start(self, location: Location) -> Position:
        """Where a location starts."""
        return self.of(location.path).at(location.span.start)

    def end(self, location: Location) -> Position:
        """Where a location ends: the position after its last code point."""
        return self.of(location.path).at(location.span.end)
