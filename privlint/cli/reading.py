"""The plug-ins and the reader that commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from privlint.engine.plugins import Plugins
    from privlint.engine.reader import PolicyReader


def configured_plugins() -> Plugins:
    """The plug-ins and packs that the configuration of the working directory leaves in force."""
    from privlint.engine.config import configs
    from privlint.engine.plugins import Plugins

    config = configs().of(".")
    return Plugins(packs=config.packs, disabled=config.disable_plugins)


def make_reader(plugins: Plugins, language: str | None = None) -> PolicyReader:
    """A reader with what plug-ins bring; a language that nobody has a lexicon for is a usage error."""
    from privlint.engine.reader import PolicyReader

    reader = PolicyReader(language, plugins.readers(), plugins.lexicons())
    if language is not None and not reader.supports(language):
        raise click.BadParameter(f"there is no lexicon for {language!r}", param_hint="'--language'")
    return reader
