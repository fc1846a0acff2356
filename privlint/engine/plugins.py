"""Plug-ins: what privlint has of its own and what installed packages add come through the same hooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import pluggy

from privlint.checks import hookspecs
from privlint.checks.hookspecs import PROJECT, LineReader, hookimpl
from privlint.checks.report import Reporter
from privlint.checks.rule import Rule
from privlint.engine.installed import plugin_packages
from privlint.model.errors import PluginError, RuleError

if TYPE_CHECKING:
    from pathlib import Path


class BuiltIn:
    """The rules and file formats that privlint has of its own."""

    @hookimpl
    def privlint_rules(self) -> Iterable[Rule]:
        """Every rule file of `rules/`, and the checks written in Python that they name."""
        from privlint.checks.loader import load_rules

        return load_rules()

    @hookimpl
    def privlint_readers(self) -> Mapping[str, LineReader]:
        """Markdown, plain text and HTML."""
        from privlint.language.readers import FORMATS, read_format

        return {suffix: partial(read_format, form) for suffix, form in FORMATS.items()}


class Plugins:
    """The plug-ins in force; made once a run. `own` are further built-ins, handed down from the floors above.

    `packs` are folders of rule files, `disabled` the names of installed plug-ins that are left alone.
    """

    def __init__(
        self,
        own: Iterable[object] = (),
        *,
        installed: bool = True,
        packs: Iterable[str] = (),
        disabled: Iterable[str] = (),
    ) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._packs = tuple(packs)
        self._disabled = frozenset(disabled)
        for plugin in (BuiltIn(), *own):
            self._register(plugin, type(plugin).__name__)
        if installed and any(plugin_packages()):
            self._load_installed()
        self._check_hooks()

    def rules(self) -> tuple[Rule, ...]:
        """Every loaded rule, by code; raises RuleError or PluginError by name."""
        rules: dict[str, Rule] = {}
        for name, given in self._ask("privlint_rules"):
            for rule in given:
                _add(rules, rule, name)
        for name, folders in self._ask("privlint_rule_packs"):
            for rule in _load_packs(folders):
                _add(rules, rule, name)
        for rule in _load_packs(self._packs):
            _add(rules, rule, "the configuration")
        return tuple(rules[key] for key in sorted(rules) if key == rules[key].code)

    def readers(self) -> dict[str, LineReader]:
        """File formats by suffix."""
        return {suffix: reader for _, given in self._ask("privlint_readers") for suffix, reader in given.items()}

    def reporters(self) -> dict[str, Reporter]:
        """Output formats by name."""
        return {
            format_: reporter for _, given in self._ask("privlint_reporters") for format_, reporter in given.items()
        }

    def lexicons(self) -> dict[str, Path]:
        """Folders of languages that plug-ins bring, by code."""
        return {language: folder for _, given in self._ask("privlint_lexicons") for language, folder in given.items()}

    def _ask(self, hook: str) -> Iterator[tuple[str, Any]]:
        """What each plug-in answers, with its name; one that raises stops the run."""
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            name = implementation.plugin_name
            try:
                yield name, implementation.function()
            except (PluginError, RuleError):
                raise
            except Exception as error:
                raise _failed(name, error) from error

    def _load_installed(self) -> None:
        from importlib.metadata import entry_points

        for entry in sorted(entry_points(group=PROJECT), key=lambda entry: entry.name):
            if entry.name in self._disabled:
                continue
            try:
                plugin = entry.load()
            except Exception as error:
                raise _failed(entry.name, error) from error
            self._register(plugin() if isinstance(plugin, type) else plugin, entry.name)

    def _check_hooks(self) -> None:
        """A misspelt hook would never be called: it is an error."""
        try:
            self._manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise _failed(self._manager.get_name(error.plugin) or "?", error) from error

    def _register(self, plugin: object, name: str) -> None:
        try:
            self._manager.register(plugin, name)
        except (ValueError, pluggy.PluginValidationError) as error:
            raise _failed(name, error) from error


def _failed(name: str, error: Exception) -> PluginError:
    return PluginError(f"plug-in {name!r} cannot be loaded: {type(error).__name__}: {error}; mend or uninstall it")


def _load_packs(folders: Iterable[Path | str]) -> Iterator[Rule]:
    for folder in folders:
        from pathlib import Path

        from privlint.checks.loader import load_pack

        yield from load_pack(Path(folder))


def _add(rules: dict[str, Rule], rule: Rule, plugin: str) -> None:
    for key in (rule.code, rule.name):
        if key in rules:
            raise RuleError(f"{rule.origin or plugin}: {key} is already the rule of {rules[key].origin or 'privlint'}")
        rules[key] = rule
