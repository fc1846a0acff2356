"""Work in several processes: answers in the order of the questions, few of them in memory, and no answer lost with a process."""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import Pipe, get_all_start_methods, get_context, get_start_method
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

AHEAD = 2  # questions that wait at each process
HELD = 16  # answers, for each process, that may wait for an earlier one


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start_method() -> str:
    """How a process begins: on Linux as a copy of this one ("fork"), unless threads run here that it would lack; else as Python does."""
    copies = sys.platform == "linux" and "fork" in get_all_start_methods() and threading.active_count() == 1
    return "fork" if copies else get_start_method()


class Crew(Generic[Q, A]):
    """Processes that answer questions. `make` is called once in each, and makes what answers.

    A process that dies takes only the question with it that it was at: `lost` says what the answer to that is. What is
    raised in a process is raised here.
    """

    def __init__(self, size: int, make: Callable[[], Callable[[Q], A]], lost: Callable[[Q], A]) -> None:
        self._size = size
        self._make = make
        self._lost = lost
        self._workers: list[_Worker[Q]] = []

    def answers(self, questions: Iterable[Q]) -> Iterator[A]:
        """The answers, in the order of the questions, which are taken as they are needed."""
        try:
            self._workers = [_Worker(self._make) for _ in range(self._size)]
            yield from self._in_order(enumerate(questions))
        finally:
            for worker in self._workers:
                worker.stop()

    def _in_order(self, questions: Iterator[tuple[int, Q]]) -> Iterator[A]:
        done: dict[int, A] = {}
        following, asked, left = 0, 0, True
        while left or following < asked:
            while left and asked - following < HELD * self._size and (free := self._free()):
                question = next(questions, None)
                left = question is not None
                if question is not None:
                    asked += 1
                    free.ask(*question)
            if following < asked:
                done.update(self._receive())
            while following in done:
                yield done.pop(following)
                following += 1

    def _free(self) -> _Worker[Q] | None:
        worker = min(self._workers, key=lambda worker: len(worker.asked))
        return worker if len(worker.asked) < AHEAD else None

    def _receive(self) -> Iterator[tuple[int, A]]:
        """What those say who have an answer; another takes the place of one that is dead."""
        busy = {worker.line: worker for worker in self._workers if worker.asked}
        for line in wait(list(busy)):
            worker = busy[line]  # type: ignore[index]
            try:
                answer, error = worker.line.recv()
            except (EOFError, OSError):
                yield self._replace(worker)
                continue
            if error is not None:
                raise error
            yield worker.asked.popleft()[0], answer

    def _replace(self, dead: _Worker[Q]) -> tuple[int, A]:
        number, question = dead.asked.popleft()
        dead.stop()
        another = _Worker(self._make)
        self._workers[self._workers.index(dead)] = another
        for waiting in dead.asked:
            another.ask(*waiting)
        return number, self._lost(question)


class _Worker(Generic[Q]):
    """A process, and the questions that wait there, the one that it is at first."""

    def __init__(self, make: Callable[[], Callable[[Q], object]]) -> None:
        self.line, other = Pipe()
        self.asked: deque[tuple[int, Q]] = deque()
        context: Any = get_context(start_method())
        self._process = context.Process(target=_work, args=(make, other, self.line), daemon=True)
        self._process.start()
        other.close()

    def ask(self, number: int, question: Q) -> None:
        self.asked.append((number, question))
        try:
            self.line.send(question)
        except OSError:  # it is dead, which is found when its answer is awaited
            return

    def stop(self) -> None:
        self._process.terminate()
        self._process.join()
        self.line.close()


def _work(make: Callable[[], Callable[[Q], object]], line: Connection, parents: Connection) -> None:
    """The life of a process, until nobody is left to ask; an interruption is the parent's to see."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parents.close()
    answer = make()
    while True:
        try:
            line.send(_said(answer, line.recv()))
        except (EOFError, OSError):
            return


def _said(answer: Callable[[Q], object], question: Q) -> tuple[object, Exception | None]:
    try:
        return answer(question), None
    except Exception as error:
        return None, error
