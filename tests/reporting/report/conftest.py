"""A dossier of one policy, made by hand: what the page tells depends on nothing but this."""

import pytest

from privlint.checks.report import PolicyReport, Report
from privlint.engine.config import Config
from privlint.language.documents import parse
from privlint.model.findings import Disclosure, Location, Verdict
from privlint.model.text import Source, Span
from privlint.workflow.dossier import Dossier, FileRecord, Record, Translation
from privlint.workflow.packs import Pack
from privlint.workflow.sayings import Saying, Sayings

TEXT = """# Privacy

Your data will never leave the European Union.

Our servers stand in Ohio, USA.

We keep orders for 12 months, and logs for *two
weeks* only.
"""


def place(quote: str, shown: str = "", note: str = "") -> Location:
    start = TEXT.index(quote)
    return Location("policy.md", Span(start, start + len(quote)), shown or quote, note)


@pytest.fixture
def dossier(report: Report) -> Dossier:
    """The report of the other reporters' tests on a longer text, with a saying for each table."""
    kept = place("We keep orders for 12 months, and logs for *two\nweeks* only.", "We keep orders … two weeks only.")
    disclosures = (
        report.policies[0].disclosures[0],
        Disclosure(
            "GDPR111", "retention-period", "Art. 13(2)(a) GDPR", Verdict.PRESENT, "it gives a period", ("P12M", "P14D"), (kept,)
        ),
        Disclosure("GDPR126", "joint-controllers", "Art. 26(2) GDPR", Verdict.NOT_APPLICABLE, "no joint controllership is stated"),
    )  # fmt: skip
    source = Source("policy.md", TEXT, "markdown")
    policy = PolicyReport("website", (source,), "en", disclosures, report.policies[0].findings)
    record = Record(
        policy,
        (parse(source),),
        (FileRecord("policy.md", "a" * 64, 190),),
        Sayings((), (Saying("P12M", place("12 months")), Saying("P14D", place("two\nweeks"))), ()),
        Config(),
        report.rules,
        (),
        (),
        (Translation("de", (FileRecord("de.md", "b" * 64, 20),), judged=False),),
    )
    packs = (Pack("built-in rules", "0.1.0", 5, "c" * 64),)
    return Dossier(report.version, report.as_of, (record,), packs, (), report.errors, report.skipped)
