"""What Larkfield asks of its policies besides the law: a rule in Python, rules as data, and an output format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from privlint.checks.hookspecs import hookimpl
from privlint.checks.report import Presentation, Report, Reporter
from privlint.checks.rule import Context, Example, Outcome, Policy, Rule
from privlint.model.findings import Finding, Location, Severity

MESSAGE = "A whole paragraph is shouted."
HELP = "Write it in sentence case; if it matters, put it first."
FEWEST = 8  # words: a short line in capitals is a heading or a name


def check(policy: Policy, _context: Context) -> Outcome:
    """Find paragraphs in capital letters."""
    findings = []
    for reading in policy.readings:
        path = reading.document.source.path
        for sentence in reading.sentences:
            if sentence.kind == "paragraph" and sentence.quote.isupper() and len(sentence.quote.split()) >= FEWEST:
                place = Location(path, sentence.span, sentence.quote)
                findings.append(Finding("LARK001", "shouted-text", Severity.WARNING, MESSAGE, HELP, place))
    return Outcome(findings=tuple(findings))


SHOUTED_TEXT = Rule(
    code="LARK001",
    name="shouted-text",
    severity=Severity.WARNING,
    kind="document",
    law=(),
    message=MESSAGE,
    why="Text in capital letters is read more slowly, and people skip it: it hides what it wants to stress.",
    help=HELP,
    check=check,
    examples=(
        Example("good", "We collect your name, your address and what you have ordered from us.", findings=0),
        Example("bad", "WE ARE NOT LIABLE FOR ANYTHING THAT HAPPENS TO YOUR DATA IN TRANSIT.", findings=1),
        Example("tricky", "# PRIVACY POLICY OF LARKFIELD LTD\n\nWe collect your name.", findings=0),
        Example("tricky", "LARKFIELD LTD, 1 MILL LANE, BRIGHTWATER", findings=0),
    ),
)


@hookimpl
def privlint_rules() -> Iterable[Rule]:
    """The rule above."""
    return [SHOUTED_TEXT]


@hookimpl
def privlint_rule_packs() -> Iterable[Path]:
    """Rule files, the same as privlint's own."""
    return [Path(__file__).parent / "rules"]


def verdicts(report: Report, _presentation: Presentation) -> str:
    """One line a verdict, with tabs between."""
    rows = [(policy.name, d.code, d.name, str(d.verdict)) for policy in report.policies for d in policy.disclosures]
    return "".join("\t".join(row) + "\n" for row in rows)


@hookimpl
def privlint_reporters() -> Mapping[str, Reporter]:
    """`privlint check --format verdicts`."""
    return {"verdicts": verdicts}
