"""`privlint config`."""

from __future__ import annotations

import click

from privlint.cli.options import PATH


@click.command("config", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", default=".", metavar="[FILE]", type=PATH)
@click.option("--config", "path", metavar="FILE", help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(file: str, path: str | None, isolated: bool) -> None:
    """Show the configuration in force for FILE (or for the folder here), and where each value comes from.

    What is printed is TOML itself: a good start for a `privlint.toml`.
    """
    from privlint.cli import say
    from privlint.engine.config import configs
    from privlint.engine.discovery import shown
    from privlint.reporting.configuration import configuration

    if path and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    config = configs(path, isolated=isolated).of(file)
    say(configuration(config, None if file == "." else shown(file)))
