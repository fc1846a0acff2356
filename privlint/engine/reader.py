"""From a file to a document, and from a document to a reading: with the formats and languages of plug-ins too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from privlint.engine.likeness import looks_like_policy
from privlint.model.text import Source
from privlint.model.tree import Document

if TYPE_CHECKING:
    from pathlib import Path

    from privlint.checks.hookspecs import LineReader
    from privlint.engine.discovery import PolicyFile
    from privlint.language.lexicon import Lexicon
    from privlint.language.lines import Lines
    from privlint.language.reading import Reading

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class PolicyReader(NamedTuple):
    """Reads policies: `language` is None where it is to be detected; `formats` go by suffix, `lexicons` by language."""

    language: str | None = None
    formats: Mapping[str, LineReader] = MappingProxyType({})
    lexicons: Mapping[str, Path] = MappingProxyType({})

    def read(self, file: PolicyFile) -> Document | None:
        """The document of a file; None for one that was found in a directory and does not look like a policy."""
        data = file.data()
        encoding = "utf-16" if data.startswith(UTF_16) else "utf-8"
        if file.walked and not looks_like_policy(data.decode(encoding, "replace")):
            return None
        return self.parse(self.source(file.path, data))

    def source(self, path: str, data: bytes) -> Source:
        """The decoded file; raises SourceError."""
        from privlint.language.readers import format_of, read
        from privlint.language.readers.decoding import decode

        if format_of(path) is None and _suffix(path) in self.formats:
            return Source(path, decode(path, data), _suffix(path).removeprefix("."))
        return read(path, data)

    def parse(self, source: Source) -> Document:
        """The document of a source, in the language that was given, else in the one that it seems to be in."""
        from privlint.language.documents import parse

        if self.language:
            return parse(source, self.language, self._lines(source))
        document = parse(source, lines=self._lines(source))
        language = _detect(document)
        return document if language == document.language else parse(source, language, self._lines(source))

    def supports(self, language: str) -> bool:
        """Whether there is a lexicon for a language."""
        from privlint.language.compiled import load_tables

        return language in self.lexicons or language in load_tables().languages()

    def understand(self, document: Document) -> Reading:
        """The document as rules see it."""
        from privlint.language.reading import read_document

        return read_document(document, self._lexicon(document.language))

    def readings(self, document: Document) -> list[Reading]:
        """The document as rules see it: a reading for each language that its sections are in, if none was given."""
        from privlint.language.bilingual import by_language
        from privlint.language.compiled import load_tables

        if self.language:
            return [self.understand(document)]
        languages = frozenset((*load_tables().languages(), *self.lexicons))
        return [self.understand(part) for part in by_language(document, languages)]

    def all_readings(self, documents: Iterable[Document]) -> tuple[Reading, ...]:
        """The readings of some documents, in their order."""
        return tuple(reading for document in documents for reading in self.readings(document))

    def concepts(self, language: str) -> frozenset[str]:
        """The concepts that a language has."""
        return self._lexicon(language).concepts

    def _lexicon(self, language: str) -> Lexicon:
        if language in self.lexicons:
            from privlint.language.compiled import compile_folder

            return compile_folder(self.lexicons[language])
        from privlint.language.lexicon import load_lexicon

        return load_lexicon(language)

    def _lines(self, source: Source) -> Lines | None:
        reader = self.formats.get(_suffix(source.path))
        return reader(source.text) if reader else None


def _suffix(path: str) -> str:
    return "." + path.rpartition(".")[2].lower()


def _detect(document: Document) -> str:
    from privlint.language.detect import detect

    sections = (path[-1] for path in document.root.walk())
    return detect("\n".join(block.text.text for section in sections for block in section.blocks))
