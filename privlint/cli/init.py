"""`privlint init`."""

from __future__ import annotations

import click


@click.command("init", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--force", is_flag=True, help="Write files that exist anew; hooks that are there stay, and ours is added."
)
@click.option(
    "--ci", type=click.Choice(["github", "gitlab", "none"]), help="Where policies are built.  [default: as it looks]"
)
def command(force: bool, ci: str | None) -> None:
    """Set up the repository here: privlint.toml, a pre-commit entry, and a CI job.

    Nothing that exists is touched without --force.
    """
    from privlint.workflow.repository import plan, survey, write

    state = survey()
    for planned in plan(state, ci):
        if planned.present and not (force and planned.text):
            click.echo(f"kept     {planned.path}{f': {planned.advice}' if planned.advice else ''}")
            continue
        try:
            write(planned, state.folder)
        except OSError as error:
            raise click.FileError(planned.path, hint=(error.strerror or str(error)).lower()) from error
        told = f": {planned.advice}" if planned.advice and not planned.present else ""
        click.echo(f"written  {planned.path}{told}")
    for path in state.policies:
        click.echo(f"policy   {path}")
    click.echo("next: `privlint check`" + ("" if state.policies else "; no file here looks like a policy yet"))
