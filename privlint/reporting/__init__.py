"""One module a format: pure functions from a report to the whole text that is printed."""

from __future__ import annotations

from collections.abc import Mapping

from privlint.checks.hookspecs import hookimpl
from privlint.checks.report import Presentation, Report, Reporter

FORMATS = ("text", "concise", "json")


class BuiltInReporters:
    """The output formats that privlint has of its own; the module of each is imported when it is used."""

    @hookimpl
    def privlint_reporters(self) -> Mapping[str, Reporter]:
        """Text, concise and JSON."""
        return dict(zip(FORMATS, (_text, _concise, _json), strict=True))


def _text(report: Report, presentation: Presentation) -> str:
    from privlint.reporting.text import report_text

    return report_text(report, presentation)


def _concise(report: Report, presentation: Presentation) -> str:
    from privlint.reporting.concise import report_concise

    return report_concise(report, presentation)


def _json(report: Report, _: Presentation) -> str:
    from privlint.reporting.json import report_json

    return report_json(report)
