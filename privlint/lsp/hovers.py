"""What a place in a policy has to do with rules: the findings there, and the disclosures that rest on its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind

from privlint.checks.report import PolicyReport
from privlint.checks.rule import Rule
from privlint.lsp.ranges import Ranges
from privlint.model.findings import Disclosure, Finding, Location
from privlint.model.text import Span


def hover(report: PolicyReport, rules: Iterable[Rule], path: str, offset: int, ranges: Ranges) -> Hover | None:
    """What there is to say about an offset of a file; None where there is nothing."""
    known = {rule.code: rule for rule in rules}
    parts: list[str] = []
    spans: list[Span] = []
    for finding in report.findings:
        here = _here([finding.location, *finding.related], path, offset)
        if here is not None and finding.code in known:
            parts.append("\n\n".join(_finding(finding, known[finding.code])))
            spans.append(here)
    for disclosure in report.disclosures:
        here = _here(disclosure.evidence, path, offset)
        if here is not None and not any(finding.code == disclosure.code for finding in report.findings):
            parts.append(_disclosure(disclosure))
            spans.append(here)
    if not parts:
        return None
    smallest = min(spans, key=lambda span: span.end - span.start)
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n---\n\n".join(parts)), ranges.range(smallest))


def _here(places: Iterable[Location], path: str, offset: int) -> Span | None:
    found = (place.span for place in places if place.path == path and place.span.start <= offset <= place.span.end)
    return next(found, None)


def _finding(finding: Finding, rule: Rule) -> Iterator[str]:
    articles = ", ".join(law.article for law in rule.law)
    yield f"**{rule.name}** ({rule.code})" + (f" · {articles}" if articles else "")
    yield finding.message
    yield rule.why
    if finding.help:
        yield f"*Instead:* {finding.help}"
    if finding.suppressed:
        yield f"Suppressed: {finding.suppressed.reason or 'no reason given'}"


def _disclosure(disclosure: Disclosure) -> str:
    values = f" ({', '.join(map(str, disclosure.value))})" if disclosure.value else ""
    return f"**{disclosure.name}** ({disclosure.code}) · {disclosure.article}\n\n{disclosure.verdict}{values}: {disclosure.reason}"
