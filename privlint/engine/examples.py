"""The examples that rules carry, run as the tests that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from privlint.checks.loader import load_examples, load_translated_examples
from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Context, Example, Rule
from privlint.engine.linter import Linter, Translation
from privlint.engine.reader import PolicyReader
from privlint.engine.selection import LINT
from privlint.model.tree import Document

TODAY = date(2026, 11, 22)  # when examples that name no day are judged
VERDICTS = {"good": "present", "bad": "missing"}
RULES_LANGUAGE = "en"  # of the examples in rule files
SOME = -1  # findings: at least one


class Trial(NamedTuple):
    """One example of a rule; `id` tells it from all others."""

    rule: Rule
    example: Example
    number: int

    @property
    def id(self) -> str:
        """The rule's name, and which of its good, bad or tricky examples this is, from 1; then the language, if not English."""
        language = "" if self.example.language == RULES_LANGUAGE else f"-{self.example.language}"
        return f"{self.rule.name}-{self.example.kind}-{self.number}{language}"


def trials(rules: Iterable[Rule]) -> list[Trial]:
    """Every example of some rules."""
    found = []
    for rule in rules:
        counts: dict[str, int] = {}
        for example in load_examples(rule):
            counts[example.kind] = counts.get(example.kind, 0) + 1
            found.append(Trial(rule, example, counts[example.kind]))
    return found


def translated_trials(rules: Iterable[Rule]) -> list[Trial]:
    """Every example of some rules in languages other than the rule file's."""
    found = []
    for rule in rules:
        counts: dict[tuple[str, str], int] = {}
        for example in load_translated_examples(rule):
            key = (example.language, example.kind)
            counts[key] = counts.get(key, 0) + 1
            found.append(Trial(rule, example, counts[key]))
    return found


def trials_in(language: str, rules: Iterable[Rule]) -> list[Trial]:
    """Every example of some rules in a language."""
    if language == RULES_LANGUAGE:
        return trials(rules)
    return [trial for trial in translated_trials(rules) if trial.example.language == language]


def judge(trial: Trial, known: tuple[Rule, ...]) -> str:
    """What is wrong with the outcome of an example, or nothing; `known` are all loaded rules."""
    rule, example = trial.rule, trial.example
    about_linting = rule.code.startswith(LINT)
    context = Context(example.as_of or TODAY, example.profile)
    reader = PolicyReader(language=None if about_linting else example.language)
    linter = Linter(known, known if about_linting else (rule,), context, reader)
    texts = {"example.md": example.text} | {f"example-{at}.md": text for at, text in enumerate(example.also, 2)}
    documents = [reader.parse(reader.source(name, text.encode())) for name, text in texts.items()]
    failed: list[FileError] = []
    report = linter.judge("example.md", documents, failed, translations=translations(example))
    return failed[0].message if failed else compare(trial, report)


def translations(example: Example) -> tuple[Translation, ...]:
    """The versions of an example in other languages."""
    return tuple(Translation(language, tuple(_read(language, texts))) for language, texts in example.translations)


def _read(language: str, texts: Iterable[str]) -> Iterator[Document]:
    reader = PolicyReader(language)
    for number, text in enumerate(texts, 1):
        yield reader.parse(reader.source(f"{language}/example-{number}.md", text.encode()))


def compare(trial: Trial, report: PolicyReport) -> str:
    """How a report departs from what an example expects, or nothing."""
    expected, example = _expected(trial), trial.example
    if isinstance(expected, str):
        answer = next((d for d in report.disclosures if d.code == trial.rule.code), None)
        if answer and answer.verdict == expected:
            quotes = [place.quote for place in answer.evidence]
            return _grounds(example, quotes[:1], quotes, answer.reason)
        said = f"{answer.verdict}, not {expected}: {answer.reason}" if answer else f"not answered, not {expected}"
        return f"is {said}: {_excerpt(example)}"
    found = [f for f in report.findings if f.code == trial.rule.code and f.suppressed is None]
    count = len(found)
    if count == expected or (expected == SOME and count):
        others = {str(f.severity) for f in found} - {example.severity}
        if example.severity and others:
            return f"is {', '.join(sorted(others))}, not {example.severity}: {_excerpt(example)}"
        quotes = [finding.location.quote for finding in found]
        return _grounds(example, quotes, quotes, "; ".join(finding.message for finding in found))
    wanted = "at least one finding" if expected == SOME else f"{expected} findings"
    return f"{count} findings, not {wanted}: {_excerpt(example)}"


def _grounds(example: Example, best: list[str], quotes: list[str], reason: str) -> str:
    """How the words that an outcome stands on, and its reason, depart from what an example says of them, or nothing.

    The first words that the example names have to be in the best quotes, the others in any.
    """
    places = [best, *[quotes] * (len(example.evidence) - 1)]
    for words, among in zip(example.evidence, places, strict=False):
        if not any(words in quote for quote in among):
            return f"stands on {' / '.join(map(repr, among))}, not on {words!r}: {_excerpt(example)}"
    if example.reason not in reason:
        return f"says {reason!r}, not {example.reason!r}: {_excerpt(example)}"
    return ""


def _expected(trial: Trial) -> str | int:
    example = trial.example
    if example.verdict is not None:
        return example.verdict
    if example.findings is not None:
        return example.findings
    if trial.rule.kind == "requires":
        return VERDICTS.get(example.kind, "missing")
    return 0 if example.kind == "good" else SOME


def _excerpt(example: Example) -> str:
    text = " ".join(example.text.split())
    return repr(text if len(text) <= 160 else text[:159] + "…")
