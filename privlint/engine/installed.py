"""What is installed: privlint itself, as the bytes of its files, and the packages that bring plug-ins."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from privlint import __version__
from privlint.engine.cache import digest
from privlint.language.data import PACKAGE, data_path

_SECTION = b"[privlint]"  # of a package's entry points


def plugin_packages() -> Iterator[str]:
    """The metadata folders of the packages that bring plug-ins: a glance at files; importlib.metadata is slow to import."""
    for folder in sys.path:
        for name in _listed(folder or "."):
            path = os.path.join(folder or ".", name)
            if name.endswith((".dist-info", ".egg-info")) and _SECTION in _content(
                os.path.join(path, "entry_points.txt")
            ):
                yield path


def installation() -> bytes | None:
    """What results depend on besides policies and configuration; None where a plug-in could change without notice."""
    plugins = []
    for path in plugin_packages():
        record = _content(os.path.join(path, "RECORD"))
        if not record or b'"editable": true' in _content(os.path.join(path, "direct_url.json")):
            return None  # its files are no package's, but somebody's work of today
        plugins.append(record)
    return digest([__version__.encode(), sys.version.encode(), *_own(), *_libraries(), *sorted(plugins)])


def _own() -> Iterator[bytes]:
    """Our own files: the record of the installed package; in a checkout, when each was last written."""
    record = _content(os.path.join(os.path.dirname(PACKAGE), f"privlint-{__version__}.dist-info", "RECORD"))
    if record:
        yield record
        return
    for folder in (PACKAGE, data_path("rules"), data_path("grammar")):
        yield from sorted(_written(folder))


def _written(folder: str) -> Iterator[bytes]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name not in ("__pycache__", "_data"):
                yield from _written(entry.path)
        elif entry.name.endswith((".py", ".toml", ".lark", ".txt")):
            state = entry.stat()
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns}".encode(errors="surrogateescape")


def _libraries() -> list[bytes]:
    """The version of the parser, told by the name of its metadata folder."""
    return sorted(name.encode() for folder in sys.path for name in _listed(folder or ".") if name.startswith("lark-"))


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""
