"""The keys of the configuration: what each may hold, and what it means; the schema for editors is made of the same."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from privlint.checks.rule import Profile
from privlint.engine.config import Config, PolicySet, below
from privlint.engine.nearest import did_you_mean
from privlint.model.errors import ConfigError

Schema = dict[str, Any]
SEVERITIES = ("error", "warning", "info")
UNITS = {"": 1, "B": 1, "KB": 1_000, "MB": 1_000_000, "KIB": 1_024, "MIB": 1_048_576}


class Kind(NamedTuple):
    """What a key may hold: `says` it in words; `fits` tells; `schema` is the same in JSON Schema."""

    says: str
    fits: Callable[[Any], bool]
    schema: Schema


class Table(NamedTuple):
    """A table with keys of its own; `many` for a list of them, `needs` are the keys that each must have."""

    keys: Mapping[str, Kind | Table]
    many: bool = False
    needs: tuple[str, ...] = ()
    about: str = ""


def _choice(*words: str) -> Kind:
    return Kind(" or ".join(map(repr, words)), lambda value: value in words, {"enum": list(words)})


def _pattern(says: str, pattern: str) -> Kind:
    matches = re.compile(pattern).fullmatch
    return Kind(says, lambda v: isinstance(v, str) and bool(matches(v)), {"type": "string", "pattern": f"^{pattern}$"})


def _listing(of: Kind, says: str, least: int = 0) -> Kind:
    schema: Schema = {"type": "array", "items": of.schema} | ({"minItems": least} if least else {})
    return Kind(says, lambda v: isinstance(v, list) and len(v) >= least and all(map(of.fits, v)), schema)


def _mapping(of: Kind, says: str) -> Kind:
    schema: Schema = {"type": "object", "additionalProperties": of.schema}
    return Kind(says, lambda v: isinstance(v, dict) and all(map(of.fits, v.values())), schema)


_TEXT = Kind("a string", lambda value: isinstance(value, str), {"type": "string"})
_FILES = _listing(_TEXT, "a list of at least one file", 1)
_WORDS = _listing(_TEXT, "a list of strings")
_COUNTRY = _pattern("an ISO 3166-1 country such as 'DE'", "[A-Z]{2}")
_SIZE = _pattern("a size such as '5 MB'", r"\d+ ?([kK]i?B|[mM]i?B|B)?")
_AGE = _pattern("a period of months or years such as 'P24M'", r"P(?=\d)(\d+Y)?(\d+M)?")

KEYS: dict[str, Kind | Table] = {
    "select": _WORDS,
    "ignore": _WORDS,
    "fail-on": _choice(*SEVERITIES),
    "exclude": _WORDS,
    "packs": _WORDS,
    "disable-plugins": _WORDS,
    "max-age": _AGE,
    "max-file-size": Kind(
        _SIZE.says + ", or a number of bytes",
        lambda value: _SIZE.fits(value) or (isinstance(value, int) and not isinstance(value, bool) and value > 0),
        {"anyOf": [_SIZE.schema, {"type": "integer", "minimum": 1}]},
    ),
    "severity": _mapping(_choice(*SEVERITIES), "a table of rules, each 'error', 'warning' or 'info'"),
    "organisation": Table(
        {
            "established-in": _COUNTRY,
            "member-states": _listing(_COUNTRY, "a list of ISO 3166-1 countries such as 'DE'"),
            "dpo": _choice("required", "not-required"),
            "children": _choice("in-scope", "out-of-scope"),
        }
    ),
    "policy": Table(
        {
            "name": _TEXT,
            "files": _FILES,
            "translations": _mapping(_FILES, "a table of languages, each a list of at least one file"),
        },
        many=True,
        needs=("name", "files"),
    ),
    "per-file-ignores": _mapping(_WORDS, "a table of patterns, each a list of rules"),
}


def read_table(table: Any, path: str) -> Config:
    """The configuration of a parsed file; raises ConfigError naming the file, the key and the nearest valid key."""
    _check(table, Table(KEYS), path, "")
    folder = os.path.dirname(os.path.abspath(path))
    return Config(
        path=path,
        folder=folder,
        given=frozenset(table),
        select=tuple(table["select"]) if "select" in table else None,
        ignore=tuple(table.get("ignore", ())),
        fail_on=table.get("fail-on", Config().fail_on),
        exclude=tuple(table.get("exclude", ())),
        packs=tuple(_folder(pack, folder, path) for pack in table.get("packs", ())),
        disable_plugins=tuple(table.get("disable-plugins", ())),
        max_age=_months(table["max-age"]) if "max-age" in table else Config().max_age,
        max_file_size=_bytes(table["max-file-size"]) if "max-file-size" in table else Config().max_file_size,
        severity=tuple(table.get("severity", {}).items()),
        profile=_profile(table.get("organisation", {})),
        policies=_policies(table.get("policy", ()), folder, path),
        per_file_ignores=tuple((pattern, tuple(words)) for pattern, words in table.get("per-file-ignores", {}).items()),
    )


def schema() -> Schema:
    """The JSON Schema of a configuration file, for editors."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "Configuration of privlint"}
    return head | _schema(Table(KEYS))


