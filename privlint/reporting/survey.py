"""What `test --mutate` prints: what no example needs, by file and concept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from privlint.engine.mutation.alternatives import Idle
from privlint.engine.mutation.survey import Survey


def survey_text(survey: Survey) -> str:
    """Patterns by file, concept and phrase; then conditions of rules, clauses of examples, and the counts."""
    lines = [*_patterns(survey.alternatives), *_conditions(survey.conditions)]
    if survey.clauses:
        lines += ["examples", *(f"  {clause}" for clause in survey.clauses)]
    return "\n".join([*lines, *_counts(survey)]) + "\n"


def _patterns(idle: list[Idle]) -> Iterator[str]:
    for file, in_file in groupby(idle, key=lambda one: one.alternative.file):
        yield file
        for concept, in_concept in groupby(in_file, key=lambda one: one.alternative.concept):
            shown, unless = concept.removesuffix("!"), " unless" if concept.endswith("!") else ""
            for phrase, parts in groupby(in_concept, key=lambda one: one.alternative.phrase):
                yield f"  [{shown}]{unless} {phrase!r}: {_told(list(parts))}"


def _told(parts: list[Idle]) -> str:
    """What of a phrase can go: the whole of it, or some alternatives."""
    if parts[0].alternative.words == parts[0].alternative.phrase:
        return "no example depends on it" if parts[0].used else "untested"
    used = [part.alternative.words for part in parts if part.used]
    unused = [part.alternative.words for part in parts if not part.used]
    said = [f"untested: {' | '.join(unused)}"] if unused else []
    return "; ".join([*said, *([f"no example depends on: {' | '.join(used)}"] if used else [])])


def _conditions(conditions: list[tuple[str, str]]) -> Iterator[str]:
    for file, lacks in groupby(conditions, key=lambda pair: pair[0]):
        yield file
        yield from (f"  {lack}: no example depends on it" for _, lack in lacks)


def _counts(survey: Survey) -> Iterator[str]:
    phrases = {(one.alternative.concept, one.alternative.phrase) for one in survey.alternatives}
    yield f"{survey.examples} examples"
    yield f"alternatives: {len(survey.alternatives)} of {survey.tried_alternatives} idle, in {len(phrases)} patterns"
    yield f"conditions: {len(survey.conditions)} of {survey.tried_conditions} idle"
    yield f"clauses: {len(survey.clauses)} idle"
