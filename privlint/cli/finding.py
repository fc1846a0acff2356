"""From the paths of a command line to policies."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.checks.report import FileError
    from privlint.engine.config import Configs
    from privlint.engine.grouping import Grouping

Found = tuple["Grouping", tuple["FileError", ...]]


def find(paths: tuple[str, ...], configs: Configs, suffixes: tuple[str, ...], stdin_name: str = "stdin.md") -> Found:
    """The policies that paths lead to; without paths the configured ones, else all from here on."""
    from privlint.engine.discovery import PolicyFile, discover
    from privlint.engine.grouping import configured, group

    if not paths and configs.of(".").policies:
        return configured(configs), ()
    paths = paths or (".",)
    stdin = PolicyFile(stdin_name, content=sys.stdin.buffer.read()) if "-" in paths else None
    found = discover(paths, stdin, suffixes)
    return group(found.files, configs), found.errors
