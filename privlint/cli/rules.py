"""`privlint rules`."""

from __future__ import annotations

import click


@click.command("rules", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--coverage", is_flag=True, help="Which languages can answer each rule, and what the others lack.")
def command(form: str, *, coverage: bool) -> None:
    """List every loaded rule: those of privlint, of plug-ins, and of the packs that the configuration names.

    A policy in a language that lacks a concept of a rule gets the verdict `unknown`, or no finding, from that rule.
    """
    from privlint.cli.reading import configured_plugins
    from privlint.reporting import rules

    if coverage:
        click.echo(_coverage(form).encode(), nl=False)
        return
    listed = {"text": rules.rules_text, "json": rules.rules_json, "markdown": rules.rules_markdown}
    click.echo(listed[form](configured_plugins().rules()).encode(), nl=False)


def _coverage(form: str) -> str:
    from privlint.cli.reading import configured_plugins, make_reader
    from privlint.language.compiled import load_tables
    from privlint.reporting import coverage

    plugins = configured_plugins()
    reader = make_reader(plugins)
    concepts = load_tables().concepts() | {language: reader.concepts(language) for language in reader.lexicons}
    written = {"text": coverage.coverage_text, "json": coverage.coverage_json, "markdown": coverage.coverage_markdown}
    return written[form](plugins.rules(), concepts)
