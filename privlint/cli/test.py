"""`privlint test`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from privlint.checks.rule import Rule


@click.command("test", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("packs", nargs=-1, metavar="[PACK]...")
def command(packs: tuple[str, ...]) -> int:
    """Run the examples of every loaded rule, or of the rule files in each PACK (a folder), and say what fails.

    A rule's good examples have to satisfy it, its bad ones must not, and its tricky ones come out as they say.
    """
    from privlint.engine.examples import judge, trials
    from privlint.engine.plugins import Plugins

    loaded = Plugins().rules()
    chosen = tuple(rule for pack in packs for rule in _load(pack)) if packs else loaded
    known = tuple({rule.code: rule for rule in (*loaded, *chosen)}.values())
    failed = 0
    every = trials(chosen)
    for trial in every:
        wrong = judge(trial, known)
        if wrong:
            failed += 1
            click.echo(f"{trial.rule.code} {trial.id}: {wrong}")
    click.echo(f"{len(chosen)} rules, {len(every)} examples: {len(every) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _load(pack: str) -> tuple[Rule, ...]:
    from privlint.checks.loader import load_pack

    if not os.path.isdir(pack):
        raise RuleError(f"{pack}: no such folder of rule files; check the path")
    return load_pack(Path(pack))
