"""The scan of a corpus: chunks of policies become parts, and the parts the output."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple, Protocol

from privlint import __version__
from privlint.checks.report import FileError
from privlint.engine.cache import digest
from privlint.engine.config import Config
from privlint.engine.crew import Crew
from privlint.engine.discovery import PolicyFile
from privlint.engine.grouping import Task, too_large
from privlint.engine.installed import installation
from privlint.engine.results import Done, Order
from privlint.engine.workshop import Workshop
from privlint.workflow.corpora.parts import Parts
from privlint.workflow.corpora.sources import Chunk, Corpus, Entry


class Judged(NamedTuple):
    """What came of a policy of a corpus."""

    number: int
    id: str
    done: Done


class Form(Protocol):
    """How parts are written, and joined."""

    def encode(self, judged: Iterable[Judged]) -> bytes:
        """The bytes of a part."""

    def join(self, parts: Iterable[str], output: str) -> None:
        """Write the parts, one after the other, as one file."""


class Setting(NamedTuple):
    """What is asked of every policy."""

    order: Order
    config: Config


class Part(NamedTuple):
    """What came of a chunk: the bytes of its part, how many policies it has, and how many of them could not be judged."""

    number: int
    data: bytes
    policies: int
    failed: int


Engine = Callable[[Callable[[Chunk], Part], Callable[[Chunk], Part], Iterable[Chunk]], Iterator[Part]]


def asked(corpus: Corpus, setting: Setting) -> str:
    """What a scan is known by: another corpus, another question or another version is another scan."""
    told = repr((corpus.state(), corpus.keys, setting.order, setting.config._replace(given=frozenset())))
    return digest([__version__.encode(), installation() or b"", told.encode(errors="surrogateescape")]).hex()


def scan(corpus: Corpus, setting: Setting, form: Form, parts: Parts, engine: Engine) -> Iterator[Part]:
    """Judge what is not judged yet; each part is written before it is told of."""
    work = partial(judge_chunk, setting, form)
    for part in engine(work, partial(_one_by_one, setting, form), corpus.chunks(parts.done())):
        parts.keep(*part)
        yield part


def finish(form: Form, parts: Parts) -> None:
    """Join the parts to the output."""
    joined = f"{parts.folder}/joined"
    form.join((kept.path for kept in parts.done().values()), joined)
    parts.end(joined)


def judge_chunk(setting: Setting, form: Form, chunk: Chunk) -> Part:
    """Judge the policies of a chunk."""
    return _part(form, chunk.number, [judge_entry(setting, entry) for entry in chunk.entries])


def judge_entry(setting: Setting, entry: Entry) -> Judged:
    """Judge one policy of a corpus."""
    broken = entry.broken
    if not broken and len(entry.content) > setting.config.max_file_size:
        broken = too_large(len(entry.content), setting.config)
    if broken:
        return _failed(entry, broken)
    file = PolicyFile(entry.path, content=entry.content)
    return Judged(entry.number, entry.id, _workshop(setting).judge(Task(entry.id, (file,), setting.config)))


def _one_by_one(setting: Setting, form: Form, chunk: Chunk) -> Part:
    """A chunk that a process died of: all of its policies are judged but the one that it died of."""
    crew = Crew(1, partial(_judge_with, setting), partial(_failed, why="the process that judged it died"))
    return _part(form, chunk.number, list(crew.answers(chunk.entries)))


def _judge_with(setting: Setting) -> Callable[[Entry], Judged]:
    return partial(judge_entry, setting)


def _failed(entry: Entry, why: str) -> Judged:
    return Judged(entry.number, entry.id, Done(None, (FileError(entry.id, why),)))


def _part(form: Form, number: int, judged: list[Judged]) -> Part:
    return Part(number, form.encode(judged), len(judged), sum(one.done.report is None for one in judged))


@cache
def _workshop(setting: Setting) -> Workshop:
    """The workshop of this process."""
    return Workshop(setting.order)
