"""`privlint scan`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from privlint.cli.options import PATH, Date, Words, flat

if TYPE_CHECKING:
    from privlint.workflow.corpora.parts import Parts
    from privlint.workflow.corpora.scan import Engine, Part, Setting
    from privlint.workflow.corpora.sources import Corpus


class Options(NamedTuple):
    """What was asked for on the command line."""

    inputs: tuple[str, ...]
    output: str
    text: str
    id_: str
    form: str
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    as_of: date | None
    language: str | None
    jobs: int | None
    dask: str | None
    anew: bool
    config: str | None
    isolated: bool


@click.command("scan", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=PATH)
@click.option("--output", "-o", required=True, metavar="FILE", type=PATH, help="A .parquet or .jsonl file.")
@click.option("--text", default="text", show_default=True, metavar="KEY", help="Key or column of a policy's text.")
@click.option("--id", "id_", default="id", show_default=True, metavar="KEY", help="Key or column of its name.")
@click.option(
    "--format", "form", default="format", show_default=True, metavar="KEY", help="Key or column of md, txt or html."
)
@click.option("--select", type=Words(), multiple=True, metavar="RULES", help="Ask only these rules.")
@click.option("--ignore", type=Words(), multiple=True, metavar="RULES", help="Do not ask these.")
@click.option("--as-of", type=Date(), help="Judge as on this day.  [default: today, or that of the resumed scan]")
@click.option("--language", metavar="CODE", help="The language of the policies (ISO 639-1), instead of detecting it.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Judge in N processes.  [default: one a core]")
@click.option("--dask", metavar="ADDRESS", help="Judge on the Dask cluster of this scheduler instead.")
@click.option("--anew", is_flag=True, help="Begin again where a scan of something else is under way.")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(**given: Any) -> int:
    """Judge a corpus: INPUT is a JSON Lines or Parquet file with a policy a row, a policy, or a folder of these.

    \b
    privlint scan policies.jsonl -o results.parquet
    privlint scan policies/ -o results.jsonl --jobs 8
    privlint scan policies.parquet -o results.parquet --text body --dask tcp://scheduler:8786

    One row a verdict, one a finding, and one for a policy that could not be judged. A scan that was interrupted goes on
    where it was when it is called again. Exit code: 0 done, 2 a policy could not be judged, or the work not done.
    """  # noqa: D301
    return scan(Options(**given))


def scan(options: Options) -> int:
    """Scan as the options say; the exit code."""
    from privlint import __version__
    from privlint.model.errors import PrivlintError
    from privlint.reporting.corpus import form_of
    from privlint.workflow.corpora.parts import Parts
    from privlint.workflow.corpora.scan import asked, finish
    from privlint.workflow.corpora.scan import scan as judge
    from privlint.workflow.corpora.sources import Keys, find_corpus

    for one, other in (("config", "isolated"), ("dask", "jobs")):
        if getattr(options, one) and getattr(options, other):
            raise click.UsageError(f"--{one} and --{other} exclude each other")
    parts = Parts(options.output)
    day = options.as_of or (None if options.anew else parts.day()) or date.today()
    setting = _setting(options, day)
    form = form_of(options.output, __version__, day.isoformat())
    corpus = find_corpus(options.inputs, Keys(options.text, options.id_, options.form))
    parts.begin(asked(corpus, setting), day, anew=options.anew)
    try:
        for _ in _watched(judge(corpus, setting, form, parts, _engine(options)), corpus, parts):
            pass
    except KeyboardInterrupt:
        raise PrivlintError("interrupted; the same command goes on from here") from None
    failed = sum(kept.failed for kept in parts.done().values())
    finish(form, parts)
    if failed:
        click.echo(f"privlint: {failed} policies could not be judged: the rows of kind error say why", err=True)
    return 2 if failed else 0


def _setting(options: Options, day: date) -> Setting:
    """What every policy is asked; what a configuration says of places does not count. Raises ConfigError."""
    from privlint.engine.config import configs
    from privlint.engine.results import Order
    from privlint.engine.workshop import Workshop
    from privlint.workflow.corpora.scan import Setting

    config = configs(options.config, isolated=options.isolated).of(".")
    config = config._replace(folder="", exclude=(), policies=(), per_file_ignores=())
    order = Order(day, options.language, flat(options.select) if options.select else None, (), flat(options.ignore))
    Workshop(order).linter(config)  # what is wrong with the configuration is said here, and once
    return Setting(order, config)


def _engine(options: Options) -> Engine:
    from privlint.engine.crew import cores
    from privlint.workflow.corpora.engines import dask, local

    return partial(dask, options.dask) if options.dask else partial(local, options.jobs or cores())


def _watched(work: Iterable[Part], corpus: Corpus, parts: Parts) -> Iterator[Part]:
    """The same work, with a bar, a rate and the time that is left, where somebody watches."""
    if not sys.stderr.isatty():
        yield from work
        return
    left = corpus.size() - sum(kept.policies for kept in parts.done().values())
    start, done = time.monotonic(), 0
    shown = partial(click.progressbar, length=left, label="scanning", show_pos=True, file=sys.stderr)
    with shown(item_show_func=lambda _: f"{done / max(time.monotonic() - start, 1e-3):.0f}/s") as bar:
        for part in work:
            done += part.policies
            bar.update(part.policies)
            yield part
