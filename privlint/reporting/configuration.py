"""The configuration in force, as TOML: each value with where it comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator

from privlint.engine.config import Config, PolicySet

Value = str | tuple[str, ...]


def configuration(config: Config, file: str | None) -> str:
    """What a configuration says, and what of it is about one file, if one is named."""
    head = [f"# configuration: {config.path or 'none; these are the defaults'}"]
    head += [f"# {line}" for line in _about(config, file)] if file else []
    return "\n".join([*head, "", *_values(config), *_tables(config)]) + "\n"


def _about(config: Config, file: str) -> Iterator[str]:
    policy = config.set_of(file)
    yield f"{file}: {'left out by exclude' if config.excludes(file) else _belongs(policy)}"
    ignored = config.ignored_in(file)
    if ignored:
        yield f"{file}: per-file-ignores leaves out {', '.join(ignored)}"


def _belongs(policy: PolicySet | None) -> str:
    return f"part of the policy {policy.name!r}" if policy else "a policy of its own"


def _values(config: Config) -> Iterator[str]:
    values: dict[str, Value | None] = {
        "select": config.select,
        "ignore": config.ignore,
        "fail-on": config.fail_on,
        "exclude": config.exclude,
        "packs": tuple(_relative(pack, config) for pack in config.packs),
        "disable-plugins": config.disable_plugins,
        "max-age": f"P{config.max_age}M",
        "max-file-size": f"{config.max_file_size} B",
    }
    for key, value in values.items():
        origin = config.path if key in config.given else "default"
        yield f"# select: every loaded rule  # {origin}" if value is None else f"{key} = {_toml(value)}  # {origin}"


def _tables(config: Config) -> Iterator[str]:
    profile = config.profile
    organisation: dict[str, Value | None] = {
        "established-in": profile.established_in,
        "member-states": profile.member_states or None,
        "dpo": profile.dpo,
        "children": profile.children,
    }
    tables: dict[str, dict[str, Value]] = {
        "severity": dict(config.severity),
        "organisation": {key: value for key, value in organisation.items() if value is not None},
        "per-file-ignores": dict(config.per_file_ignores),
    }
    for name, table in tables.items():
        if table:
            yield f"\n[{name}]  # {config.path}"
            yield from (f"{_key(key)} = {_toml(value)}" for key, value in table.items())
    for policy in config.policies:
        yield f"\n[[policy]]  # {config.path}"
        yield f"name = {_toml(policy.name)}"
        yield f"files = {_toml(_files(policy.files, config))}"
        said = ", ".join(f"{_key(language)} = {_toml(_files(f, config))}" for language, f in policy.translations)
        if said:
            yield f"translations = {{ {said} }}"


def _files(paths: tuple[str, ...], config: Config) -> tuple[str, ...]:
    return tuple(_relative(path, config) for path in paths)


def _relative(path: str, config: Config) -> str:
    return os.path.relpath(path, config.folder).replace(os.sep, "/")


def _toml(value: Value) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else _toml(key)
