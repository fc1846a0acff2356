"""`privlint report`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import click

from privlint.cli.options import PATH, Date

if TYPE_CHECKING:
    from privlint.workflow.dossier import Dossier


@click.command("report", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="[FILE]...", type=PATH)
@click.option("--output", "-o", metavar="FILE", type=PATH, help="Write there instead of to standard output.")
@click.option("--format", "form", type=click.Choice(["html", "markdown"]), default="html", show_default=True)
@click.option("--as-of", type=Date(), help="Judge as on this day, and date the report so.  [default: today]")
@click.option("--language", metavar="CODE", help="The language of the policies (ISO 639-1), instead of detecting it.")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(
    files: tuple[str, ...],
    output: str | None,
    form: str,
    as_of: date | None,
    language: str | None,
    config: str | None,
    isolated: bool,
) -> int:
    """Write the report on policies, for the file: article by article, with the words of the policy that each verdict rests on.

    \b
    privlint report privacy.md -o report.html                       one page that needs nothing else
    privlint report privacy.md --format markdown -o report.md       the same for a repository

    With no FILE, the configured policies. Exit code: 0 written, 2 something could not be read or done.
    """  # noqa: D301
    from privlint.cli import complain
    from privlint.cli.finding import find
    from privlint.cli.reading import make_reader
    from privlint.engine.config import configs
    from privlint.engine.results import Order
    from privlint.engine.workshop import Workshop
    from privlint.workflow.dossier import read_dossier

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    applied = configs(config, isolated=isolated)
    workshop = Workshop(Order(as_of or date.today(), language))
    plugins = workshop.plugins(applied.of("."))
    make_reader(plugins, language)
    found, errors = find(files, applied, tuple(plugins.readers()))
    dossier = read_dossier(found, errors, workshop)
    for error in dossier.errors:
        complain(f"{error.path}: {error.message}")
    if dossier.records:
        _write(_report(form)(dossier), output)
    elif not dossier.errors:
        complain("nothing to report on: no file here looks like a policy; name one")
    return 2 if dossier.errors or not dossier.records else 0


def _report(form: str) -> Callable[[Dossier], str]:
    if form == "markdown":
        from privlint.reporting.report.markdown import report_markdown

        return report_markdown
    from privlint.reporting.report.html import report_html

    return report_html


def _write(text: str, output: str | None) -> None:
    if output is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise click.FileError(output, hint=(error.strerror or str(error)).lower()) from error
