"""What is done of a scan, beside its output: a manifest of what was asked, and one part a chunk.

A part is there as a whole or not at all. A scan that is resumed makes those that are missing; the last step joins them.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import Any, NamedTuple

from privlint.model.errors import PrivlintError

VERSION = 1
_MANIFEST = "manifest.json"


class Kept(NamedTuple):
    """The part of a chunk: where it stands, how many policies it has, and how many of them could not be judged."""

    number: int
    path: str
    policies: int
    failed: int


class Parts:
    """The parts of the scan that writes `output`."""

    def __init__(self, output: str) -> None:
        self.output = output
        self.folder = f"{output}.parts"
        self._suffix = os.path.splitext(output)[1]

    def day(self) -> date | None:
        """The day as of which the scan that is under way judges; None where none is."""
        try:
            return date.fromisoformat(self._manifest()["as_of"])
        except (KeyError, TypeError, ValueError):
            return None

    def begin(self, asked: str, as_of: date, *, anew: bool = False) -> None:
        """Begin the scan that asks this, or go on with it; raises PrivlintError where another one is under way."""
        if anew:
            shutil.rmtree(self.folder, ignore_errors=True)
        found = self._manifest()
        if found and found != self._made(asked, as_of):
            raise PrivlintError(
                f"{self.folder}: a scan of something else, or of another version, is under way; --anew begins again"
            )
        if not os.path.isdir(self.folder):
            os.mkdir(self.folder)
        if not found:
            from json import dumps

            self._write(os.path.join(self.folder, _MANIFEST), dumps(self._made(asked, as_of)).encode())

    def done(self) -> dict[int, Kept]:
        """What is kept of each chunk whose part is there, in the order of the corpus."""
        found = (_kept(self.folder, name) for name in sorted(os.listdir(self.folder)) if name.endswith(self._suffix))
        return {kept.number: kept for kept in found if kept}

    def keep(self, number: int, data: bytes, policies: int, failed: int) -> None:
        """Write the part of a chunk."""
        self._write(os.path.join(self.folder, f"{number:08}.{policies}.{failed}{self._suffix}"), data)

    def end(self, joined: str) -> None:
        """Put the joined parts in the place of the output, and clear up."""
        os.replace(joined, self.output)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _manifest(self) -> dict[str, Any]:
        from json import loads

        try:
            with open(os.path.join(self.folder, _MANIFEST), "rb") as file:
                found = loads(file.read())
        except FileNotFoundError:
            return {}
        except ValueError:
            found = None
        return found if isinstance(found, dict) else {"version": None}

    def _made(self, asked: str, as_of: date) -> dict[str, Any]:
        return {"version": VERSION, "asked": asked, "as_of": as_of.isoformat()}

    def _write(self, path: str, data: bytes) -> None:
        draft = f"{path}.{os.getpid()}.draft"
        with open(draft, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)


def _kept(folder: str, name: str) -> Kept | None:
    numbers = name.split(".")[:-1]
    if len(numbers) != 3 or not all(number.isdecimal() for number in numbers):
        return None
    number, policies, failed = map(int, numbers)
    return Kept(number, os.path.join(folder, name), policies, failed)
