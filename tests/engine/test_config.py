"""Configuration files: where they are found, what they may say, and what is said of a mistake."""

from pathlib import Path

import pytest

from privlint.checks.rule import Profile
from privlint.engine.config import Config, configs, read_config
from privlint.engine.keys import KEYS, Kind, Table, schema
from privlint.model.errors import ConfigError


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def test_without_a_file_there_are_the_defaults() -> None:
    assert configs().of("policy.md") == Config()


def test_the_nearest_file_going_up_counts() -> None:
    write("privlint.toml", 'fail-on = "info"')
    write("site/privlint.toml", 'fail-on = "warning"')
    write("site/en/policy.md", "")
    found = configs()
    assert [found.of(path).fail_on for path in ("policy.md", "site/en/policy.md", "site")] == [
        "info",
        "warning",
        "warning",
    ]


def test_our_own_file_comes_before_pyproject() -> None:
    write("pyproject.toml", '[tool.privlint]\nfail-on = "info"')
    write("privlint.toml", 'fail-on = "warning"')
    assert configs().of("policy.md").path == "privlint.toml"


def test_a_pyproject_without_our_table_is_passed_by() -> None:
    write("privlint.toml", 'fail-on = "info"')
    write("site/pyproject.toml", '[project]\nname = "not-privlint"')
    assert configs().of("site/policy.md").fail_on == "info"


def test_a_pyproject_that_does_not_speak_of_us_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    write("pyproject.toml", "[tool.black]\nline-length = 100")
    monkeypatch.setattr("privlint.engine.config._parse", lambda path: pytest.fail(f"{path} was parsed"))
    assert configs().of("policy.md") == Config()


def test_a_pyproject_with_our_table_counts() -> None:
    write("pyproject.toml", '[tool.privlint]\nselect = ["GDPR"]')
    assert configs().of("policy.md").select == ("GDPR",)


def test_isolated_and_named_files() -> None:
    write("privlint.toml", 'fail-on = "info"')
    write("other.toml", 'fail-on = "warning"')
    assert configs(isolated=True).of("policy.md") == Config()
    assert configs("other.toml").of("policy.md").fail_on == "warning"


def test_every_key_is_understood(here: Path) -> None:
    write("rules/one.toml", "")
    write(
        "privlint.toml",
        """
select = ["GDPR"]
ignore = ["GDPR130"]
fail-on = "info"
exclude = ["archive/"]
packs = ["./rules"]
disable-plugins = ["acme"]
max-age = "P1Y6M"
max-file-size = "2 MB"
severity = { effective-date = "error" }
organisation = { established-in = "US", member-states = ["DE"], dpo = "required", children = "in-scope" }
policy = [{ name = "site", files = ["a.md", "b.md"], translations = { de = ["de/a.md"] } }]
per-file-ignores = { "legacy/*.md" = ["DOC"] }
""",
    )
    config = read_config("privlint.toml")
    assert config.given == frozenset(KEYS)
    assert (config.max_age, config.max_file_size, config.fail_on) == (18, 2_000_000, "info")
    assert config.packs == (str(here / "rules"),)
    assert config.profile == Profile("US", ("DE",), "required", "in-scope")
    assert config.policies[0].files == (str(here / "a.md"), str(here / "b.md"))
    assert config.set_of("de/a.md") is config.policies[0]
    assert config.set_of("c.md") is None
    assert config.excludes("archive/old/policy.md")
    assert not config.excludes("policy.md")
    assert config.ignored_in("legacy/policy.md") == ("DOC",)
    assert config.ignored_in("policy.md") == ()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        pytest.param('slect = ["GDPR"]', "unknown key 'slect'; did you mean 'select'?", id="unknown key"),
        pytest.param("zzz = 1", "unknown key 'zzz'; the keys are select, ignore, ", id="nothing near"),
        pytest.param(
            'organisation.memberstates = ["DE"]',
            "unknown key 'organisation.memberstates'; did you mean 'member-states'?",
            id="unknown key in a table",
        ),
        pytest.param(
            '[[policy]]\nname = "a"\nfile = ["a.md"]',
            "unknown key 'policy 1.file'; did you mean 'files'?",
            id="unknown key in a list",
        ),
        pytest.param('select = "GDPR"', "select must be a list of strings, not 'GDPR'", id="no list"),
        pytest.param("ignore = [1]", "ignore must be a list of strings, not [1]", id="a list of something else"),
        pytest.param(
            'fail-on = "fatal"', "fail-on must be 'error' or 'warning' or 'info', not 'fatal'", id="no severity"
        ),
        pytest.param('max-age = "24"', "max-age must be a period of months or years such as 'P24M'", id="no period"),
        pytest.param('max-age = "P"', "max-age must be a period of months or years such as 'P24M'", id="empty period"),
        pytest.param('max-file-size = "big"', "max-file-size must be a size such as '5 MB'", id="no size"),
        pytest.param("max-file-size = true", "max-file-size must be a size such as '5 MB'", id="no number"),
        pytest.param('organisation = "Acme"', "organisation must be a table, not 'Acme'", id="no table"),
        pytest.param(
            'organisation.established-in = "Germany"', "organisation.established-in must be an ISO 3166-1", id="country"
        ),
        pytest.param('severity.effective-date = "no"', "severity must be a table of rules", id="severity"),
        pytest.param('[policy]\nname = "a"', "policy must be a list of tables ([[policy]])", id="one table"),
        pytest.param('[[policy]]\nname = "a"', "policy 1 needs the key 'files'", id="no files"),
        pytest.param(
            '[[policy]]\nname = "a"\nfiles = []', "policy 1.files must be a list of at least one file", id="empty"
        ),
        pytest.param(
            'policy = [{name = "a", files = ["a.md"]}, {name = "b", files = ["./a.md"]}]',
            "policy 2 (b): files: './a.md' stands in the policy 'a' already",
            id="a file in two policies",
        ),
        pytest.param(
            'policy = [{name = "a", files = ["a.md"]}, {name = "a", files = ["b.md"]}]',
            "policy 2 (a): another policy has that name already",
            id="a name given twice",
        ),
        pytest.param('packs = ["no"]', "packs: no folder 'no' beside the configuration", id="no pack"),
        pytest.param("select = [", "not TOML: ", id="no TOML"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(text: str, error: str) -> None:
    write("privlint.toml", text)
    with pytest.raises(ConfigError) as raised:
        configs().of("policy.md")
    assert str(raised.value).startswith(f"privlint.toml: {error}")


def test_a_named_file_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match=r"gone\.toml: no such file or directory; --config names"):
        configs("gone.toml")


def test_the_schema_has_every_key_and_no_other() -> None:
    def agree(made: dict[str, object], kind: Kind | Table) -> None:
        if isinstance(kind, Table):
            made = made["items"] if kind.many else made  # type: ignore[assignment]
            properties = made["properties"]
            assert isinstance(properties, dict)
            assert list(properties) == list(kind.keys)
            assert made["additionalProperties"] is False
            for name, inner in kind.keys.items():
                agree(properties[name], inner)

    agree(schema(), Table(KEYS))
