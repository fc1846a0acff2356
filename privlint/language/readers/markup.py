"""Markdown's inline markup: emphasis, links, code, escapes, entities and tags in a paragraph's joined lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

PLAIN = re.compile(r"[^\\`*_~\[\]!<&\n]+")
_MARKUP = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])|(?P<hard>\\\n)|(?P<code>`+)|(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<auto><(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*|/)?>)"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    r"|(?P<open>!?\[)|(?P<close>\])|(?P<emphasis>\*+|_+|~~+)|(?P<newline>\n)",
    re.DOTALL,
)
_LINE_PARTS = re.compile(r"[^\n]+|\n")
_TARGET = re.compile(
    r"""\(\s*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)"""
)
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_ATTRIBUTE = re.compile(r"""\s(href|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LONGEST_LABEL = 999  # characters, as in CommonMark
_MOST_OPEN = 20
_STRONG_TAGS = frozenset(("b", "strong", "u"))


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """A run of the joined text that may show: `text` is what it shows, or None when it is markup after all."""

    start: int
    end: int
    text: str | None
    straight: bool = True


class Inline:
    """What was found in one paragraph, in positions of its joined lines."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.links: list[tuple[int, int, str]] = []
        self.strong: list[tuple[int, int]] = []
        self.hard: list[int] = []
        self.anchors: list[tuple[int, str]] = []


class Scanner:
    """Goes through the joined lines of one paragraph once."""

    def __init__(self, joined: str, references: Mapping[str, str]) -> None:
        self.joined = joined
        self.references = references
        self.found = Inline()
        self.brackets: list[tuple[Run, int, int]] = []  # the run of "[", its place in runs, the end of its mark
        self.openers: list[tuple[Run, int]] = []  # the run of an emphasis mark, where the text after it starts
        self.tags: list[tuple[str, int, str]] = []
        self.at = 0

    def scan(self) -> Inline:
        """All runs and spans of the paragraph."""
        joined, runs = self.joined, self.found.runs
        while self.at < len(joined):
            plain = PLAIN.match(joined, self.at)
            if plain:
                runs.append(Run(self.at, plain.end(), plain.group()))
                self.at = plain.end()
                continue
            markup = _MARKUP.match(joined, self.at)
            if markup is None:
                runs.append(Run(self.at, self.at + 1, joined[self.at]))
                self.at += 1
                continue
            self.at = markup.end()
            assert markup.lastgroup is not None
            getattr(self, "_" + markup.lastgroup)(markup.start(), markup.group())
        for name, start, target in self.tags:
            if name in _STRONG_TAGS:
                self.found.strong.append((start, len(joined)))
            elif name == "a" and target:
                self.found.links.append((start, len(joined), target))
        return self.found

    def _show(self, start: int, text: str, *, straight: bool = True) -> Run:
        run = Run(start, self.at, text, straight)
        self.found.runs.append(run)
        return run

    def _escape(self, start: int, markup: str) -> None:
        self.found.runs.append(Run(start + 1, start + 2, markup[1]))

    def _hard(self, start: int, markup: str) -> None:
        self.found.hard.append(start + 1)
        self.found.runs.append(Run(start + 1, start + 2, "\n"))

    def _newline(self, start: int, markup: str) -> None:
        self._show(start, markup)

    def _comment(self, start: int, markup: str) -> None:
        for place, character in enumerate(markup):
            if character == "\n":
                self.found.runs.append(Run(start + place, start + place + 1, "\n"))

    def _code(self, start: int, markup: str) -> None:
        end = re.compile(f"(?<!`){markup}(?!`)").search(self.joined, self.at)
        if end is None:
            self._show(start, markup)
            return
        for part in _LINE_PARTS.finditer(self.joined, self.at, end.start()):
            self.found.runs.append(Run(part.start(), part.end(), part.group()))
        self.at = end.end()

    def _auto(self, start: int, markup: str) -> None:
        self.found.runs.append(Run(start + 1, self.at - 1, markup[1:-1]))
        target = markup[1:-1]
        self.found.links.append((start + 1, self.at - 1, target if ":" in target else "mailto:" + target))

    def _entity(self, start: int, markup: str) -> None:
        from html import unescape

        shown = unescape(markup)
        self._show(start, shown, straight=shown == markup)

    def _tag(self, start: int, markup: str) -> None:
        if " " in markup and "=" not in markup and not markup.endswith("/>"):  # "<insert company name>" is no tag
            for part in _LINE_PARTS.finditer(markup):
                self.found.runs.append(Run(start + part.start(), start + part.end(), part.group()))
            return
        self._comment(start, markup)
        name = markup.strip("</>").split(None, 1)[0].rstrip("/").lower()
        if name in ("br", "p", "div", "li", "td", "tr"):
            self.found.runs.append(Run(start, self.at, " ", straight=False))
        attributes = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(markup)}
        if anchor := attributes.get("id") or (attributes.get("name") if name == "a" else None):
            self.found.anchors.append((start, anchor))
        if markup.startswith("</"):
            self._close_tag(name, start)
        elif not markup.endswith("/>") and (name in _STRONG_TAGS or name == "a"):
            self.tags.append((name, self.at, attributes.get("href", "")))

    def _close_tag(self, name: str, end: int) -> None:
        for index in range(len(self.tags) - 1, -1, -1):
            opened, start, target = self.tags[index]
            if opened == name:
                del self.tags[index]
                if name in _STRONG_TAGS:
                    self.found.strong.append((start, end))
                elif target:
                    self.found.links.append((start, end, target))
                return

    def _open(self, start: int, markup: str) -> None:
        run = self._show(start, markup)
        self.brackets.append((run, len(self.found.runs), self.at))

    def _close(self, start: int, markup: str) -> None:
        if not self.brackets:
            self._show(start, markup)
            return
        run, place, inside = self.brackets.pop()
        target = self._target(inside, start)
        if target is None:
            self._show(start, markup)
            return
        if run.text == "![":
            for hidden in self.found.runs[place:]:
                hidden.text = "\n" if hidden.text == "\n" else None
        else:
            self.found.links.append((inside, start, target))
        run.text = None

    def _target(self, inside: int, start: int) -> str | None:
        if inline := _TARGET.match(self.joined, self.at):
            self._skip(inline.end())
            return inline.group(1) or inline.group(2) or ""
        reference = _REFERENCE.match(self.joined, self.at)
        label = self.joined[inside:start] if start - inside <= _LONGEST_LABEL else ""
        name = " ".join((reference.group(1) if reference and reference.group(1) else label).split()).lower()
        if name in self.references:
            if reference:
                self._skip(reference.end())
            return self.references[name]
        return None

    def _skip(self, end: int) -> None:
        self._comment(self.at, self.joined[self.at : end])
        self.at = end

    def _emphasis(self, start: int, markup: str) -> None:
        before = self.joined[start - 1 : start] or " "
        after = self.joined[self.at : self.at + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if markup[0] == "_" and opens and closes:
            opens, closes = not before.isalnum(), not after.isalnum()
        run = self._show(start, markup)
        lone = before.isspace() and after.isspace() and len(markup) == 1
        if lone or (not opens and not closes and markup[0] == "_"):
            return
        for index in range(len(self.openers) - 1, -1, -1):
            opener, inside = self.openers[index]
            if opener.text and opener.text[0] == markup[0] and (closes or len(opener.text) == len(markup)):
                self._match(index, run, inside, start)
                if not run.text:
                    return
                if closes:
                    continue
        if opens or len(markup) > 1:
            self.openers = [*self.openers[-_MOST_OPEN:], (run, self.at)]

    def _match(self, index: int, closer: Run, inside: int, end: int) -> None:
        opener = self.openers[index][0]
        assert opener.text
        assert closer.text
        size = min(len(opener.text), len(closer.text))
        if size >= 2 and opener.text[0] != "~":
            self.found.strong.append((inside, end))
        opener.text = opener.text[size:] or None
        closer.text = closer.text[size:] or None
        opener.end -= size
        closer.start += size
        del self.openers[index + (opener.text is not None) :]
