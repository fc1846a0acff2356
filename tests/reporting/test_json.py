"""The JSON shape is a promise: every key, and no other."""

import json

from privlint.checks.report import Report
from privlint.reporting.json import as_data, report_json


def test_the_shape(report: Report) -> None:
    data = json.loads(report_json(report))
    assert list(data) == ["version", "privlint", "as_of", "policies", "errors", "summary"]
    assert (data["version"], data["privlint"], data["as_of"]) == (1, "0.1.0", "2026-11-22")
    assert data["errors"] == [{"path": "gone.md", "message": "no such file"}]
    (policy,) = data["policies"]
    assert list(policy) == ["name", "files", "language", "disclosures", "findings"]
    assert (policy["name"], policy["files"], policy["language"]) == ("policy.md", ["policy.md"], "en")


def test_a_finding(report: Report) -> None:
    finding = as_data(report)["policies"][0]["findings"][1]
    assert finding == {
        "code": "CON104",
        "name": "transfer-contradiction",
        "severity": "error",
        "message": "The policy says that data stays in the EU, and that it is kept in the US.",
        "help": "Say where the data goes, and on which ground.",
        "path": "policy.md",
        "start": {"line": 3, "column": 11, "offset": 21},
        "end": {"line": 3, "column": 46, "offset": 56},
        "quote": "will never leave the European Union",
        "related": [
            {
                "path": "policy.md",
                "start": {"line": 5, "column": 1, "offset": 59},
                "end": {"line": 5, "column": 32, "offset": 90},
                "quote": "Our servers stand in Ohio, USA.",
                "note": "kept in the US",
            }
        ],
        "suppressed": None,
        "fingerprint": "aa",
    }


def test_a_suppressed_finding_says_by_whom(report: Report) -> None:
    assert as_data(report)["policies"][0]["findings"][3]["suppressed"] == {
        "reason": "known",
        "owner": "dpo",
        "until": "2027-06-30",
        "path": "policy.md",
        "line": 4,
    }


def test_a_disclosure(report: Report) -> None:
    assert as_data(report)["policies"][0]["disclosures"][1] == {
        "code": "GDPR111",
        "name": "retention-period",
        "article": "Art. 13(2)(a) GDPR",
        "verdict": "present",
        "reason": "it gives a period",
        "value": ["P12M"],
        "evidence": [
            {
                "path": "policy.md",
                "start": {"line": 7, "column": 1, "offset": 92},
                "end": {"line": 7, "column": 30, "offset": 121},
                "quote": "We keep orders for 12 months.",
            }
        ],
    }


def test_the_summary_counts_what_is_not_suppressed(report: Report) -> None:
    assert as_data(report)["summary"] == {
        "error": 2,
        "warning": 0,
        "info": 1,
        "present": 1,
        "partial": 0,
        "missing": 1,
        "not-applicable": 0,
        "unknown": 0,
        "skipped": 2,
    }
