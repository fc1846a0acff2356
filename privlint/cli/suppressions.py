"""`privlint suppressions`."""

from __future__ import annotations

from datetime import date

import click

from privlint.cli.options import PATH, Date


@click.command("suppressions", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--as-of", type=Date(), help="Which have expired on this day.  [default: today]")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(paths: tuple[str, ...], form: str, as_of: date | None, config: str | None, isolated: bool) -> int:
    """List every suppression of the policies: rule, place, reason, owner and last day, one line a rule.

    `privlint check` says which of them silence nothing.
    """
    from privlint.cli import complain, say
    from privlint.cli.finding import find
    from privlint.engine.config import configs
    from privlint.engine.results import Order
    from privlint.engine.workshop import Workshop
    from privlint.reporting import suppressions
    from privlint.workflow.register import read_register

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    applied = configs(config, isolated=isolated)
    workshop = Workshop(Order(as_of or date.today()))
    found, errors = find(paths, applied, tuple(workshop.plugins(applied.of(".")).readers()))
    register = read_register(found, errors, workshop)
    shown = {
        "text": suppressions.suppressions_text,
        "json": suppressions.suppressions_json,
        "markdown": suppressions.suppressions_markdown,
    }
    say(shown[form](register))
    for error in register.errors:
        complain(f"{error.path}: {error.message}")
    return 2 if register.errors else 0
