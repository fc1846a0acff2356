"""The formats of services: GitHub's commands, GitLab's code quality, JUnit, and Markdown for a pull request."""

import json
from xml.etree import ElementTree

import pytest

from privlint.checks.report import Presentation, Report
from privlint.model.findings import Finding
from privlint.reporting.github import report_github
from privlint.reporting.gitlab import report_gitlab
from privlint.reporting.junit import report_junit
from privlint.reporting.markdown import report_markdown

GITHUB = (
    "::error file=gone.md::no such file\n"
    "::error file=policy.md,line=1,endLine=1,col=1,endColumn=10,title=GDPR104 dpo-contact::No DPO.%0AName one.\n"
    "::error file=policy.md,line=3,endLine=3,col=11,endColumn=46,title=CON104 transfer-contradiction::"
    "The policy says that data stays in the EU, and that it is kept in the US."
    "%0Apolicy.md:5: Our servers stand in Ohio, USA.%0ASay where the data goes, and on which ground.\n"
    "::notice file=policy.md,line=5,endLine=5,col=22,endColumn=26,title=GDPR204 hedged-practice::"
    "Two.%0Apolicy.md:7: 12 months\n"
)
MARKDOWN = """\
## Privacy policies

| disclosure | article | policy.md |
|---|---|---|
| GDPR104 dpo-contact | Art. 13(1)(f) GDPR | ❌ |
| GDPR111 retention-period | Art. 13(1)(f) GDPR | ✅ P12M |

✅ present · 🟡 partial · ❌ missing · ➖ not-applicable · ❔ unknown

### policy.md

- ❌ `policy.md:1` **GDPR104 dpo-contact**: No DPO.
  > \\# Privacy
- ❌ `policy.md:3` **CON104 transfer-contradiction**: The policy says that data stays in the EU, and that it is kept in the US.
  > will never leave the European Union
  - `policy.md:5` Our servers stand in Ohio, USA. (kept in the US)
- ℹ️ `policy.md:5` **GDPR204 hedged-practice**: Two.
  > Ohio
  - `policy.md:7` 12 months (here)

### Could not be done

- `gone.md`: no such file
"""


def many(report: Report, count: int, message: str = "m") -> Report:
    """The report with its contradiction, so many times."""
    policy = report.policies[0]
    findings = tuple(policy.findings[1]._replace(message=f"{message}{number}") for number in range(count))
    return report._replace(policies=(policy._replace(findings=findings),), errors=())


def test_github(report: Report) -> None:
    assert report_github(report, Presentation(summary=False)) == GITHUB


def test_github_annotates_as_much_as_is_shown_and_logs_the_rest(report: Report) -> None:
    lines = report_github(many(report, 12), Presentation(summary=False)).splitlines()
    assert sum(line.startswith("::error") for line in lines) == 10
    assert lines[10] == "2 more findings; GitHub shows 10 annotations of a kind:"
    assert lines[11] == "policy.md:3:11: CON104 transfer-contradiction m10"


def test_github_escapes_what_a_command_cannot_hold(report: Report) -> None:
    text = report_github(many(report, 1, "100 %\r\n::"), Presentation(summary=False))
    assert "::100 %25  ::0%0A" in text
    assert text.count("\n") == 1


def test_gitlab(report: Report) -> None:
    entries = json.loads(report_gitlab(report, Presentation()))
    assert [(entry["check_name"], entry["severity"]) for entry in entries] == [
        ("dpo-contact", "major"),
        ("transfer-contradiction", "major"),
        ("hedged-practice", "info"),
    ]
    assert entries[1]["location"] == {"path": "policy.md", "lines": {"begin": 3, "end": 3}}
    assert len({entry["fingerprint"] for entry in entries}) == 3


def test_gitlab_gets_what_its_documentation_asks_for(report: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    lines = {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
    entry = {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            **{key: {"type": "string", "minLength": 1} for key in ("description", "check_name", "fingerprint")},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {"path": {"type": "string", "pattern": "^[^./]"}, "lines": lines},
            },
        },
    }
    entries = json.loads(report_gitlab(report, Presentation()))
    jsonschema.validate(entries, {"type": "array", "minItems": 1, "items": entry})


def test_gitlab_tells_two_files_apart(report: Report) -> None:
    policy = report.policies[0]
    source = policy.sources[0]._replace(path="other.md")

    def moved(finding: Finding) -> Finding:
        return finding._replace(location=finding.location._replace(path="other.md"), related=())

    other = policy._replace(name="other.md", sources=(source,), findings=tuple(map(moved, policy.findings)))
    entries = json.loads(report_gitlab(report._replace(policies=(policy, other)), Presentation()))
    assert len({entry["fingerprint"] for entry in entries}) == 6


def test_junit_has_a_case_a_rule_passes_included(report: Report) -> None:
    root = ElementTree.fromstring(report_junit(report, Presentation()))
    suite, errors = root
    assert suite.attrib == {"name": "policy.md", "tests": "5", "failures": "2", "errors": "0", "skipped": "1"}
    outcomes = {case.attrib["name"]: [child.tag for child in case] for case in suite}
    assert outcomes == {
        "CON104 transfer-contradiction": ["failure"],
        "DOC103 stale-date": ["skipped"],
        "GDPR104 dpo-contact": ["failure"],
        "GDPR111 retention-period": ["system-out"],
        "GDPR204 hedged-practice": ["system-out"],
    }
    assert errors.attrib["errors"] == "1"


def test_junit_is_what_a_parser_of_it_expects(report: Report) -> None:
    junitparser = pytest.importorskip("junitparser")
    suite, errors = junitparser.JUnitXml.fromstring(report_junit(report, Presentation()).encode())
    states = {case.name: (case.is_passed, case.is_failure, case.is_skipped) for case in suite}
    assert states == {
        "CON104 transfer-contradiction": (False, True, False),
        "DOC103 stale-date": (False, False, True),
        "GDPR104 dpo-contact": (False, True, False),
        "GDPR111 retention-period": (True, False, False),
        "GDPR204 hedged-practice": (True, False, False),
    }
    assert (suite.tests, suite.failures, suite.skipped, errors.errors) == (5, 2, 1, 1)


def test_junit_fails_where_the_command_does(report: Report) -> None:
    root = ElementTree.fromstring(report_junit(report, Presentation(fail_on="info")))
    assert root[0].attrib["failures"] == "3"


@pytest.mark.parametrize("text", ["<a & b>", 'a "quote"', "a\x00null\x1b[1m", "]]>"])
def test_junit_is_xml_whatever_is_said(report: Report, text: str) -> None:
    root = ElementTree.fromstring(report_junit(many(report, 1, text), Presentation()))
    failure = root[0][0][0]
    assert failure.attrib["message"] == text.replace("\x00", "�").replace("\x1b", "�") + "0"


def test_markdown(report: Report) -> None:
    assert report_markdown(report, Presentation(summary=False)) == MARKDOWN


def test_markdown_shows_no_markup_of_the_policy(report: Report) -> None:
    text = report_markdown(many(report, 1, "*a* | <b> "), Presentation(summary=False))
    assert "\\*a\\* \\| &lt;b> 0" in text
