"""`pytest --privlint` as the suite of a policy repository."""

import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

pytest_plugins = ["pytester"]

POLICY = """\
# Privacy policy of Larkfield

We never share your personal data with anyone.

We share your name and e-mail address with our advertising partners.

We comply with the Data Protection Act 1998.
"""
RULES = (
    'select = ["sharing-contradiction", "repealed-law", "right-to-erasure"]\nignore = ["LINT"]\nfail-on = "warning"\n'
)
ITEMS = ("sharing-contradiction", "right-to-erasure", "repealed-law")  # in the order of their codes
DAY = "--privlint-as-of=2026-11-22"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A repository with one policy, whose configuration selects three rules; all of them report."""
    (pytester.path / "policies").mkdir()
    (pytester.path / "policies" / "privacy.md").write_text(POLICY, encoding="utf-8")
    (pytester.path / "privlint.toml").write_text(RULES, encoding="utf-8")
    return pytester


def run(suite: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return suite.runpytest_inprocess("--privlint", DAY, "-p", "no:cacheprovider", *arguments)


def ids(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line]


def test_every_rule_is_an_item(suite: pytest.Pytester) -> None:
    assert ids(run(suite, "--collect-only", "-q", "policies")) == [f"policies/privacy.md::{name}" for name in ITEMS]


def test_a_failure_reads_like_the_output_of_the_linter(suite: pytest.Pytester) -> None:
    result = run(suite, "policies/privacy.md::sharing-contradiction")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*_ policies/privacy.md::sharing-contradiction _*",
            "policies/privacy.md:3:1: CON101 sharing-contradiction [[]error]",
            "  *",
            "    3 | We never share your personal data with anyone.",
            "      | ^^^^^*",
            '  but 5: "We share your name and e-mail address with our advertising partners."',
            "  help: *",
        ],
        consecutive=True,
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_it_does_nothing_when_it_is_not_asked_for(suite: pytest.Pytester) -> None:
    assert suite.runpytest_inprocess("policies").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_only_the_option_is_loaded_when_it_is_not_asked_for(suite: pytest.Pytester) -> None:
    suite.makepyfile(
        "import sys\n\ndef test_modules():\n"
        "    assert {name for name in sys.modules if name.startswith('privlint')} <= {'privlint', 'privlint.pytest_plugin'}"
    )
    suite.runpytest_subprocess().assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        pytest.param(["-k", "erasure"], ["right-to-erasure"], id="name"),
        pytest.param(["-k", "CON101"], ["sharing-contradiction"], id="code"),
        pytest.param(["-k", "requires"], ["right-to-erasure"], id="kind"),
        pytest.param(["-m", "privlint(kind='contradicts')"], ["sharing-contradiction"], id="marker with kind"),
        pytest.param(["-m", "not privlint"], [], id="no policies"),
    ],
)
def test_items_are_selected_like_others(suite: pytest.Pytester, arguments: list[str], names: list[str]) -> None:
    result = run(suite, "--collect-only", "-q", "--strict-markers", *arguments, "policies")
    assert ids(result) == [f"policies/privacy.md::{name}" for name in names]


def test_a_suppressed_finding_is_an_expected_failure_with_its_reason(suite: pytest.Pytester) -> None:
    silenced = "<!-- privlint: ignore[right-to-erasure] -- comes with the new form; owner=dpo -->\n\n"
    (suite.path / "policies" / "privacy.md").write_text(silenced + POLICY, encoding="utf-8")
    result = run(suite, "-rx", "policies", "-k", "erasure")
    result.assert_outcomes(xfailed=1)
    result.stdout.fnmatch_lines(["XFAIL policies/privacy.md::right-to-erasure *suppressed: comes with the new form"])


def test_the_configuration_expects_failures_too(suite: pytest.Pytester) -> None:
    suite.makeini(
        "[pytest]\nprivlint_xfail =\n    policies/*::right-to-erasure: comes in May: TICKET-7\n    *::sharing-*: asked"
    )
    result = run(suite, "-rx", "policies")
    result.assert_outcomes(xfailed=2, failed=1)
    result.stdout.fnmatch_lines(["XFAIL policies/privacy.md::right-to-erasure - comes in May: TICKET-7"])


def test_an_expected_failure_that_passes_is_told(suite: pytest.Pytester) -> None:
    suite.makeini("[pytest]\nprivlint_xfail = *::right-to-erasure: mended\n")
    (suite.path / "policies" / "privacy.md").write_text(
        f"{POLICY}\nYou have the right to ask us to erase your personal data.\n", encoding="utf-8"
    )
    run(suite, "policies", "-k", "erasure").assert_outcomes(xpassed=1)


def test_what_does_not_apply_is_skipped_with_the_reason(suite: pytest.Pytester) -> None:
    (suite.path / "privlint.toml").write_text('select = ["right-to-withdraw-consent"]\nignore = ["LINT"]\n', "utf-8")
    result = run(suite, "-rs", "policies")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*not-applicable: *consent*"])


def test_a_milder_finding_passes_and_is_shown(suite: pytest.Pytester) -> None:
    (suite.path / "privlint.toml").write_text(RULES.replace("warning", "error"), encoding="utf-8")
    result = run(suite, "-rP", "policies", "-k", "repealed")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["policies/privacy.md:7:*repealed-law [[]warning]"])


def test_junit_has_a_case_for_each(suite: pytest.Pytester) -> None:
    run(suite, "--junit-xml=report.xml", "-o", "junit_family=xunit1", "policies")
    cases = {case.get("name"): case for case in ET.parse(suite.path / "report.xml").iter("testcase")}
    assert tuple(cases) == ITEMS
    failure = cases["sharing-contradiction"].find("failure")
    assert failure is not None
    assert (failure.text or "").startswith("policies/privacy.md:3:1: CON101")
    properties = {p.get("name"): p.get("value") for p in cases["right-to-erasure"].iter("property")}
    assert properties["code"] == "GDPR114"


def test_it_runs_in_many_processes(suite: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    result = suite.runpytest_subprocess("--privlint", DAY, "-n2", "policies")
    result.assert_outcomes(failed=3)


def test_a_policy_of_several_documents_is_collected_once(suite: pytest.Pytester) -> None:
    (suite.path / "policies" / "cookies.md").write_text("# Cookies\n\nYou may erase your data.\n", encoding="utf-8")
    layered = '[[policy]]\nname = "site"\nfiles = ["policies/privacy.md", "policies/cookies.md"]\n'
    (suite.path / "privlint.toml").write_text(RULES + layered, encoding="utf-8")
    assert ids(run(suite, "--collect-only", "-q", "policies")) == [f"policies/cookies.md::{name}" for name in ITEMS]


def test_only_policies_are_collected_in_folders(suite: pytest.Pytester) -> None:
    (suite.path / ".git").mkdir()
    (suite.path / ".gitignore").write_text("drafts/\n", encoding="utf-8")
    (suite.path / "privlint.toml").write_text('exclude = ["archive/"]\n' + RULES, encoding="utf-8")
    for name in ("drafts/privacy.md", "archive/privacy.md"):
        (suite.path / name).parent.mkdir()
        (suite.path / name).write_text(POLICY, encoding="utf-8")
    (suite.path / "README.md").write_text("# A kettle\n\nPut it on the stove.\n", encoding="utf-8")
    assert {line.partition("::")[0] for line in ids(run(suite, "--collect-only", "-q"))} == {"policies/privacy.md"}
    named = ids(run(suite, "--collect-only", "-q", "README.md"))
    assert named == [f"README.md::{name}" for name in ITEMS]


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        pytest.param("policies/privacy.md", b"\xff\x00 privacy", "privlint: policies/privacy.md: *", id="bytes"),
        pytest.param("privlint.toml", b"selct = []", "privlint: privlint.toml: unknown key 'selct'*", id="key"),
        pytest.param("privlint.toml", b"max-file-size = '1 KB'", "privlint: policies/privacy.md: *", id="size"),
    ],
)
def test_what_cannot_be_done_is_an_error_of_one_line(
    suite: pytest.Pytester, path: str, content: bytes, told: str
) -> None:
    (suite.path / "policies" / "privacy.md").write_text(POLICY * 10, encoding="utf-8")
    (suite.path / path).write_bytes(content)
    result = run(suite, "policies/privacy.md")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*_ ERROR collecting *", told])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_wrong_day_is_a_usage_error(suite: pytest.Pytester) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--privlint", "--privlint-as-of=soon", "policies"],
        cwd=suite.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "'soon' is not a date" in done.stderr
