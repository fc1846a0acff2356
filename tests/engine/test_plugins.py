"""Plug-ins: what they add, and what happens when they fail."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from privlint.checks.hookspecs import hookimpl
from privlint.checks.rule import Rule
from privlint.engine.installed import plugin_packages
from privlint.engine.plugins import Plugins
from privlint.model.errors import PluginError, RuleError
from tests.engine.conftest import forbids

RULE = """code = "OUR101"
name = "our-rule"
severity = "error"
kind = "document"
check = "linting"
message = "m"
why = "w"
help = "h"
"""


class WithRule:
    @hookimpl
    def privlint_rules(self) -> list[Rule]:
        return [forbids("TEA101", "teapot", "teapot")]


class WithOurCode:
    @hookimpl
    def privlint_rules(self) -> list[Rule]:
        return [forbids("LINT001", "teapot", "teapot")]


class Broken:
    @hookimpl
    def privlint_rules(self) -> list[Rule]:
        raise RuntimeError("no tea")


class Misspelt:
    @hookimpl
    def privlint_rulez(self) -> list[Rule]:
        return []


class WithPack:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @hookimpl
    def privlint_rule_packs(self) -> list[Path]:
        return [self.folder]

    @hookimpl
    def privlint_lexicons(self) -> dict[str, Path]:
        return {"xx": self.folder}


def test_built_in_rules_come_through_the_same_hook() -> None:
    codes = [rule.code for rule in Plugins(installed=False).rules()]
    assert "LINT001" in codes
    assert codes == sorted(codes)


def test_a_rule_in_python_is_added() -> None:
    assert "TEA101" in [rule.code for rule in Plugins([WithRule()], installed=False).rules()]


def test_a_rule_pack_is_added(tmp_path: Path) -> None:
    (tmp_path / "our-rule.toml").write_text(RULE, encoding="utf-8")
    loaded = Plugins([WithPack(tmp_path)], installed=False)
    assert "OUR101" in [rule.code for rule in loaded.rules()]
    assert loaded.lexicons() == {"xx": tmp_path}


def test_a_rule_file_that_cannot_be_loaded_stops_the_run_by_name(tmp_path: Path) -> None:
    (tmp_path / "our-rule.toml").write_text(RULE.replace("why", "wye"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"our-rule\.toml"):
        Plugins([WithPack(tmp_path)], installed=False).rules()


def test_a_code_that_is_taken_stops_the_run() -> None:
    with pytest.raises(RuleError, match="LINT001 is already the rule of"):
        Plugins([WithOurCode()], installed=False).rules()


@pytest.mark.parametrize("plugin", [Broken()], ids=["raises"])
def test_a_plug_in_that_fails_stops_the_run_by_name(plugin: object) -> None:
    with pytest.raises(PluginError, match="plug-in 'Broken' cannot be loaded: RuntimeError: no tea"):
        Plugins([plugin], installed=False).rules()


def test_a_hook_that_does_not_exist_stops_the_run_by_name() -> None:
    with pytest.raises(PluginError, match="plug-in 'Misspelt' cannot be loaded"):
        Plugins([Misspelt()], installed=False)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed distributions with one plug-in, whose module is still to be written."""
    info = tmp_path / "tea-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tea\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[privlint]\ntea-party = privlint_tea_party\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("privlint_tea_party", None)


def test_an_installed_plug_in_is_found_and_loaded(site: Path) -> None:
    (site / "privlint_tea_party.py").write_text(
        "from privlint.checks.hookspecs import hookimpl\n"
        "@hookimpl\ndef privlint_reporters():\n    return {'tea': lambda report, presentation: 'tea'}\n",
        encoding="utf-8",
    )
    assert any(plugin_packages())
    assert "tea" in Plugins().reporters()


def test_an_installed_plug_in_that_cannot_be_imported_stops_the_run_by_name(site: Path) -> None:
    (site / "privlint_tea_party.py").write_text("import no_such_module_of_tea\n", encoding="utf-8")
    with pytest.raises(PluginError, match="plug-in 'tea-party' cannot be loaded: ModuleNotFoundError"):
        Plugins()
