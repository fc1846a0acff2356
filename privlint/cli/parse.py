"""`privlint parse`."""

from __future__ import annotations

import click

from privlint.cli.options import PATH


@click.command("parse", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
@click.option("--format", "form", type=click.Choice(["tree", "json"]), default="tree", show_default=True)
@click.option("--language", metavar="CODE", help="The language of the policies (ISO 639-1), instead of detecting it.")
def command(files: tuple[str, ...], form: str, language: str | None) -> int:
    """Show what privlint understood of each FILE: headings and sentences, and who does what with which data.

    Under each sentence stand its statements (`=`): actor, modality, action, and what qualifies them. A finding that you
    miss, or that surprises you, starts here.
    """
    from privlint.cli import complain, say
    from privlint.cli.reading import configured_plugins, make_reader
    from privlint.engine.discovery import PolicyFile
    from privlint.model.errors import SourceError
    from privlint.reporting.parsed import parsed_json, parsed_tree

    reader = make_reader(configured_plugins(), language)
    readings, code = [], 0
    for file in files:
        try:
            document = reader.read(PolicyFile(file))
        except SourceError as error:
            code = complain(str(error))
            continue
        if document is not None:
            readings += (
                reader.readings(document) if reader.supports(document.language) else [reader.understand(document)]
            )
    say((parsed_json if form == "json" else parsed_tree)(readings))
    return code
