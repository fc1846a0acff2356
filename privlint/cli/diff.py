"""`privlint diff`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from privlint.cli.options import PATH, Date
from privlint.cli.reading import make_reader

if TYPE_CHECKING:
    from privlint.engine.config import Configs
    from privlint.engine.grouping import Task


@click.command("diff", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, metavar="OLD NEW", type=PATH)
@click.option("--git", "revision", metavar="REV", help="Compare one FILE with what it was in this revision.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--as-of", type=Date(), help="Judge both as on this day.  [default: today]")
@click.option("--language", metavar="CODE", help="The language of the policy (ISO 639-1), instead of detecting it.")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(
    files: tuple[str, ...],
    revision: str | None,
    form: str,
    as_of: date | None,
    language: str | None,
    config: str | None,
    isolated: bool,
) -> int:
    """Say what a change did to a policy: disclosures, recipients, purposes, periods, contacts, and its date.

    \b
    privlint diff old.md new.md
    privlint diff --git main privacy.md

    Exit code: 0 fine, 1 a disclosure is lost or the date of the policy was left as it was, 2 it could not be done.
    """  # noqa: D301
    from privlint.cli import say
    from privlint.engine.config import configs
    from privlint.engine.results import Order
    from privlint.engine.workshop import Workshop
    from privlint.reporting import comparison
    from privlint.workflow.comparison import compare
    from privlint.workflow.versions import read_version

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    applied = configs(config, isolated=isolated)
    old, new = _revised(files, revision, applied) if revision is not None else _pair(files, applied)
    workshop = Workshop(Order(as_of or date.today(), language))
    make_reader(workshop.plugins(new.config), language)
    asked = {rule.name for rule in workshop.linter_of(new).rules}
    compared = compare(read_version(old, workshop), read_version(new, workshop), asked)
    shown = {
        "text": comparison.comparison_text,
        "json": comparison.comparison_json,
        "markdown": comparison.comparison_markdown,
    }
    say(shown[form](compared))
    return 1 if compared.fails else 0


def _pair(files: tuple[str, ...], applied: Configs) -> tuple[Task, Task]:
    """Two files, both under the configuration of the new one."""
    from privlint.engine.discovery import PolicyFile, shown
    from privlint.engine.grouping import Task

    if len(files) != 2:
        raise click.UsageError("two files are compared, OLD and NEW; or one, with --git REV")
    old, new = (shown(file) for file in files)
    config = applied.of(new)
    return Task(old, (PolicyFile(old),), config), Task(new, (PolicyFile(new),), config)


def _revised(files: tuple[str, ...], revision: str, applied: Configs) -> tuple[Task, Task]:
    """The policy of a file, with all of its documents, then and now."""
    from privlint.engine.discovery import PolicyFile, shown
    from privlint.engine.grouping import task_of
    from privlint.engine.revisions import at_revision
    from privlint.model.errors import ConfigError

    if len(files) != 1:
        raise click.UsageError("--git compares one FILE with an earlier version of itself")
    task = task_of(PolicyFile(shown(files[0])), applied)
    try:
        then = at_revision([task], revision)
    except ConfigError as error:
        raise ConfigError(str(error).replace("--diff", "--git", 1)) from error
    if not then:
        raise ConfigError(f"--git {revision}: {files[0]} is not in that revision")
    return then[0], task
