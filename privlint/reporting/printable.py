"""What strangers wrote, fit to be printed: policies and file names may hold what steers a terminal, or a service that reads its log.

Control characters, and those that turn the direction of a line, become a mark that is seen; in JSON, an escape.
"""

from __future__ import annotations

import re
from typing import Any

from privlint.checks.report import FileError, PolicyReport, Report
from privlint.model.findings import Location, Suppressed

_STEERING = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029]
_MARKED = dict.fromkeys(_STEERING, "\ufffd")
_LINES = _MARKED | {ord("\n"): "\n"} | dict.fromkeys(map(ord, "\t\r\v\f\x85\u2028\u2029"), " ")
_LINE = _LINES | {ord("\n"): " "}
_ESCAPED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def line(text: str) -> str:
    """A text in one line that steers nothing."""
    return text if text.isprintable() else text.translate(_LINE)


def lines(text: str) -> str:
    """A text in several lines that steer nothing."""
    return text if text.replace("\n", "").isprintable() else text.translate(_LINES)


def patch(text: str) -> str:
    """A unified diff that steers nothing; its lines end in a carriage return where those of the file do."""
    ends = ((shown.removesuffix("\r"), "\r" if shown.endswith("\r") else "") for shown in text.split("\n"))
    return "\n".join(lines(shown) + end for shown, end in ends)


def path(name: str) -> str:
    """A file's name that steers nothing; at the beginning of a line, `::` would be a command for some services."""
    shown = line(name)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def json(data: object) -> str:
    """Data as JSON: what steers is escaped, so that no byte of the text does."""
    from json import dumps

    made = dumps(data, indent=1, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", made) + "\n"


def report(made: Report) -> Report:
    """The report, with all that strangers wrote in it fit to be printed; the text of files is left to excerpts."""
    return made._replace(
        policies=tuple(_policy(policy) if _is_strange(policy) else policy for policy in made.policies),
        errors=tuple(FileError(path(error.path), line(error.message)) for error in made.errors),
        skipped=tuple(map(path, made.skipped)),
    )


def _is_strange(policy: PolicyReport) -> bool:
    places = [place for finding in policy.findings for place in (finding.location, *finding.related)]
    places += [place for disclosure in policy.disclosures for place in disclosure.evidence]
    said = [text for finding in policy.findings for text in (finding.message, *(finding.suppressed or ())[:3])]
    said += [disclosure.reason for disclosure in policy.disclosures]
    named = {policy.name, *(source.path for source in (*policy.sources, *policy.versions))}
    return (
        any(path(name) != name for name in named)
        or not all(place.quote.isprintable() and place.note.isprintable() for place in places)
        or not all(str(text).isprintable() for text in said)
    )


def _policy(policy: PolicyReport) -> PolicyReport:
    return policy._replace(
        name=path(policy.name),
        sources=tuple(source._replace(path=path(source.path)) for source in policy.sources),
        disclosures=_printable(policy.disclosures),
        findings=_printable(policy.findings),
        versions=tuple(source._replace(path=path(source.path)) for source in policy.versions),
    )


def _printable(value: Any) -> Any:
    if isinstance(value, (Location, Suppressed)):
        value = value._replace(path=path(value.path))
    if not isinstance(value, tuple):
        return line(value) if type(value) is str else value
    parts = map(_printable, value)
    return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
