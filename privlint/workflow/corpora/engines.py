"""Who judges the chunks: the processes of this machine, or an existing Dask cluster. Both answer in order, and lose nothing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from privlint.engine.crew import AHEAD, Crew
from privlint.model.errors import PrivlintError

Q = TypeVar("Q")
A = TypeVar("A")


def local(processes: int, work: Callable[[Q], A], lost: Callable[[Q], A], questions: Iterable[Q]) -> Iterator[A]:
    """The answers of processes here; `lost` answers a question whose process died."""
    return Crew(processes, partial(_itself, work), lost).answers(questions)


def _itself(work: Callable[[Q], A]) -> Callable[[Q], A]:
    return work


def dask(address: str, work: Callable[[Q], A], lost: Callable[[Q], A], questions: Iterable[Q]) -> Iterator[A]:
    """The answers of the workers of a cluster, all of which have privlint; `address` is its scheduler's."""
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise PrivlintError("--dask needs `pip install 'privlint[scan]'`") from None
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise PrivlintError(f"--dask {address}: no scheduler answers there: {error}") from None
    waiting: deque[tuple[Q, Any]] = deque()

    def first() -> A:
        question, future = waiting.popleft()
        try:
            answer: A = future.result()
        except KilledWorker:
            return lost(question)
        return answer

    with client:
        for question in questions:
            waiting.append((question, client.submit(work, question, pure=False)))
            if len(waiting) > AHEAD * sum(client.nthreads().values()):
                yield first()
        while waiting:
            yield first()
