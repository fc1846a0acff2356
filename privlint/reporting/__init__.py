"""One module a format: pure functions from a report to the whole text that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module

from privlint.checks.hookspecs import hookimpl
from privlint.checks.report import Presentation, Report, Reporter

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")


class BuiltInReporters:
    """The output formats that privlint has of its own; the module of each is imported when it is used."""

    @hookimpl
    def privlint_reporters(self) -> Mapping[str, Reporter]:
        """One reporter a format."""
        return {name: partial(_report, name) for name in FORMATS}


def _report(name: str, report: Report, presentation: Presentation) -> str:
    reporter = getattr(import_module(f"privlint.reporting.{name}"), f"report_{name}")
    made: str = reporter(report, presentation)
    return made
