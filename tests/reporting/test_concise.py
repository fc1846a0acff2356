"""One line a finding."""

from privlint.checks.report import Presentation, Report
from privlint.reporting.concise import report_concise

FINDINGS = """\
policy.md:1:1: GDPR104 dpo-contact No DPO.
policy.md:3:11: CON104 transfer-contradiction The policy says that data stays in the EU, and that it is kept in the US.
policy.md:5:22: GDPR204 hedged-practice Two.
"""


def test_the_whole_text(report: Report) -> None:
    assert report_concise(report, Presentation(summary=False)) == FINDINGS


def test_the_summary_comes_last(report: Report) -> None:
    text = report_concise(report, Presentation())
    assert text.startswith(FINDINGS + "findings: 2 error")
    assert text.endswith("files: 1 checked, 2 skipped\n")


def test_evidence_is_one_line_a_disclosure(report: Report) -> None:
    text = report_concise(report, Presentation(summary=False, evidence=True))
    assert text.splitlines()[3:] == [
        "policy.md: GDPR104 dpo-contact missing: no DPO is named",
        "policy.md: GDPR111 retention-period present: it gives a period",
    ]
