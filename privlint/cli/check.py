"""`privlint check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from privlint.cli.options import Date, FormatName, Words, flat
from privlint.model.findings import Severity

if TYPE_CHECKING:
    from privlint.checks.report import Presentation, Report
    from privlint.engine.discovery import Discovery
    from privlint.engine.linter import Linter
    from privlint.engine.plugins import Plugins

COUNTED = ("text", "concise")  # formats that can show counts instead of findings


class Options(NamedTuple):
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    format: str
    output: str | None
    select: tuple[tuple[str, ...], ...]
    extend_select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    fail_on: str
    show_evidence: bool
    statistics: bool
    exit_zero: bool
    as_of: date | None
    language: str | None
    stdin_filename: str
    color: str
    quiet: bool
    verbose: bool
    isolated: bool
    no_cache: bool


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", type=FormatName(), default="text", show_default=True, help="How to show the findings.")
@click.option("--output", metavar="FILE", help="Write there instead of to standard output.")
@click.option(
    "--select", type=Words(), multiple=True, help="Run only these: codes, code prefixes or names, with commas."
)
@click.option("--extend-select", type=Words(), multiple=True, help="Run these besides the selected ones.")
@click.option("--ignore", type=Words(), multiple=True, help="Do not run these.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="The mildest finding that makes the exit code 1.",
)
@click.option("--show-evidence", is_flag=True, help="Show the verdict of every disclosure, and the words that make it.")
@click.option("--statistics", is_flag=True, help="Show only how often each rule reported.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option(
    "--as-of",
    type=Date(),
    help="Judge as on this day (which law, stale dates, expired suppressions).  [default: today]",
)
@click.option("--language", metavar="CODE", help="The language of the policies (ISO 639-1), instead of detecting it.")
@click.option(
    "--stdin-filename", metavar="NAME", default="stdin.md", help="What standard input (`-`) is called in reports."
)
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Use colors."
)
@click.option("--quiet", "-q", is_flag=True, help="Print findings, and nothing else.")
@click.option(
    "--verbose", "-v", is_flag=True, help="Show suppressed findings too, and name the files that were skipped."
)
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--no-cache", is_flag=True, help="Judge every file anew.")
def command(**given: Any) -> int:
    """Lint policies: each PATH is a file, a directory to walk, or - for standard input; with none, the directory here.

    \b
    privlint check privacy.md                   one policy
    privlint check --select CON docs/           contradictions, in every policy below docs/
    privlint check --format json privacy.md     for programs

    Exit code: 0 nothing at or above --fail-on, 1 findings, 2 something could not be read or done.
    """  # noqa: D301
    return check(Options(**given))


def check(options: Options) -> int:
    """Lint as the options say; the exit code."""
    from privlint.engine.plugins import Plugins
    from privlint.reporting import BuiltInReporters

    if options.statistics and options.format not in COUNTED:
        raise click.UsageError(f"--statistics goes with --format {' or '.join(COUNTED)}")

    plugins = Plugins([BuiltInReporters()])
    linter = make_linter(plugins, options)
    found = _discover(options, tuple(linter.reader.formats))
    report = linter.lint(found.files, found.errors)
    _write(plugins.reporters()[options.format](report, _presentation(options)), options)
    _tell(report, options)
    if report.errors:
        return 2
    return 0 if options.exit_zero or not _fails(report, options.fail_on) else 1


def make_linter(plugins: Plugins, options: Options) -> Linter:
    """The linter of the options: its rules, its date, its language."""
    from privlint.checks.rule import Context
    from privlint.cli.reading import make_reader
    from privlint.engine.linter import Linter
    from privlint.engine.selection import Selection

    selection = Selection(
        flat(options.select) if options.select else None, flat(options.extend_select), flat(options.ignore)
    )
    known = plugins.rules()
    reader = make_reader(plugins, options.language)
    return Linter(known, selection.choose(known), Context(options.as_of or date.today()), reader)


def _discover(options: Options, suffixes: tuple[str, ...]) -> Discovery:
    from privlint.engine.discovery import PolicyFile, discover

    paths = options.paths or (".",)
    stdin = PolicyFile(options.stdin_filename, content=sys.stdin.buffer.read()) if "-" in paths else None
    return discover(paths, stdin, suffixes)


def _presentation(options: Options) -> Presentation:
    from privlint.checks.report import Presentation

    return Presentation(
        color=_colored(options),
        evidence=options.show_evidence,
        summary=not options.quiet,
        suppressed=options.verbose,
        statistics=options.statistics,
    )


def _colored(options: Options) -> bool:
    if options.color != "auto":
        return options.color == "always"
    return options.output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _write(text: str, options: Options) -> None:
    if options.output is None:
        click.echo(text.encode(), nl=False, color=True)
        return
    try:
        with open(options.output, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise click.FileError(options.output, hint=(error.strerror or str(error)).lower()) from error


def _tell(report: Report, options: Options) -> None:
    from privlint.cli import complain

    for error in report.errors:
        complain(f"{error.path}: {error.message}")
    if options.verbose:
        _list("skipped, since it does not look like a policy", report.skipped)


def _list(why: str, paths: Iterable[str]) -> None:
    for path in paths:
        click.echo(f"privlint: {path}: {why}", err=True)


def _fails(report: Report, fail_on: str) -> bool:
    return any(finding.severity >= Severity[fail_on.upper()] for finding in report.findings())
