"""The levels of sections: from the markup, from the numbers, else from the order in which styles of headings appear."""

from __future__ import annotations

from privlint.language.lines import LineKind
from privlint.language.shapes import is_date
from privlint.language.structure import StructureWords, words_of
from privlint.language.units import Unit

_DEEPEST = 9  # sections in sections, unless the markup says so
_TITLE: tuple[str | int, ...] = ("the title",)


class _Outline:
    """The sections that are open, outermost first: the style of each and its level."""

    def __init__(self) -> None:
        self.styles: list[tuple[str | int, ...]] = []
        self.levels: list[int] = []

    def place(self, style: tuple[str | int, ...], level: int) -> int:
        """Open a section, closing those that end before it; its level."""
        keep = self._explicit(level) if level else self._implied(style)
        if not level and keep >= _DEEPEST:
            keep = _DEEPEST - 1
        del self.styles[keep:], self.levels[keep:]
        self.styles.append(style)
        self.levels.append(level or (self.levels[-1] + 1 if self.levels else 1))
        return self.levels[-1]

    def _explicit(self, level: int) -> int:
        for index, (style, open_level) in enumerate(zip(self.styles, self.levels, strict=True)):
            if style != _TITLE and (style[0] != "marked" or open_level >= level):
                return index
            if style == _TITLE and level <= open_level:
                return index
        return len(self.styles)

    def _implied(self, style: tuple[str | int, ...]) -> int:
        if style in self.styles:
            return self.styles.index(style)
        if style[0] == "number":
            return self._numbered(style)
        return len(self.styles)

    def _numbered(self, style: tuple[str | int, ...]) -> int:
        for index in range(len(self.styles) - 1, -1, -1):
            other = self.styles[index]
            if other[0] == "number" and other[2] < style[2]:  # type: ignore[operator]
                return index + 1
        return len(self.styles)


def set_levels(units: list[Unit], words: StructureWords) -> None:
    """Give every heading the level of its section."""
    outline = _Outline()
    title = _title(units, words)
    for unit in units:
        if unit.role is not LineKind.HEADING:
            continue
        explicit = unit.first.level
        style = ("marked", explicit) if explicit else _TITLE if unit is title else unit.style
        unit.level = outline.place(style, explicit)


def _title(units: list[Unit], words: StructureWords) -> Unit | None:
    """The title of the document, if its first heading is one."""
    for place, unit in enumerate(units):
        if unit.role is LineKind.HEADING:
            if unit.number is not None:
                return None
            following = next((other for other in units[place + 1 :] if not is_date(other.text, words)), None)
            named = any(word.lower() in words.title for word in words_of(unit.text))
            return unit if named or (following and following.role is LineKind.HEADING) else None
        if unit.role not in (LineKind.TEXT, LineKind.RULE) or len(unit.text) > 300:
            return None
    return None
