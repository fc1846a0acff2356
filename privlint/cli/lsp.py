"""`privlint lsp`."""

from __future__ import annotations

import click

from privlint.cli.options import PATH


@click.command("lsp", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(config: str | None, isolated: bool) -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    Findings while the policy is written, what a rule asks under the pointer, and quick fixes: suppress with a reason,
    insert a clause. docs/editors.md tells how to set it up. Needs the extra: pip install 'privlint[lsp]'.
    """
    from importlib.util import find_spec

    from privlint.model.errors import PluginError

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    if find_spec("pygls") is None:
        raise PluginError("the language server needs pygls, which is not installed: pip install 'privlint[lsp]'")
    from privlint.lsp.desk import Desk
    from privlint.lsp.server import serve

    serve(Desk(config, isolated=isolated))
