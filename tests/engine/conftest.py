"""Small rules of our own, so that the engine is tested without the law."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.report import FileError, PolicyReport
from privlint.checks.rule import Context, Law, Outcome, Policy, Rule
from privlint.engine.linter import Linter
from privlint.model.findings import Disclosure, Finding, Location, Severity, Verdict
from privlint.model.text import Source, Span


def places(policy: Policy, word: str) -> Iterator[Location]:
    for reading in policy.readings:
        path = reading.document.source.path
        for block in dict.fromkeys(sentence.block for sentence in reading.sentences):
            for match in re.finditer(word, block.text.text):
                yield Location(path, block.text.span(*match.span()), word)


def forbids(code: str, name: str, word: str, severity: Severity = Severity.ERROR) -> Rule:
    def check(policy: Policy, _context: Context) -> Outcome:
        return Outcome(
            None, tuple(Finding(code, name, severity, f"{word}!", "", place) for place in places(policy, word))
        )

    return Rule(code, name, severity, "forbids", (), f"{word}!", "w", "h", check)


def requires(code: str, name: str, word: str, law: tuple[Law, ...] = (), explained: str = "") -> Rule:
    """The word makes it present; "half-" before it partial, explained by a rule; nothing missing."""

    def answer(verdict: Verdict, place: Location | None, subject: str = "") -> Outcome:
        disclosure = Disclosure(code, name, "", verdict, str(verdict), (), (place,) if place else ())
        where = place or Location("policy.md", Span(0, 0), "")
        finding = Finding(code, name, Severity.ERROR, f"no {word}", "", where, subject=subject)
        return Outcome(disclosure, (finding,) if verdict is not Verdict.PRESENT else ())

    def check(policy: Policy, _context: Context) -> Outcome:
        half = next(places(policy, f"half-{word}"), None)
        if half:
            return answer(Verdict.PARTIAL, half, f"explained-by:{explained}" if explained else "absence")
        place = next(places(policy, word), None)
        return answer(Verdict.PRESENT if place else Verdict.MISSING, place, "absence")

    return Rule(code, name, Severity.ERROR, "requires", law, "m", "w", "h", check)


def fails(code: str, name: str) -> Rule:
    def check(_policy: Policy, _context: Context) -> Outcome:
        raise ZeroDivisionError("one by nought")

    return Rule(code, name, Severity.ERROR, "forbids", (), "m", "w", "h", check, origin="a plug-in")


OLD_LAW = (Law("Art. 1", "Old Act", date(1990, 1, 1), date(1999, 12, 31)),)
LINT = tuple(rule for rule in load_rules() if rule.code.startswith("LINT"))
RULES = (
    forbids("TEA101", "teapot", "teapot"),
    forbids("TEA102", "kettle", "kettle", Severity.WARNING),
    requires("TEA103", "biscuit", "biscuit", explained="teapot"),
    *LINT,
)

Judge = Callable[..., PolicyReport]


@pytest.fixture
def judge() -> Judge:
    """Judges one text: as Markdown, with the rules above, on 22 November 2026, if nothing else is said."""

    def judge(
        text: str,
        rules: tuple[Rule, ...] = RULES,
        *,
        running: tuple[Rule, ...] | None = None,
        form: str = "markdown",
        failed: list[FileError] | None = None,
    ) -> PolicyReport:
        linter = Linter(rules, rules if running is None else running, Context(date(2026, 11, 22)))
        document = linter.reader.parse(Source("policy.md", text, form))
        return linter.judge("policy.md", [document], [] if failed is None else failed)

    return judge
