"""Results of earlier runs, kept in a folder: safe to read whoever wrote there, and to write from many processes at once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from privlint.engine.digests import blake2b

NAME = ".privlint_cache"
_MARK = ".gitignore"
_MARK_TEXT = "# Results of privlint; this folder can be deleted at any time.\n*\n"


class Cache:
    """Entries by name, each with the stamp of what it was made from. A folder that cannot be written keeps nothing.

    Entries hold for the folder that they were written in: a copy of it, such as one in a repository, is not believed.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._born: str | None = None

    def find(self, name: bytes, stamp: bytes) -> Any:
        """What was kept under a name, if its stamp is this one; None where there is no such entry, or it is damaged."""
        try:
            with open(self._path(name), "rb", opener=_unlinked) as file:
                head, _, body = file.read().partition(b"\n")
        except OSError:
            return None
        if head != self._head(stamp, body):
            return None
        from json import loads

        try:
            return loads(body)
        except (ValueError, RecursionError):
            return None

    def keep(self, name: bytes, stamp: bytes, data: object) -> None:
        """Keep what a JSON text can hold; anything else is not kept."""
        from json import dumps

        try:
            body = dumps(data, separators=(",", ":")).encode()
        except (TypeError, ValueError, RecursionError):
            return
        path = self._path(name)
        draft = f"{path}.{os.getpid()}"
        try:
            self._make()
            with open(draft, "xb") as file:
                file.write(self._head(stamp, body) + b"\n" + body)
            os.replace(draft, path)
        except OSError:
            return

    def _path(self, name: bytes) -> str:
        return os.path.join(self._folder, f"{digest([name]).hex()}.json")

    def _head(self, stamp: bytes, body: bytes) -> bytes:
        return digest([stamp, self._birth().encode(), body]).hex().encode()

    def _birth(self) -> str:
        """When the folder came to be, on which disk: nobody who only hands over files can say that."""
        if self._born is None:
            try:
                mark = os.lstat(os.path.join(self._folder, _MARK))
            except OSError:
                return ""
            self._born = f"{mark.st_dev} {mark.st_ino} {mark.st_ctime_ns}"
        return self._born

    def _make(self) -> None:
        if self._born is not None:
            return
        if os.path.islink(self._folder):
            raise NotADirectoryError(self._folder)
        os.makedirs(self._folder, exist_ok=True)
        try:
            with open(os.path.join(self._folder, _MARK), "x", encoding="utf-8") as file:
                file.write(_MARK_TEXT)
        except FileExistsError:
            return


def _unlinked(path: str, flags: int) -> int:
    """Opens a file, but nothing that a link leads to."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0))


def digest(parts: Iterable[bytes]) -> bytes:
    """What some parts are known by: other parts, or the same cut elsewhere, have another digest."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(b"%d:" % len(part))
        made.update(part)
    return made.digest()
