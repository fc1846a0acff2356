"""The sentences that concepts carry as examples: those that say what a concept means, and those that only look so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from privlint.engine.reader import PolicyReader
from privlint.model.errors import RuleError

if TYPE_CHECKING:
    from pathlib import Path

    from privlint.language.reading import Reading


class Saying(NamedTuple):
    """An example of a concept; `holds` tells whether the concept has to be found in it, or must not be."""

    file: str
    concept: str
    text: str
    holds: bool

    def wrong(self, reading: Reading) -> str:
        """What is wrong with a reading of it, or nothing."""
        if bool(reading.matches(self.concept)) is self.holds:
            return ""
        return f"{self.file}, [{self.concept}]: {'nothing' if self.holds else 'something'} is found in {self.text!r}"


def language_folders(lexicons: Mapping[str, Path]) -> list[Path]:
    """The folders of the built-in languages, and those of plug-ins."""
    from privlint.language.compiled import load_tables
    from privlint.language.data import data_folder

    return [*(data_folder("grammar") / language for language in load_tables().languages()), *lexicons.values()]


def read_sayings(folder: Path) -> Iterator[Saying]:
    """The examples in the concept files of a language folder; raises RuleError for what is no list of sentences."""
    from privlint.language.compiled import concept_files

    for file, tables in concept_files(folder).items():
        for concept, table in tables.items():
            for key, holds in (("says", True), ("not", False)):
                for text in _texts(table.get(key, []), f"{file}, [{concept}]: {key}"):
                    yield Saying(file, concept, text, holds)


def _texts(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise RuleError(f"{where} is no list of sentences")
    return value


def read_saying(saying: Saying, reader: PolicyReader) -> Reading:
    """The reading of an example, as Markdown."""
    return reader.understand(reader.parse(reader.source("example.md", saying.text.encode())))
