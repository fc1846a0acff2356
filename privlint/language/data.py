"""Where the data folders are: packed in the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from privlint.model.errors import PrivlintError


def data_folder(name: str) -> Path:
    """The folder `rules` or `grammar`; raises PrivlintError when the installation lost it."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "_data" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise PrivlintError(f"the folder {name!r} is missing from this installation of privlint: install it again")
