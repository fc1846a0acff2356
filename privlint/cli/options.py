"""Options that several commands share, and what they mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

from privlint.engine.nearest import did_you_mean

PATH = click.Path(readable=False)  # completes file names; whether a file can be read is said when it is read


class Date(click.ParamType[date]):
    """A day, as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day of a text such as 2027-06-30."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date such as 2027-06-30", param, ctx)


class Words(click.ParamType[tuple[str, ...]]):
    """Codes, code prefixes or names, with commas between them."""

    name = "rules"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The words of a list."""
        if isinstance(value, tuple):
            return value
        return tuple(word for word in (part.strip() for part in str(value).split(",")) if word)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The rules whose code or name begins like the last word of the list."""
        before, comma, begun = incomplete.rpartition(",")
        return _completed(_rule_words(begun), before + comma)


class RuleWord(click.ParamType[str]):
    """The code or name of one rule."""

    name = "rule"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word as it is; whether there is such a rule depends on the configuration."""
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The rules whose code or name begins so."""
        return _completed(_rule_words(incomplete))


class FormatName(click.ParamType[str]):
    """The name of an output format: one of ours, or else one that a plug-in brings."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The formats, for `--help`."""
        from privlint.reporting import FORMATS

        return f"[{'|'.join(FORMATS)}]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is such a format."""
        from privlint.reporting import FORMATS

        name = str(value)
        if name in FORMATS:
            return name
        from privlint.engine.plugins import Plugins

        known = [*FORMATS, *Plugins().reporters()]
        if name not in known:
            self.fail(
                f"no format {name!r}{did_you_mean(name, known) or '; there are: ' + ', '.join(known)}", param, ctx
            )
        return name

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Our formats that begin so."""
        from privlint.reporting import FORMATS

        return _completed([name for name in FORMATS if name.startswith(incomplete)])


def _rule_words(begun: str) -> list[str]:
    """The names, or else the codes, of rules that begin so."""
    from privlint.cli.reading import configured_plugins

    rules = configured_plugins().rules()
    words = [rule.code if begun.isupper() else rule.name for rule in rules]
    return [word for word in words if word.startswith(begun)]


def _completed(words: list[str], before: str = "") -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(before + word) for word in words]


def flat(lists: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The words of an option that was given several times."""
    return tuple(word for words in lists for word in words)
