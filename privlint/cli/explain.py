"""`privlint explain`."""

from __future__ import annotations

from datetime import date

import click


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule")
@click.argument("file", required=False)
def command(rule: str, file: str | None) -> int:
    """Say what RULE (a code or name) asks, which article, why, what satisfies it, and how to suppress it.

    With FILE: the verdict there, with the words that make it.
    """
    from privlint.checks.loader import load_examples
    from privlint.engine.plugins import Plugins
    from privlint.engine.selection import find_rule
    from privlint.reporting.rules import rule_page

    plugins = Plugins()
    known = plugins.rules()
    chosen = find_rule(rule, known)
    if file is None:
        click.echo(rule_page(chosen, load_examples(chosen)).encode(), nl=False)
        return 0
    from privlint.checks.report import Presentation
    from privlint.checks.rule import Context
    from privlint.cli import complain
    from privlint.cli.reading import make_reader
    from privlint.engine.discovery import PolicyFile
    from privlint.engine.linter import Linter
    from privlint.reporting.text import report_text

    report = Linter(known, (chosen,), Context(date.today()), make_reader(plugins)).lint([PolicyFile(file)])
    for error in report.errors:
        complain(f"{error.path}: {error.message}")
    if report.errors:
        return 2
    shown = report_text(report, Presentation(evidence=True, summary=False, suppressed=True))
    click.echo((shown or f"{file}: {chosen.code} {chosen.name} reports nothing here\n").encode(), nl=False)
    return 0
