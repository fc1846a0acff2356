"""`privlint draft`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from privlint.cli.options import PATH, Date, RuleWord

if TYPE_CHECKING:
    from datetime import date

    from privlint.workflow.drafts.lacking import Drafted


@click.command("draft", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rules", nargs=-1, metavar="[RULE]...", type=RuleWord())
@click.argument("file", metavar="FILE", type=PATH)
@click.option("--diff", "as_diff", is_flag=True, help="Show what would change, as a unified diff.")
@click.option("--write", "write", is_flag=True, help="Put the clauses into the file.")
@click.option("--as-of", type=Date(), help="Judge FILE as on this day.  [default: today]")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(
    rules: tuple[str, ...],
    file: str,
    as_diff: bool,
    write: bool,
    as_of: date | None,
    config: str | None,
    isolated: bool,
) -> None:
    """Show a clause for each disclosure that FILE lacks, or for each RULE (a code or name), and where it belongs.

    \b
    privlint draft privacy.md                             every missing clause
    privlint draft --diff retention-period privacy.md     one, as a change of the file
    privlint draft --write privacy.md                     all of them, put in

    A clause is a skeleton: [placeholders] stand where facts belong, and `privlint check` reports each that is left
    (placeholder-text). Nothing is made up for you. A file of a configured policy stands for the whole policy.
    """  # noqa: D301
    from datetime import date

    from privlint.cli import say
    from privlint.engine.config import configs
    from privlint.engine.discovery import PolicyFile, shown
    from privlint.engine.grouping import task_of
    from privlint.engine.results import Order
    from privlint.engine.selection import find_rule
    from privlint.engine.workshop import Workshop
    from privlint.reporting.drafts import drafts_diff, drafts_text
    from privlint.reporting.printable import patch
    from privlint.workflow.drafts.lacking import draft_for

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    if as_diff and write:
        raise click.UsageError("--diff and --write exclude each other")
    path = shown(file)
    task = task_of(PolicyFile(path), configs(config, isolated=isolated))
    workshop = Workshop(Order(as_of or date.today()))
    known = workshop.rules(task.config)
    drafted = draft_for(task, path, tuple(find_rule(word, known) for word in rules), workshop)
    if write:
        _write(drafted)
    elif as_diff:
        click.echo(patch(drafts_diff(drafted)).encode(errors="backslashreplace"), nl=False)
    else:
        say(drafts_text(drafted))


def _write(drafted: Drafted) -> None:
    from privlint.cli import say
    from privlint.reporting.drafts import NOTHING, summary
    from privlint.workflow.drafts.drafting import applied
    from privlint.workflow.drafts.writing import rewrite

    for document in drafted.documents:
        old = document.source.text
        new = applied(document, drafted.clauses)
        if new != old:
            rewrite(document.source.path, old, new)
            say(f"written  {document.source.path}\n")
    click.echo(summary(drafted) if drafted.clauses else NOTHING)
