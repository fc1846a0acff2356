"""One module a format: pure functions from a report to the whole text that is printed."""

from __future__ import annotations

from privlint.checks.report import Presentation, Report, Reporter

FORMATS = ("text", "concise", "json")


def reporter(name: str) -> Reporter | None:
    """The built-in reporter of a name; its module is imported when it is asked for."""
    return {"text": _text, "concise": _concise, "json": _json}.get(name)


def _text(report: Report, presentation: Presentation) -> str:
    from privlint.reporting.text import report_text

    return report_text(report, presentation)


def _concise(report: Report, presentation: Presentation) -> str:
    from privlint.reporting.concise import report_concise

    return report_concise(report, presentation)


def _json(report: Report, _: Presentation) -> str:
    from privlint.reporting.json import report_json

    return report_json(report)
