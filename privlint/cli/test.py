"""`privlint test`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from privlint.cli.options import PATH
from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from privlint.checks.rule import Rule


@click.command("test", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("packs", nargs=-1, metavar="[PACK]...", type=PATH)
@click.option("--mutate", is_flag=True, help="Take away each part of the rules: which does no example miss?")
def command(packs: tuple[str, ...], mutate: bool) -> int:
    """Run the examples of every loaded rule, or of the rule files in each PACK (a folder), and say what fails.

    A rule's good examples have to satisfy it, its bad ones must not, and its tricky ones come out as they say.

    With --mutate: takes away every alternative of every pattern, every condition of every rule, and the clause of every
    example, one at a time, and lists what no example needs: it is dead weight, or it is untested. Closed lists
    are left alone. This takes a minute or two.
    """
    from privlint.cli.reading import configured_plugins
    from privlint.engine.examples import judge, trials

    loaded = configured_plugins().rules()
    chosen = tuple(rule for pack in packs for rule in _load(pack)) if packs else loaded
    if mutate:
        return _mutate(chosen, patterns=not packs)
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


def _mutate(chosen: tuple[Rule, ...], *, patterns: bool) -> int:
    from privlint.engine.mutation.survey import survey
    from privlint.reporting.survey import survey_text

    found = survey(chosen, patterns=patterns)
    click.echo(survey_text(found).encode(), nl=False)
    return 0 if found.clean else 1


def _load(pack: str) -> tuple[Rule, ...]:
    from privlint.checks.loader import load_pack

    if not os.path.isdir(pack):
        raise RuleError(f"{pack}: no such folder of rule files; check the path")
    return load_pack(Path(pack))
