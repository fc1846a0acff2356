"""Where the data folders are: packed in the package when installed, beside it in a checkout."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from privlint.model.errors import PrivlintError

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


def data_folder(name: str) -> Path:
    """The folder `rules` or `grammar`; raises PrivlintError when the installation lost it."""
    from pathlib import Path

    return Path(data_path(name))


def data_path(name: str) -> str:
    """As `data_folder`, for those who can do without the import of pathlib: every check that is run cold."""
    for candidate in (os.path.join(PACKAGE, "_data", name), os.path.join(os.path.dirname(PACKAGE), name)):
        if os.path.isdir(candidate):
            return candidate
    raise PrivlintError(f"the folder {name!r} is missing from this installation of privlint: install it again")


def has_lexicon(language: str) -> bool:
    """Whether privlint has a lexicon for a language of its own; no table is read for it."""
    return language.isalpha() and os.path.isfile(os.path.join(data_path("grammar"), language, "words.toml"))
