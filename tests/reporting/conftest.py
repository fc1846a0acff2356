"""A report to print: one policy with a contradiction, a missing disclosure, a repeated and a suppressed finding."""

from datetime import date

import pytest

from privlint.checks.report import FileError, PolicyReport, Report
from privlint.checks.rule import Law, Outcome, Rule
from privlint.model.findings import Disclosure, Finding, Location, Severity, Suppressed, Verdict
from privlint.model.text import Source, Span

TEXT = """# Privacy

Your data will never leave the European Union.

Our servers stand in Ohio, USA.

We keep orders for 12 months.
"""


def place(quote: str, note: str = "") -> Location:
    start = TEXT.index(quote)
    return Location("policy.md", Span(start, start + len(quote)), quote, note)


def rule(code: str, name: str, kind: str, severity: Severity = Severity.ERROR) -> Rule:
    law = (Law("Art. 13(1)(f) GDPR", "Regulation (EU) 2016/679", date(2018, 5, 25)),)
    return Rule(code, name, severity, kind, law, "m", "w", "h", lambda _policy, _context: Outcome())


@pytest.fixture
def report() -> Report:
    contradiction = Finding(
        "CON104",
        "transfer-contradiction",
        Severity.ERROR,
        "The policy says that data stays in the EU, and that it is kept in the US.",
        "Say where the data goes, and on which ground.",
        place("will never leave the European Union"),
        (place("Our servers stand in Ohio, USA.", "kept in the US"),),
        fingerprint="aa",
    )
    missing = Finding(
        "GDPR104", "dpo-contact", Severity.ERROR, "No DPO.", "Name one.", place("# Privacy"), fingerprint="bb"
    )
    hedged = Finding(
        "GDPR204",
        "hedged-practice",
        Severity.INFO,
        "Two.",
        "",
        place("Ohio"),
        (place("12 months", "here"),),
        fingerprint="cc",
    )
    silenced = Finding(
        "DOC103",
        "stale-date",
        Severity.WARNING,
        "Old.",
        "",
        place("USA"),
        suppressed=Suppressed("known", "dpo", "2027-06-30", "policy.md", 4),
        fingerprint="dd",
    )
    disclosures = (
        Disclosure("GDPR104", "dpo-contact", "Art. 13(1)(b) GDPR", Verdict.MISSING, "no DPO is named"),
        Disclosure(
            "GDPR111",
            "retention-period",
            "Art. 13(2)(a) GDPR",
            Verdict.PRESENT,
            "it gives a period",
            ("P12M",),
            (place("We keep orders for 12 months."),),
        ),
    )
    policy = PolicyReport(
        "policy.md",
        (Source("policy.md", TEXT, "markdown"),),
        "en",
        disclosures,
        (missing, contradiction, hedged, silenced),
    )
    rules = (
        rule("CON104", "transfer-contradiction", "contradicts"),
        rule("DOC103", "stale-date", "document", Severity.WARNING),
        rule("GDPR104", "dpo-contact", "requires"),
        rule("GDPR111", "retention-period", "requires"),
        rule("GDPR204", "hedged-practice", "forbids", Severity.INFO),
    )
    return Report(
        "0.1.0",
        date(2026, 11, 22),
        rules,
        (policy,),
        (FileError("gone.md", "no such file"),),
        ("README.md", "todo.txt"),
    )
