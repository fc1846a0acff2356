"""Documents in more than one language: each section of enough words is read in its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from privlint.language.compiled import load_tables
from privlint.model.tree import Document, Section

_FEWEST_WORDS = 20  # of a section whose language can be told by itself
_FEWEST_FREQUENT = 4  # frequent words of a language that has to be told
_SHARE = 0.1  # of a document's frequent words, for a second language to be looked for
_SURE = 2.0  # times as many frequent words as the document's language has


def by_language(document: Document, languages: frozenset[str]) -> list[Document]:
    """The document, or, where some of its sections are in others of these languages, one document a language."""
    frequent = {
        language: frozenset(words)
        for language, words in load_tables().frequent_words().items()
        if language in languages or language == document.language
    }
    if document.language not in frequent or not _is_mixed(document, frequent):
        return [document]
    told = dict(_tell(document.root, document.language, document.language, frequent))
    others = sorted({*told.values()} - {document.language})
    return [
        document._replace(language=language, root=_only(document.root, language, told))
        for language in (document.language, *others)
    ]


def _is_mixed(document: Document, frequent: Mapping[str, frozenset[str]]) -> bool:
    """Whether another language's frequent words are more than strays."""
    counts = _counts(document.source.text.lower().split(), frequent)
    own = counts.pop(document.language)
    return any(count >= _FEWEST_FREQUENT and count > _SHARE * own for count in counts.values())


def _words(section: Section) -> list[str]:
    return [word for block in section.blocks for word in block.text.text.lower().split()]


def _counts(words: list[str], frequent: Mapping[str, frozenset[str]]) -> dict[str, int]:
    return {language: sum(word in known for word in words) for language, known in frequent.items()}


def _tell(
    section: Section, inherited: str, main: str, frequent: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, str]]:
    """The language of each section, by its identity.

    One with few words of its own is told by what stands under its heading; with few there too it has that of the section around it.
    """
    words = _words(section)
    if len(words) < _FEWEST_WORDS:
        words += [word for inner in section.sections for path in inner.walk() for word in _words(path[-1])]
    language = inherited
    if len(words) >= _FEWEST_WORDS:
        counts = _counts(words, frequent)
        best = max(counts, key=lambda each: (counts[each], each == main))
        language = best if counts[best] >= max(_FEWEST_FREQUENT, _SURE * counts[main]) else main
    yield id(section), language
    for inner in section.sections:
        yield from _tell(inner, language, main, frequent)


def _only(section: Section, language: str, told: Mapping[int, str]) -> Section:
    """A section with nothing in it but what is in a language."""
    sections = tuple(_only(inner, language, told) for inner in section.sections)
    kept = tuple(inner for inner in sections if inner.heading or inner.blocks or inner.sections)
    if told[id(section)] == language:
        return section._replace(sections=kept)
    return section._replace(heading=None, blocks=(), sections=kept)
