"""What came of a policy, and the rules that were asked, as lists that a JSON text can hold, and back.

What is read back may have been written by anybody: whatever is not as it is written here raises ValueError.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from privlint.checks.report import PolicyReport
from privlint.checks.rule import Context, Law, Outcome, Policy, Rule
from privlint.model.findings import Disclosure, Finding, Location, Severity, Suppressed, Verdict
from privlint.model.text import Source, Span

Data = list[Any]


def report_data(report: PolicyReport) -> Data:
    """The report on a policy, without the text of its files."""
    numbers = {source.path: number for number, source in enumerate((*report.sources, *report.versions))}
    return [
        report.name,
        [[source.path, source.format] for source in report.sources],
        report.language,
        [_disclosure_data(disclosure, numbers) for disclosure in report.disclosures],
        [_finding_data(finding, numbers) for finding in report.findings],
        [[source.path, source.format] for source in report.versions],
    ]


def report_from(data: object, texts: dict[str, str]) -> PolicyReport:
    """The report on a policy whose files have these texts, by path."""
    name, files, language, disclosures, findings, others = _row(data, 6)
    own, versions = (tuple(_source(file, texts) for file in _list(listed)) for listed in (files, others))
    sources = (*own, *versions)
    return PolicyReport(
        _text(name),
        own,
        _text(language),
        tuple(_disclosure(entry, sources) for entry in _list(disclosures)),
        tuple(_finding(entry, sources) for entry in _list(findings)),
        versions,
    )


def rules_data(rules: Sequence[Rule]) -> Data:
    """What reports show of rules: all but the check and the examples."""
    return [[*rule[:2], int(rule.severity), rule.kind, list(map(_law_data, rule.law)), *rule[5:8]] for rule in rules]


def rules_from(data: object) -> tuple[Rule, ...]:
    """Rules that reports can show; they answer nothing."""
    return tuple(_rule(entry) for entry in _list(data))


def _disclosure_data(disclosure: Disclosure, numbers: dict[str, int]) -> Data:
    evidence = [_location_data(location, numbers) for location in disclosure.evidence]
    return [*disclosure[:3], str(disclosure.verdict), disclosure.reason, list(disclosure.value), evidence]


def _disclosure(data: object, sources: tuple[Source, ...]) -> Disclosure:
    code, name, article, verdict, reason, value, evidence = _row(data, 7)
    return Disclosure(
        _text(code),
        _text(name),
        _text(article),
        Verdict(verdict),
        _text(reason),
        tuple(part if isinstance(part, int) else _text(part) for part in _list(value)),
        tuple(_location(entry, sources) for entry in _list(evidence)),
    )


def _finding_data(finding: Finding, numbers: dict[str, int]) -> Data:
    return [
        finding.code,
        finding.name,
        int(finding.severity),
        finding.message,
        finding.help,
        _location_data(finding.location, numbers),
        [_location_data(side, numbers) for side in finding.related],
        finding.subject,
        list(finding.suppressed) if finding.suppressed else None,
        finding.fingerprint,
    ]


def _finding(data: object, sources: tuple[Source, ...]) -> Finding:
    code, name, severity, message, help_, location, related, subject, suppressed, fingerprint = _row(data, 10)
    return Finding(
        _text(code),
        _text(name),
        Severity(severity),
        _text(message),
        _text(help_),
        _location(location, sources),
        tuple(_location(side, sources) for side in _list(related)),
        _text(subject),
        None if suppressed is None else _suppressed(suppressed),
        _text(fingerprint),
    )


def _suppressed(data: object) -> Suppressed:
    reason, owner, until, path, line = _row(data, 5)
    return Suppressed(_text(reason), _text_if(owner), _text_if(until), _text(path), _number(line))


def _location_data(location: Location, numbers: dict[str, int]) -> Data:
    return [numbers[location.path], *location.span, location.quote, location.note]


def _location(data: object, sources: tuple[Source, ...]) -> Location:
    number, start, end, quote, note = _row(data, 5)
    source = sources[_number(number)]
    if not 0 <= _number(start) <= _number(end) <= len(source.text):
        raise ValueError(f"no place {start}-{end} in {source.path}")
    return Location(source.path, Span(start, end), _text(quote), _text(note))


def _source(data: object, texts: dict[str, str]) -> Source:
    path, form = _row(data, 2)
    return Source(path, texts[_text(path)], _text(form))


def _law_data(law: Law) -> Data:
    start, end = (day.isoformat() if day else None for day in (law.start, law.end))
    return [law.article, law.source, start, end, law.jurisdiction]


def _law(data: object) -> Law:
    article, source, start, end, jurisdiction = _row(data, 5)
    return Law(_text(article), _text(source), _day(start), _day(end), _text(jurisdiction))


def _day(data: object) -> date | None:
    return None if data is None else date.fromisoformat(_text(data))


def _rule(data: object) -> Rule:
    code, name, severity, kind, law, message, why, help_ = _row(data, 8)
    known = tuple(_law(entry) for entry in _list(law))
    words = (_text(message), _text(why), _text(help_))
    return Rule(_text(code), _text(name), Severity(severity), _text(kind), known, *words, _nothing)


def _nothing(_policy: Policy, _context: Context) -> Outcome:
    return Outcome()


def _row(data: object, length: int) -> Data:
    if not isinstance(data, list) or len(data) != length:
        raise ValueError(f"{data!r} is no row of {length}")
    return data


def _list(data: object) -> Data:
    if not isinstance(data, list):
        raise ValueError(f"{data!r} is no list")
    return data


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise ValueError(f"{data!r} is no text")
    return data


def _text_if(data: object) -> str | None:
    return None if data is None else _text(data)


def _number(data: object) -> int:
    if not isinstance(data, int) or data < 0:
        raise ValueError(f"{data!r} is no number")
    return data
