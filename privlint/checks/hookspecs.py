"""The hooks of privlint: what a plug-in may add.

Implement any of them in a module or class, marked with `hookimpl`, and name it in the entry-point group `privlint`:

    [project.entry-points.privlint]
    our-company = "our_package.privlint_plugin"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pluggy

from privlint.checks.report import Reporter
from privlint.checks.rule import Rule

if TYPE_CHECKING:
    from pathlib import Path

    from privlint.language.lines import Lines

PROJECT = "privlint"

LineReader = Callable[[str], "Lines"]

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def privlint_rule_packs() -> Iterable[Path]:  # type: ignore[empty-body]
    """Folders of rule files (`*.toml`, searched deeply), as `rules/` of privlint is one."""


@hookspec
def privlint_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """Rules written in Python. Each carries its examples, and its `check` is called once a policy."""


@hookspec
def privlint_readers() -> Mapping[str, LineReader]:  # type: ignore[empty-body]
    """File formats by suffix (`".adoc"`): each turns a decoded text into its lines, markup away and offsets kept."""


@hookspec
def privlint_reporters() -> Mapping[str, Reporter]:  # type: ignore[empty-body]
    """Output formats for `check --format`, by name: each turns a report into the whole text that is printed."""


@hookspec
def privlint_lexicons() -> Mapping[str, Path]:  # type: ignore[empty-body]
    """Languages, by ISO 639-1 code: each a folder of that name, as `grammar/en` of privlint is one."""
