"""Text, for people at a terminal: what is wrong, where, what stands against it, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.report import PolicyReport, Presentation, Report
from privlint.checks.rule import PAIRED
from privlint.model.findings import Disclosure, Finding, Location
from privlint.reporting import printable
from privlint.reporting.excerpt import excerpt
from privlint.reporting.places import Places
from privlint.reporting.summary import statistics, summarise

QUOTE = 200  # code points shown of the other side, and of evidence
GUTTER = 5
COLORS = {"error": "31;1", "warning": "33;1", "info": "34;1", "bold": "1", "carets": "31;1", "quiet": "2"}


def report_text(report: Report, presentation: Presentation) -> str:
    """Every finding with its source, then evidence where it is asked for, then the summary."""
    if presentation.statistics:
        return statistics(report)
    report = printable.report(report)
    paired = {rule.code for rule in report.rules if rule.kind in PAIRED}
    blocks = []
    for policy in report.policies:
        printer = _Printer(Places(policy), paired, presentation.color)
        blocks += [
            "\n".join(printer.finding(f)) for f in policy.findings if presentation.suppressed or not f.suppressed
        ]
        if presentation.evidence:
            blocks.append("\n".join(printer.disclosures(policy)))
    if presentation.summary:
        blocks.append(summarise(report).rstrip("\n"))
    shown = [block for block in blocks if block]
    return "\n\n".join(shown) + "\n" * bool(shown)


class _Printer:
    """Prints one policy."""

    def __init__(self, places: Places, paired: set[str], color: bool) -> None:
        self._places = places
        self._paired = paired
        self._color = color

    def finding(self, finding: Finding) -> Iterator[str]:
        place = finding.location
        severity = str(finding.severity)
        where = self._paint(f"{place.path}:{self._at(place)}:", "bold")
        yield f"{where} {self._paint(finding.code, severity)} {finding.name} [{self._paint(severity, severity)}]"
        yield f"  {finding.message}"
        for number, line, carets in excerpt(self._places.of(place.path), place.span):
            yield f"{number:>{GUTTER}} | {line}".rstrip()
            yield f"{'':>{GUTTER}} | {self._paint(carets, 'carets')}"
        for side in finding.related:
            yield self._side(finding, side)
        if finding.help:
            yield f"  help: {finding.help}"
        if finding.suppressed:
            silenced = finding.suppressed
            yield f"  suppressed by {silenced.path}:{silenced.line}: {silenced.reason or 'no reason given'}"

    def disclosures(self, policy: PolicyReport) -> Iterator[str]:
        for disclosure in policy.disclosures:
            yield from self._disclosure(policy, disclosure)

    def _disclosure(self, policy: PolicyReport, disclosure: Disclosure) -> Iterator[str]:
        value = f" [{', '.join(map(str, disclosure.value))}]" if disclosure.value else ""
        head = self._paint(f"{policy.name}: {disclosure.code} {disclosure.name}", "bold")
        yield f"{head}: {disclosure.verdict}{value}: {disclosure.reason}"
        for location in disclosure.evidence:
            yield f'  {location.path}:{self._at(location)}: "{shorten(location.quote)}"'

    def _side(self, finding: Finding, side: Location) -> str:
        line = self._places.start(side).line
        where = str(line) if side.path == finding.location.path else f"{side.path}:{line}"
        if finding.code in self._paired:
            return f'  but {where}: "{shorten(side.quote)}"'
        return f'  also {where}: "{shorten(side.quote)}"' + (f" ({side.note})" if side.note else "")

    def _at(self, location: Location) -> str:
        start = self._places.start(location)
        return f"{start.line}:{start.column}"

    def _paint(self, text: str, role: str) -> str:
        return f"\x1b[{COLORS[role]}m{text}\x1b[0m" if self._color else text


def shorten(quote: str) -> str:
    """A quote, cut at a word where it is long."""
    if len(quote) <= QUOTE:
        return quote
    return quote[:QUOTE].rpartition(" ")[0].rstrip(",;:") + " …"
