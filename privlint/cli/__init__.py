"""The command line: one module a command, imported when it is used; options in, exit code out."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module

import click

from privlint import __version__
from privlint.model.errors import PrivlintError

COMMANDS = {
    "baseline": "Record today's findings, so that only new ones fail.",
    "check": "Lint policies.",
    "config": "The configuration in force, and where each value comes from.",
    "diff": "What a change did to a policy.",
    "draft": "A clause for each disclosure that a policy lacks.",
    "explain": "What a rule asks, and why; with a file, the verdict there.",
    "init": "Configuration, pre-commit entry and CI job for this repository.",
    "lsp": "Findings and quick fixes in an editor (Language Server Protocol).",
    "parse": "What privlint understood of a policy.",
    "report": "The report on a policy, for the file.",
    "rules": "Every loaded rule.",
    "scan": "Judge a corpus: thousands of policies in, rows out.",
    "suppressions": "Every suppression, with its reason, owner and last day.",
    "test": "Run the examples that every rule carries.",
}
# Thresholds of garbage collection: nearly all that a run makes lives until its end, and collection finds nothing
COLLECTION = (500_000, 20, 50)


class LazyCommands(click.Group):
    """A group whose commands are the modules beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"privlint.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; the nearest is suggested for one that does not exist."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from privlint.engine.nearest import did_you_mean

            ctx.fail(f"no command {args[0]!r}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="privlint", message="%(prog)s %(version)s")
def privlint() -> None:
    """Lint privacy policies, as a linter lints code.

    Start with `privlint check policy.md`; `privlint explain RULE` says more about any finding.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run privlint and exit: 0 good, 1 findings, 2 the work could not be done."""
    gc.set_threshold(*COLLECTION)
    try:
        code = privlint.main(arguments, prog_name="privlint", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = error.exit_code
    except click.ClickException as error:
        code = complain(_usage(error))
    except PrivlintError as error:
        code = complain(str(error))
    except (click.Abort, KeyboardInterrupt):
        code = complain("interrupted")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 2
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        code = complain(f"{where}{(error.strerror or str(error)).lower()}; check the path and its permissions")
    except Exception as error:
        if os.environ.get("PRIVLINT_DEBUG"):
            raise
        code = complain(
            f"internal error: {type(error).__name__}: {error}; PRIVLINT_DEBUG=1 shows where, please report it"
        )
    sys.exit(code if isinstance(code, int) else 0)


def run() -> None:
    """The installed command: `main`, and out at once. Taking down what a run has made would take a sixth of its time."""
    code = 0
    try:
        main()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 0
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = 2
    os._exit(code)


def complain(message: str) -> int:
    """Say on standard error, in one line, what could not be done; the exit code that goes with it."""
    say(f"privlint: {' '.join(message.split())}\n", err=True)
    return 2


def say(text: str, *, err: bool = False) -> None:
    """Print what strangers may have written: nothing in it steers the terminal."""
    from privlint.reporting.printable import lines

    click.echo(lines(text).encode(errors="backslashreplace"), nl=False, err=err)


def _usage(error: click.ClickException) -> str:
    message = error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{message.rstrip('.?')}; see `{context.command_path} --help`" if context else message
