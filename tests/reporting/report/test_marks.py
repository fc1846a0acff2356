"""Marks that overlap in any way become runs that a page can nest."""

from hypothesis import given
from hypothesis import strategies as st

from privlint.reporting.report.marks import Mark, Run, runs

TEXT = "we keep it"
SPANS = st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda span: span[0] < span[1])


def shown(made: tuple[Run, ...]) -> str:
    return "".join(
        f"<{run.mark.kind}{':' + run.mark.anchor if run.mark.anchor else ''}>{shown(run.runs)}</>"
        if run.mark
        else run.text
        for run in made
    )


def plain(made: tuple[Run, ...]) -> str:
    return "".join(plain(run.runs) if run.mark else run.text for run in made)


def test_a_mark_within_another_is_nested() -> None:
    assert shown(runs(TEXT, [Mark(3, 7, "in", "b"), Mark(0, 10, "out", "a")])) == "<out:a>we <in:b>keep</> it</>"


def test_marks_of_one_place_are_nested() -> None:
    assert shown(runs(TEXT, [Mark(0, 2, "one", "a"), Mark(0, 2, "two", "b")])) == "<one:a><two:b>we</></> keep it"


def test_a_mark_that_crosses_another_is_shown_in_two_parts_with_one_anchor() -> None:
    made = shown(runs(TEXT, [Mark(0, 7, "one", "a"), Mark(3, 10, "two", "b")]))
    assert made == "<one:a>we <two:b>keep</></><two> it</>"


@given(st.lists(SPANS, max_size=6))
def test_the_text_stays_and_every_anchor_stands_once(spans: list[tuple[int, int]]) -> None:
    made = runs(TEXT, [Mark(start, end, "m", f"a{number}") for number, (start, end) in enumerate(spans)])
    assert plain(made) == TEXT
    assert [shown(made).count(f":a{number}>") for number in range(len(spans))] == [1] * len(spans)
