"""JUnit XML: a policy is a suite, and each rule that ran on it is a test case, passed ones included."""

from __future__ import annotations

from collections.abc import Iterator

from privlint.checks.report import PolicyReport, Presentation, Report
from privlint.checks.rule import Rule
from privlint.model.findings import Finding, Severity, Verdict
from privlint.reporting import printable
from privlint.reporting.places import Places


def report_junit(report: Report, presentation: Presentation) -> str:
    """Findings as bad as `--fail-on` are failures; milder ones are output of a test case that passed."""
    report = printable.report(report)
    suites = [_suite(policy, report, presentation) for policy in report.policies]
    if report.errors:
        cases = [_case("privlint", error.path, _element("error", error.message)) for error in report.errors]
        suites.append(_suite_of("privlint", cases))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>"]) + "\n"


def _suite(policy: PolicyReport, report: Report, presentation: Presentation) -> str:
    places = Places(policy)
    verdicts = {disclosure.code: disclosure for disclosure in policy.disclosures}
    cases = []
    for rule in report.rules:
        found = [finding for finding in policy.findings if finding.code == rule.code]
        asked = verdicts.get(rule.code)
        if rule.kind == "requires" and asked is None and not found:
            continue  # it was not asked of this policy
        body = "".join(_findings(found, places, Severity[presentation.fail_on.upper()]))
        if not body and asked and asked.verdict in (Verdict.NOT_APPLICABLE, Verdict.UNKNOWN):
            body = _skipped(f"{asked.verdict}: {asked.reason}")
        elif not body and asked:
            body = _element("system-out", f"{asked.verdict}: {asked.reason}")
        cases.append(_case(policy.name, _name(rule), body))
    return _suite_of(policy.name, cases)


def _findings(found: list[Finding], places: Places, bound: Severity) -> Iterator[str]:
    """One outcome: a failure for those that count, else what there is to say."""
    silenced = [finding.suppressed for finding in found if finding.suppressed]
    open_ = [finding for finding in found if not finding.suppressed]
    failing = [finding for finding in open_ if finding.severity >= bound]
    told = "\n\n".join(_told(finding, places) for finding in open_)
    if failing:
        yield _element("failure", told, message=failing[0].message, type=str(failing[0].severity))
    elif open_:
        yield _element("system-out", told)
    elif silenced:
        yield _skipped(f"suppressed: {silenced[0].reason or 'no reason given'}")


def _told(finding: Finding, places: Places) -> str:
    start = places.start(finding.location)
    lines = [f"{finding.location.path}:{start.line}:{start.column}: {finding.message}", f'  "{finding.location.quote}"']
    lines += [
        f'  {side.path}:{places.start(side).line}: "{side.quote}" {side.note}'.rstrip() for side in finding.related
    ]
    return "\n".join([*lines, *([f"  {finding.help}"] if finding.help else [])])


def _name(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _suite_of(name: str, cases: list[str]) -> str:
    counts = {
        "tests": len(cases),
        "failures": sum("<failure" in case for case in cases),
        "errors": sum("<error" in case for case in cases),
        "skipped": sum("<skipped" in case for case in cases),
    }
    told = " ".join(f'{key}="{count}"' for key, count in counts.items())
    return "\n".join([f' <testsuite name="{_clean(name)}" {told}>', *cases, " </testsuite>"])


def _case(suite: str, name: str, body: str) -> str:
    head = f'  <testcase classname="{_clean(suite)}" name="{_clean(name)}"'
    return f"{head}>{body}</testcase>" if body else f"{head}/>"


def _skipped(message: str) -> str:
    return f'<skipped message="{_clean(message)}"/>'


def _element(name: str, text: str, **attributes: str) -> str:
    told = "".join(f' {key}="{_clean(value)}"' for key, value in attributes.items())
    return f"<{name}{told}>{_clean(text)}</{name}>"


def _clean(text: str) -> str:
    """A text that XML can hold: control characters have no place in it."""
    from html import escape

    return escape("".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text))
