"""Configuration: the nearest file going up from a policy, and what it says."""

import os
from typing import Any, NamedTuple

from privlint.checks.rule import Profile
from privlint.model.errors import ConfigError

OWN, SHARED = "privlint.toml", "pyproject.toml"
MAX_FILE_SIZE = 5_000_000  # bytes


class PolicySet(NamedTuple):
    """Documents that are read as one policy; `files` are absolute paths; `translations` hold them by language."""

    name: str
    files: tuple[str, ...]
    translations: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Config(NamedTuple):
    """What a configuration file says; without one, the defaults. `path` is empty then, and `given` names no key.

    `max_age` is in months, `max_file_size` in bytes; `exclude` and `per_file_ignores` hold patterns as in `.gitignore`.
    """

    path: str = ""
    folder: str = ""  # absolute; what paths and patterns start from
    given: frozenset[str] = frozenset()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    exclude: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()  # absolute
    disable_plugins: tuple[str, ...] = ()
    max_age: int = 24
    max_file_size: int = MAX_FILE_SIZE
    severity: tuple[tuple[str, str], ...] = ()
    profile: Profile = Profile()
    policies: tuple[PolicySet, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def excludes(self, path: str) -> bool:
        """Whether a file is left out."""
        return bool(self.exclude) and self._fits(self.exclude, path)

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The codes, prefixes and names that are ignored in a file."""
        fitting = (words for pattern, words in self.per_file_ignores if self._fits((pattern,), path))
        return tuple(word for words in fitting for word in words)

    def set_of(self, path: str) -> PolicySet | None:
        """The configured policy that a file belongs to, as one of its documents or of their translations."""
        absolute = os.path.abspath(path)
        for policy in self.policies:
            if absolute in policy.files or any(absolute in files for _, files in policy.translations):
                return policy
        return None

    def _fits(self, patterns: tuple[str, ...], path: str) -> bool:
        from pathspec import GitIgnoreSpec

        relative = from_here(path, self.folder)
        return (
            not os.path.isabs(relative)
            and not relative.startswith("../")
            and GitIgnoreSpec.from_lines(patterns).match_file(relative)
        )


class Configs:
    """Which configuration applies where: the nearest one, or `only` that one (`--config`, `--isolated`)."""

    def __init__(self, only: Config | None = None) -> None:
        self.only = only
        self._known: dict[str, Config] = {}  # by folder

    def of(self, path: str) -> Config:
        """The configuration of a file, or of a folder; raises ConfigError."""
        if self.only is not None:
            return self.only
        absolute = os.path.abspath(path)
        return self._nearest(absolute if os.path.isdir(absolute) else os.path.dirname(absolute))

    def _nearest(self, folder: str) -> Config:
        if folder not in self._known:
            above = os.path.dirname(folder)
            found = _in(folder)
            self._known[folder] = found or (Config() if above == folder else self._nearest(above))
        return self._known[folder]


def from_here(path: str, folder: str = ".") -> str:
    """A path as it is named from the working directory, or from a folder: with forward slashes."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return os.path.abspath(path)


def below(path: str, folder: str) -> bool:
    """Whether a path, links followed, stands in a folder or deeper."""
    try:
        return os.path.commonpath((os.path.realpath(path), os.path.realpath(folder))) == os.path.realpath(folder)
    except ValueError:  # on another drive
        return False


def configs(path: str | None = None, *, isolated: bool = False) -> Configs:
    """The configurations of a run: those found beside the files, the one of `path`, or none; raises ConfigError."""
    if isolated:
        return Configs(Config())
    return Configs(read_config(path) if path else None)


def read_config(path: str) -> Config:
    """The configuration of a file, whatever its name; raises ConfigError with file and key."""
    from privlint.engine.keys import read_table

    table = _parse(path)
    if os.path.basename(path) == SHARED:
        table = table.get("tool", {}).get("privlint", {})
    return read_table(table, path)


def _in(folder: str) -> Config | None:
    for name in (OWN, SHARED):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name == OWN or _speaks_of_us(path)):
            return read_config(from_here(path))
    return None


def _speaks_of_us(path: str) -> bool:
    """Whether a shared file has our table: a glance at the bytes spares most projects a parser."""
    with open(path, "rb") as file:
        if b"privlint" not in file.read():
            return False
    return "privlint" in _parse(path).get("tool", {})


def _parse(path: str) -> dict[str, Any]:
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"{path}: {reason}; --config names a configuration file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
