"""What `explain RULE FILE` prints below the verdict: where privlint looked, and what the nearest sentences lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privlint.checks.report import PolicyReport
from privlint.engine.explanation import Explanation
from privlint.reporting.places import Places
from privlint.reporting.text import shorten


def explanation_text(explanations: Iterable[Explanation], policy: PolicyReport) -> str:
    """One paragraph for each thing that the rule looks for."""
    places = Places(policy)
    return "".join("\n".join(_paragraph(explanation, places)) + "\n" for explanation in explanations)


def _paragraph(explanation: Explanation, places: Places) -> Iterator[str]:
    yield f"\nlooking for {explanation.asks}: {explanation.looked}"
    if not explanation.nearest:
        yield "  nothing in them comes near"
    for near in explanation.nearest:
        start = places.start(near.location)
        yield f'  {near.location.path}:{start.line}:{start.column}: "{shorten(near.location.quote)}"'
        yield f"    ({near.way})"
        yield from (f"    {lack}" for lack in near.lacks)
