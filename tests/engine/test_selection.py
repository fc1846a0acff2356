"""Which rules run: the truth table of `Selection`."""

import pytest

from privlint.checks.rule import Outcome, Rule
from privlint.engine.selection import Choice, Selection, find_rule
from privlint.model.errors import ConfigError
from privlint.model.findings import Severity


def rule(code: str, name: str) -> Rule:
    return Rule(code, name, Severity.ERROR, "requires", (), "m", "w", "h", lambda _policy, _context: Outcome())


RETENTION = rule("GDPR111", "retention-period")
ACCESS = rule("GDPR112", "right-of-access")
SHARING = rule("CON101", "sharing-contradiction")
UNUSED = rule("LINT001", "unused-suppression")
ALL = (SHARING, RETENTION, ACCESS, UNUSED)


@pytest.mark.parametrize(
    ("select", "extend", "ignore", "chosen"),
    [
        pytest.param(None, (), (), Choice.DEFAULT, id="nothing said"),
        pytest.param(("GDPR111",), (), (), Choice.SELECTED, id="by code"),
        pytest.param(("retention-period",), (), (), Choice.SELECTED, id="by name"),
        pytest.param(("GDPR",), (), (), Choice.SELECTED, id="by prefix"),
        pytest.param(("CON",), (), (), Choice.LEFT_OUT, id="another is selected"),
        pytest.param((), (), (), Choice.LEFT_OUT, id="an empty selection"),
        pytest.param(("CON",), ("GDPR111",), (), Choice.SELECTED, id="extended"),
        pytest.param(None, ("GDPR111",), (), Choice.SELECTED, id="extended, of all"),
        pytest.param(None, (), ("GDPR111",), Choice.IGNORED, id="ignored by code"),
        pytest.param(None, (), ("retention-period",), Choice.IGNORED, id="ignored by name"),
        pytest.param(None, (), ("GDPR1",), Choice.IGNORED, id="ignored by prefix"),
        pytest.param(None, (), ("CON",), Choice.DEFAULT, id="another is ignored"),
        pytest.param(("GDPR",), (), ("GDPR111",), Choice.IGNORED, id="the longer word ignores"),
        pytest.param(("GDPR111",), (), ("GDPR",), Choice.SELECTED, id="the longer word selects"),
        pytest.param(("retention-period",), (), ("GDPR1",), Choice.SELECTED, id="a name is as exact as a code"),
        pytest.param(("GDPR111",), (), ("retention-period",), Choice.IGNORED, id="a tie is ignored"),
    ],
)
def test_a_rule_runs(
    select: tuple[str, ...] | None, extend: tuple[str, ...], ignore: tuple[str, ...], chosen: Choice
) -> None:
    assert Selection(select, extend, ignore).decide(RETENTION) is chosen


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        pytest.param(Selection(("GDPR",)), Choice.ALWAYS, id="runs whatever is selected"),
        pytest.param(Selection(None), Choice.ALWAYS, id="runs by default"),
        pytest.param(Selection(("GDPR",), ignore=("LINT001",)), Choice.IGNORED, id="can be ignored"),
    ],
)
def test_a_rule_about_linting(selection: Selection, chosen: Choice) -> None:
    assert selection.decide(UNUSED) is chosen


def test_rules_keep_their_order() -> None:
    assert Selection(("GDPR112", "GDPR111")).choose(ALL) == (RETENTION, ACCESS, UNUSED)


@pytest.mark.parametrize("where", ["select", "extend", "ignore"])
def test_an_unknown_word_is_an_error_with_the_nearest(where: str) -> None:
    with pytest.raises(ConfigError, match="'retention-perod'; did you mean 'retention-period'"):
        Selection(**{where: ("retention-perod",)}).choose(ALL)  # type: ignore[arg-type]


def test_part_of_a_name_is_no_prefix() -> None:
    with pytest.raises(ConfigError, match="'retention'"):
        Selection(("retention",)).choose(ALL)


@pytest.mark.parametrize("word", ["GDPR111", "retention-period"])
def test_a_rule_is_found_by_code_and_by_name(word: str) -> None:
    assert find_rule(word, ALL) is RETENTION


def test_a_prefix_finds_no_single_rule() -> None:
    with pytest.raises(ConfigError, match="'GDPR'"):
        find_rule("GDPR", ALL)
