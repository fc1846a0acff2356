"""The reader that the commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from privlint.engine.plugins import Plugins
    from privlint.engine.reader import PolicyReader


def make_reader(plugins: Plugins, language: str | None = None) -> PolicyReader:
    """A reader with what plug-ins bring; a language that nobody has a lexicon for is a usage error."""
    from privlint.engine.reader import PolicyReader

    reader = PolicyReader(language, plugins.readers(), plugins.lexicons())
    if language is not None and not reader.supports(language):
        raise click.BadParameter(f"there is no lexicon for {language!r}", param_hint="'--language'")
    return reader
