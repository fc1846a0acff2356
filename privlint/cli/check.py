"""`privlint check`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from privlint.cli.finding import find
from privlint.cli.options import PATH, Date, FormatName, Words, flat
from privlint.cli.reading import make_reader
from privlint.model.findings import Severity

if TYPE_CHECKING:
    from privlint.checks.report import Presentation, Report
    from privlint.engine.grouping import Grouping
    from privlint.engine.workshop import Watch, Workshop

COUNTED = ("text", "concise")  # formats that can show counts instead of findings


class Options(NamedTuple):
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    format: str
    output: str | None
    select: tuple[tuple[str, ...], ...]
    extend_select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    fail_on: str | None
    show_evidence: bool
    statistics: bool
    baseline: str | None
    no_baseline: bool
    diff: str | None
    exit_zero: bool
    as_of: date | None
    language: str | None
    stdin_filename: str
    color: str
    quiet: bool
    verbose: bool
    jobs: int | None
    config: str | None
    isolated: bool
    no_cache: bool


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH)
@click.option("--format", type=FormatName(), default="text", show_default=True, help="How to show the findings.")
@click.option("--output", metavar="FILE", type=PATH, help="Write there instead of to standard output.")
@click.option(
    "--select", type=Words(), multiple=True, help="Run only these: codes, code prefixes or names, with commas."
)
@click.option("--extend-select", type=Words(), multiple=True, help="Run these besides the selected ones.")
@click.option("--ignore", type=Words(), multiple=True, help="Do not run these.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="The mildest finding that makes the exit code 1.  [default: error]",
)
@click.option("--show-evidence", is_flag=True, help="Show the verdict of every disclosure, and the words that make it.")
@click.option("--statistics", is_flag=True, help="Show only how often each rule reported.")
@click.option(
    "--baseline",
    metavar="FILE",
    type=PATH,
    help="Leave out the findings that it knows.  [default: .privlint-baseline.json]",
)
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows too.")
@click.option("--diff", metavar="REV", help="Report only what that revision of the repository did not have.")
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
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Judge many policies in N processes.  [default: one a core]"
)
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
@click.option("--no-cache", is_flag=True, help="Judge every file anew, and remember nothing.")
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
    from privlint.engine.config import configs

    if options.statistics and options.format not in COUNTED:
        raise click.UsageError(f"--statistics goes with --format {' or '.join(COUNTED)}")
    for one, other in (("config", "isolated"), ("baseline", "no_baseline")):
        if getattr(options, one) and getattr(options, other):
            raise click.UsageError(f"--{one} and --{other.replace('_', '-')} exclude each other")

    applied = configs(options.config, isolated=options.isolated)
    base = applied.of(".")
    workshop = _workshop(options, base.folder)
    plugins = workshop.plugins(base)
    make_reader(plugins, options.language)
    reporter = plugins.reporters().get(options.format)
    if reporter is None:
        raise click.UsageError(f"the configuration disables the plug-in of --format {options.format}")
    found, errors = find(options.paths, applied, tuple(plugins.readers()), options.stdin_filename)
    report = _new(workshop.run(found, errors, options.jobs, _watch(options)), found, workshop, options)
    _write(reporter(report, _presentation(options, base.fail_on)), options)
    _summarise_step(report, options)
    _tell(report, found, options)
    if report.errors:
        return 2
    return 0 if options.exit_zero or not _fails(report, found, options.fail_on) else 1


def _watch(options: Options) -> Watch | None:
    """What shows how far a run has come, if somebody is there to see it."""
    if options.quiet or not sys.stderr.isatty():
        return None
    from privlint.cli.progress import watched

    return watched


def _workshop(options: Options, folder: str) -> Workshop:
    """Where the work is done; results are kept beside the configuration, else here."""
    from privlint.engine.cache import NAME, Cache
    from privlint.engine.results import Order, Results
    from privlint.engine.workshop import Workshop
    from privlint.reporting import BuiltInReporters

    order = Order(
        options.as_of or date.today(),
        options.language,
        flat(options.select) if options.select else None,
        flat(options.extend_select),
        flat(options.ignore),
    )
    results = None if options.no_cache else Results(Cache(os.path.join(folder, NAME)), order)
    return Workshop(order, (BuiltInReporters(),), results)


def _new(report: Report, found: Grouping, workshop: Workshop, options: Options) -> Report:
    """The report without what a baseline, or another revision, knows."""
    from privlint.engine.baseline import without_baselines
    from privlint.engine.known import known_of, without_known

    if not options.no_baseline:
        report = without_baselines(report, found.tasks, options.baseline)
    if options.diff is None:
        return report
    from privlint.engine.revisions import at_revision

    before = (workshop.judge(task).report for task in at_revision(found.tasks, options.diff))
    return without_known(report, known_of(policy for policy in before if policy))


def _summarise_step(report: Report, options: Options) -> None:
    """The whole report for the page of a GitHub step, which shows only some annotations."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if options.format == "github" and path:
        from privlint.checks.report import Presentation
        from privlint.reporting.markdown import report_markdown

        with open(path, "a", encoding="utf-8") as summary:
            summary.write(report_markdown(report, Presentation()))


def _presentation(options: Options, fail_on: str) -> Presentation:
    from privlint.checks.report import Presentation

    return Presentation(
        color=_colored(options),
        evidence=options.show_evidence,
        summary=not options.quiet,
        suppressed=options.verbose,
        statistics=options.statistics,
        fail_on=options.fail_on or fail_on,
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


def _tell(report: Report, found: Grouping, options: Options) -> None:
    from privlint.cli import complain

    for error in report.errors:
        complain(f"{error.path}: {error.message}")
    if options.verbose:
        _list("left out by the configuration", found.excluded)
        _list("skipped, since it does not look like a policy", report.skipped)


def _list(why: str, paths: Iterable[str]) -> None:
    from privlint.cli import say
    from privlint.reporting import printable

    for path in paths:
        say(f"privlint: {printable.path(path)}: {why}\n", err=True)


def _fails(report: Report, found: Grouping, fail_on: str | None) -> bool:
    """Whether a finding is as bad as the option, else the configuration of its policy, says."""
    bounds = {(task.name, task.files[0].path): task.config.fail_on for task in found.tasks if task.files}
    return any(
        finding.severity >= Severity[(fail_on or bounds[policy.name, policy.sources[0].path]).upper()]
        for policy in report.policies
        for finding in policy.findings
        if finding.suppressed is None
    )
