"""`privlint baseline`."""

from __future__ import annotations

import os
from datetime import date

import click

from privlint.cli.options import PATH, Date
from privlint.cli.progress import watched


@click.command("baseline", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH)
@click.option("--prune", is_flag=True, help="Only take out what is fixed; what is new stays new.")
@click.option("--as-of", type=Date(), help="Judge as on this day.  [default: today]")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(paths: tuple[str, ...], prune: bool, as_of: date | None, config: str | None, isolated: bool) -> int:
    """Record the findings of the policies in .privlint-baseline.json, beside the configuration (else here).

    `privlint check` leaves out what stands there. An entry moves with its text; when the text changes, or the finding
    becomes worse, it is new. What the file says of policies that PATH does not lead to stays as it is.
    """
    from privlint.cli import complain
    from privlint.cli.finding import find
    from privlint.engine.baseline import baseline_path, entries_of, load, renewed, written
    from privlint.engine.config import configs
    from privlint.engine.results import Order
    from privlint.engine.workshop import Workshop

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    applied = configs(config, isolated=isolated)
    workshop = Workshop(Order(as_of or date.today()))
    found, errors = find(paths, applied, tuple(workshop.plugins(applied.of(".")).readers()))
    report = workshop.run(found, errors, watch=watched)
    for error in report.errors:
        complain(f"{error.path}: {error.message}")
    if report.errors:
        return 2
    for path in sorted({baseline_path(task.config) for task in found.tasks} or {baseline_path(applied.of("."))}):
        judged = {task.first: task.identity for task in found.tasks if baseline_path(task.config) == path}
        old = load(path) if os.path.isfile(path) else ()
        entries = entries_of(
            (judged[first], policy) for policy in report.policies if (first := policy.sources[0].path) in judged
        )
        kept = renewed(old, entries, set(judged.values()), prune=prune)
        _write(path, written(kept))
        click.echo(f"{path}: {len(kept)} findings ({len(set(old) - set(kept))} out, {len(set(kept) - set(old))} in)")
    return 0


def _write(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise click.FileError(path, hint=(error.strerror or str(error)).lower()) from error
