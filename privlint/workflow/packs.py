"""Where the rules of a run come from, and which state of them it was: what a report names as its yardstick."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from privlint import __version__
from privlint.checks.rule import Rule
from privlint.engine.config import Config, from_here
from privlint.language.data import data_path

OWN = "rules/"  # the origin of our own rules starts so
DATA = (".toml", ".lark")


class Pack(NamedTuple):
    """A source of rules: `version` is empty for a folder, `digest` the SHA-256 of its files, empty for code that is installed."""

    name: str
    version: str
    rules: int
    digest: str = ""


def read_packs(rules: Iterable[Rule], configs: Iterable[Config]) -> tuple[Pack, ...]:
    """The packs that some rules come from: ours, the folders that configurations name, and installed plug-ins."""
    rules, given = tuple(rules), tuple(configs)
    folders = sorted({folder for config in given for folder in config.packs})
    of_folder = {folder: [rule for rule in rules if _below(rule.origin, folder)] for folder in folders}
    own = [rule for rule in rules if rule.origin.startswith(OWN)]
    others = len(rules) - len(own) - sum(map(len, of_folder.values()))
    packs = [Pack("built-in rules", __version__, len(own), digest(data_path("rules"), data_path("grammar")))]
    packs += [Pack(from_here(folder), "", len(found), digest(folder)) for folder, found in of_folder.items()]
    if others:
        packs.append(Pack(f"plug-ins ({', '.join(_installed(given)) or 'not installed'})", "", others))
    return tuple(packs)


def digest(*folders: str) -> str:
    """The SHA-256 of the names and contents of the data files in some folders: the same wherever the folders stand."""
    made = sha256()
    for folder in folders:
        for name, path in sorted(_files(folder)):
            with open(path, "rb") as file:
                content = file.read()
            made.update(f"{name}\0{len(content)}\0".encode())
            made.update(content)
    return made.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, str]]:
    for where, _, names in os.walk(folder):
        for name in names:
            if name.endswith(DATA):
                path = os.path.join(where, name)
                yield os.path.relpath(path, folder).replace(os.sep, "/"), path


def _below(origin: str, folder: str) -> bool:
    return bool(origin) and os.path.abspath(origin).startswith(os.path.join(folder, ""))


def _installed(configs: tuple[Config, ...]) -> list[str]:
    """The plug-ins that are installed and not disabled everywhere, with their versions."""
    from importlib.metadata import entry_points

    off = set.intersection(*(set(config.disable_plugins) for config in configs)) if configs else set()
    found = [entry for entry in entry_points(group="privlint") if entry.name not in off]
    return sorted(f"{entry.name} {entry.dist.version}" if entry.dist else entry.name for entry in found)
