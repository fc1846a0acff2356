"""Work in several processes: in order, whatever happens to one of them."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from privlint.engine.crew import AHEAD, HELD, Crew

KILLS = 13


def make(slow: int = -1) -> Callable[[int], int]:
    return partial(square, slow)


def square(slow: int, number: int) -> int:
    if number == KILLS:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == slow:
        time.sleep(0.3)
    return number * number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("questions", [0, 1, 5, 100])
def test_answers_come_in_the_order_of_the_questions(size: int, questions: int) -> None:
    numbers = [number for number in range(questions + 1) if number != KILLS]
    assert list(Crew(size, partial(make, 3), lost).answers(numbers)) == [number * number for number in numbers]


def test_a_process_that_dies_takes_one_question_with_it() -> None:
    expected = [-number if number == KILLS else number * number for number in range(40)]
    assert list(Crew(2, make, lost).answers(range(40))) == expected


def test_questions_are_taken_as_they_are_needed() -> None:
    taken = 0

    def questions() -> Iterator[int]:
        nonlocal taken
        for number in range(100, 10_000):
            taken += 1
            yield number

    answers = Crew(2, make, lost).answers(questions())
    assert next(answers) == 10_000
    assert taken <= 2 * (HELD + AHEAD)
    answers.close()  # type: ignore[attr-defined]


def test_no_process_stays_when_nobody_listens_any_more() -> None:
    crew = Crew(2, make, lost)
    answers = crew.answers(range(100, 200))
    next(answers)
    processes = [worker._process for worker in crew._workers]
    answers.close()  # type: ignore[attr-defined]
    assert not any(process.is_alive() for process in processes)


def test_what_is_raised_in_a_process_is_raised_here() -> None:
    with pytest.raises(TypeError):
        list(Crew(2, make, lost).answers(["a", *range(5)]))  # type: ignore[list-item]
