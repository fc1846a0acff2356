"""`privlint test`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from privlint.cli.options import PATH
from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from privlint.checks.rule import Rule


@click.command("test", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("packs", nargs=-1, metavar="[PACK]...", type=PATH)
@click.option("--mutate", is_flag=True, help="Take away each part of the rules: which does no example miss?")
@click.option("--only", metavar="NAME", help="With --mutate: this rule, concept, file or folder of them alone.")
@click.option("--language", metavar="LANGUAGE", help="With --mutate: the examples and concepts of this language alone.")
def command(packs: tuple[str, ...], mutate: bool, only: str | None, language: str | None) -> int:
    """Run the examples of every loaded rule, or of the rule files in each PACK (a folder), and say what fails.

    A rule's good examples have to satisfy it, its bad ones must not, and its tricky ones come out as they say. Without
    a PACK, the examples of every concept are run too.

    With --mutate: takes away every phrase of every concept, every condition of every rule, and the clause of every
    example, one at a time, and lists what no example needs: it is dead weight, or it is untested. Closed lists
    are left alone. Each language is told of by itself. This takes a few minutes.
    """
    from privlint.cli.reading import configured_plugins
    from privlint.engine.examples import judge, translated_trials, trials

    for option, value in (("--only", only), ("--language", language)):
        if value is not None and not mutate:
            raise click.UsageError(f"{option} goes with --mutate")
    plugins = configured_plugins()
    loaded = plugins.rules()
    chosen = tuple(rule for pack in packs for rule in _load(pack)) if packs else loaded
    if mutate:
        return _mutate(chosen, only or "", language, patterns=not packs)
    known = tuple({rule.code: rule for rule in (*loaded, *chosen)}.values())
    every = [*trials(chosen), *translated_trials(chosen)]
    failures = [f"{trial.rule.code} {trial.id}: {wrong}" for trial in every if (wrong := judge(trial, known))]
    for failure in failures:
        click.echo(failure)
    click.echo(
        f"{len(chosen)} rules, {len(every)} examples: {len(every) - len(failures)} passed, {len(failures)} failed"
    )
    return 1 if failures or (not packs and _sayings(plugins.lexicons())) else 0


def _sayings(lexicons: Mapping[str, Path]) -> int:
    """Runs the examples of concepts, in the built-in languages and those of plug-ins; how many failed."""
    from privlint.engine.reader import PolicyReader
    from privlint.engine.sayings import language_folders, read_saying, read_sayings

    failed = count = 0
    for folder in language_folders(lexicons):
        reader = PolicyReader(folder.name, lexicons=lexicons)
        for saying in read_sayings(folder):
            count += 1
            wrong = saying.wrong(read_saying(saying, reader))
            if wrong:
                failed += 1
                click.echo(wrong)
    click.echo(f"{count} examples of concepts: {count - failed} passed, {failed} failed")
    return failed


def _mutate(chosen: tuple[Rule, ...], only: str, language: str | None, *, patterns: bool) -> int:
    """Surveys the rules with their examples in each language, or in one."""
    from privlint.engine.mutation.survey import Part, survey
    from privlint.language.compiled import load_tables
    from privlint.reporting.survey import survey_text

    languages = load_tables().languages()
    if language is not None and language not in languages:
        raise click.UsageError(f"no lexicon of the language {language!r}; there are {', '.join(languages)}")
    surveys = (survey(chosen, each, Part(only), patterns=patterns) for each in ([language] if language else languages))
    found = [each for each in surveys if not each.empty]
    if not found:
        raise RuleError(f"{only}: no rule, concept or file of this name; `privlint rules` lists the rules")
    for each in found:
        click.echo(survey_text(each).encode(), nl=False)
    return 0 if all(each.clean for each in found) else 1


def _load(pack: str) -> tuple[Rule, ...]:
    from privlint.checks.loader import load_pack

    if not os.path.isdir(pack):
        raise RuleError(f"{pack}: no such folder of rule files; check the path")
    return load_pack(Path(pack))