def _schema(kind: Kind | Table) -> Schema:
    if isinstance(kind, Kind):
        return kind.schema
    properties = {name: _schema(inner) for name, inner in kind.keys.items()}
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if kind.needs:
        made["required"] = list(kind.needs)
    return {"type": "array", "items": made} if kind.many else made


def _check(value: Any, kind: Kind | Table, path: str, key: str) -> None:
    if isinstance(kind, Kind):
        if not kind.fits(value):
            raise ConfigError(f"{path}: {key} must be {kind.says}, not {value!r}")
        return
    if kind.many:
        if not isinstance(value, list):
            raise ConfigError(f"{path}: {key} must be a list of tables ([[{key}]]), not {value!r}")
        for number, entry in enumerate(value, 1):
            _check(entry, Table(kind.keys, needs=kind.needs), path, f"{key} {number}")
        return
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: {key or 'tool.privlint'} must be a table, not {value!r}")
    for name, inner in value.items():
        if name not in kind.keys:
            near = did_you_mean(name, kind.keys) or f"; the keys are {', '.join(kind.keys)}"
            raise ConfigError(f"{path}: unknown key {_joined(key, name)!r}{near}")
        _check(inner, kind.keys[name], path, _joined(key, name))
    for name in kind.needs:
        if name not in value:
            raise ConfigError(f"{path}: {key} needs the key {name!r}")


def _joined(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _months(period: str) -> int:
    years, months = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", period).groups()  # type: ignore[union-attr]
    return 12 * int(years or 0) + int(months or 0)


def _bytes(size: str | int) -> int:
    if isinstance(size, int):
        return size
    number, unit = re.fullmatch(r"(\d+) ?(\w*)", size).groups()  # type: ignore[union-attr]
    return int(number) * UNITS[unit.upper()]


def _profile(table: dict[str, Any]) -> Profile:
    return Profile(
        table.get("established-in"), tuple(table.get("member-states", ())), table.get("dpo"), table.get("children")
    )


def _folder(pack: str, folder: str, path: str) -> str:
    found = os.path.normpath(os.path.join(folder, pack))
    if not os.path.isdir(found):
        raise ConfigError(f"{path}: packs: no folder {pack!r} beside the configuration; check the path")
    _contain(found, folder, f"{path}: packs: {pack!r}")
    return found


def _policies(tables: list[dict[str, Any]] | tuple[()], folder: str, path: str) -> tuple[PolicySet, ...]:
    owners: dict[str, str] = {}
    found: list[PolicySet] = []
    for number, table in enumerate(tables, 1):
        name = table["name"]
        where = f"{path}: policy {number} ({name})"
        if any(policy.name == name for policy in found):
            raise ConfigError(f"{where}: another policy has that name already")
        translations = tuple(
            (language, _documents(files, folder, owners, f"{where}: translations.{language}", name))
            for language, files in table.get("translations", {}).items()
        )
        found.append(PolicySet(name, _documents(table["files"], folder, owners, f"{where}: files", name), translations))
    return tuple(found)


def _documents(files: list[str], folder: str, owners: dict[str, str], where: str, name: str) -> tuple[str, ...]:
    """The absolute paths of the documents of a policy; a document belongs to one policy, once."""
    found = []
    for file in files:
        absolute = os.path.normpath(os.path.join(folder, file))
        if absolute in owners:
            raise ConfigError(f"{where}: {file!r} stands in the policy {owners[absolute]!r} already")
        _contain(absolute, folder, f"{where}: {file!r}")
        owners[absolute] = name
        found.append(absolute)
    return tuple(found)


def _contain(path: str, folder: str, where: str) -> None:
    """Raises ConfigError for a path that leads, by `..` or by links, out of the repository that a configuration is in.

    Who checks somebody else's repository has not asked for other files to be read. Without a repository, it is the folder.
    """
    root = os.path.realpath(folder)
    above = root
    while not os.path.exists(os.path.join(above, ".git")):
        parent = os.path.dirname(above)
        if parent == above:
            break
        above = parent
    else:
        root = above
    if not below(path, root):
        raise ConfigError(
            f"{where} is outside the folder of the configuration, and of its repository; move or copy it there"
        )
