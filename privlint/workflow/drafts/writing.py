"""Putting a new text into a file: all of it or nothing, in the encoding and with the byte-order mark that the file has."""

from __future__ import annotations

import os
import shutil
import tempfile

from privlint.language.readers.decoding import decode, encoding_of
from privlint.model.errors import SourceError


def rewrite(path: str, old: str, new: str) -> None:
    """Replace a file that still holds the old text; raises SourceError where it does not, or cannot be written."""
    try:
        _replace(os.path.realpath(path), path, old, new)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourceError(f"{path}: {reason}; check the path and its permissions") from error


def _replace(target: str, path: str, old: str, new: str) -> None:
    with open(target, "rb") as file:
        data = file.read()
    if decode(path, data) != old:
        raise SourceError(f"{path}: it has changed while the clauses were drafted; draft them again")
    mark, encoding = encoding_of(data)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".privlint-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(mark + new.encode(encoding))
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
