"""`privlint rules`."""

from __future__ import annotations

import click


@click.command("rules", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(form: str) -> None:
    """List every loaded rule: those of privlint, of plug-ins, and of the packs that the configuration names."""
    from privlint.cli.reading import configured_plugins
    from privlint.reporting import rules

    listed = {"text": rules.rules_text, "json": rules.rules_json, "markdown": rules.rules_markdown}
    click.echo(listed[form](configured_plugins().rules()).encode(), nl=False)
