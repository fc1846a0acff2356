"""What `test --mutate` prints: what no example needs, by file and concept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from privlint.engine.mutation.phrases import Idle
from privlint.engine.mutation.survey import Survey


def survey_text(survey: Survey) -> str:
    """Phrases by file and concept; then conditions of rules, clauses of examples, and the counts."""
    lines = [*_phrases(survey.phrases), *_conditions(survey.conditions)]
    if survey.clauses:
        lines += ["examples", *(f"  {clause}" for clause in survey.clauses)]
    return "\n".join([*lines, *_counts(survey)]) + "\n"


def _phrases(idle: list[Idle]) -> Iterator[str]:
    for file, in_file in groupby(idle, key=lambda one: one.phrase.file):
        yield file
        yield from (f"  {_told(one)}" for one in in_file)


def _told(one: Idle) -> str:
    """Which phrase can go, and whether some example has it."""
    phrase = one.phrase
    unless = " unless" if phrase.concept.endswith("!") else ""
    part = "" if phrase.words == phrase.entry else f", part of {phrase.entry[:40]!r}"
    said = "no example depends on it" if one.used else "untested"
    return f"[{phrase.concept.removesuffix('!')}]{unless} {phrase.words!r}{part}: {said}"


def _conditions(conditions: list[tuple[str, str]]) -> Iterator[str]:
    for file, lacks in groupby(conditions, key=lambda pair: pair[0]):
        yield file
        yield from (f"  {lack}: no example depends on it" for _, lack in lacks)


def _counts(survey: Survey) -> Iterator[str]:
    untested = sum(not one.used for one in survey.phrases)
    yield f"{survey.language}: {survey.examples} examples of rules, {survey.sayings} of concepts"
    yield f"phrases: {len(survey.phrases)} of {survey.tried_phrases} idle, {untested} of them untested"
    if survey.tried_conditions:
        yield f"conditions: {len(survey.conditions)} of {survey.tried_conditions} idle"
    yield f"clauses: {len(survey.clauses)} idle"
