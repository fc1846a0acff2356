"""The same policy, written otherwise: what a rule says of it must not change."""

import re
import textwrap
from collections.abc import Callable
from html.parser import HTMLParser

from markdown_it import MarkdownIt

WIDTH = 44
CONTRACTIONS = {
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "are not": "aren't",
    "was not": "wasn't",
    "have not": "haven't",
    "has not": "hasn't",
    "will not": "won't",
    "cannot": "can't",
    "we will": "we'll",
    "you will": "you'll",
    "we are": "we're",
    "you are": "you're",
    "we have": "we've",
}
NAMES = {
    "Acme": "Tavistock",
    "Larkfield": "Quillmark",
    "Brightwater": "Stonebridge",
    "Fernleaf": "Harrowgate",
    "Northwind": "Millbrook",
    "Oakhill": "Redcliff",
}
_BLOCK = re.compile(r"[-*+>#|=~`:]|\d+[.)]|\(?[a-z]\)|<|\s*$")
_MARKED = re.compile(r"(\s*)([-*+] |\d+[.)] )?(.*)", re.DOTALL)


def rewrapped(text: str) -> str:
    """Long lines broken; a line never begins with what would make it another block."""
    lines = []
    for line in text.split("\n"):
        indent, mark, rest = _MARKED.fullmatch(line).groups("")  # type: ignore[union-attr]
        plain = len(rest) > WIDTH and not _BLOCK.match(rest) and "  " not in rest
        lines += _wrapped(indent + mark, rest) if plain else [line]
    return "\n".join(lines)


def _wrapped(first: str, rest: str) -> list[str]:
    parts = textwrap.wrap(rest, WIDTH, break_long_words=False, break_on_hyphens=False)
    if any(_BLOCK.match(part) or "](" in part or part[:1] == "[" for part in parts[1:]):
        return [first + rest]
    return [first + parts[0], *(" " * len(first) + part for part in parts[1:])]


def html(text: str) -> str:
    """As a page."""
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def plain(text: str) -> str:
    """As plain text, by way of a page."""
    parser = _Text()
    parser.feed(html(text))
    return re.sub(r"\n{3,}", "\n\n", "".join(parser.parts)).strip() + "\n"


class _Text(HTMLParser):
    """What a browser saves as text: a line a heading or item, an empty line between paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._target = ""
        self._columns = 0
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.parts.append("\n" if self._numbers else "")
            self._numbers.append(0 if tag == "ul" else int(dict(attrs).get("start") or 1))
        elif tag == "li":
            number = self._numbers[-1]
            mark = f"{number}. " if number else "- "
            self._numbers[-1] += bool(number)
            self.parts.append("   " * (len(self._numbers) - 1) + mark)
        elif tag == "table":
            self._columns = 0
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("| ")
            self._columns += 1
        elif tag == "a":
            self._target = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and not self._target.startswith(("mailto:", "#")):
            self.parts.append(f" ({self._target})")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "tr":
            self.parts.append("|\n")
        elif tag == "thead":
            self.parts.append("|---" * self._columns + "|\n")
        elif tag == "li":
            self.parts.append("\n")
        elif tag in ("ul", "ol"):
            self._numbers.pop()
            self.parts.append("\n")
        elif tag == "p" and self._numbers:
            self.parts.append("\n")
        elif tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "pre", "table"):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if data.strip() or not self.parts or not self.parts[-1].endswith("\n"):
            self.parts.append("" if not data.strip() and "\n" in data else data.replace("\n", " "))


def curly(text: str) -> str:
    """With typographic quotation marks; what stands in a tag or link target stays."""
    pieces = re.split(r"(<[^>]*>|\]\([^)]*\)|`[^`]*`)", text)
    return "".join(piece if number % 2 else _curled(piece) for number, piece in enumerate(pieces))


def _curled(text: str) -> str:
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[])'", r"\1‘", text).replace("'", "’")


def contracted(text: str) -> str:
    """With every "do not" as "don't"; one that has a contraction, with it undone."""
    pairs = (
        {short: long for long, short in CONTRACTIONS.items()}
        if re.search(r"\w['’](t|ll|re|ve)\b", text)
        else CONTRACTIONS
    )
    text = text.replace("’", "'") if pairs is not CONTRACTIONS else text
    for old, new in pairs.items():
        text = re.sub(rf"\b{old}\b", new, text)
        text = re.sub(rf"\b{old.capitalize()}\b", new.capitalize(), text)
    return text


def renamed(text: str) -> str:
    """Of another company."""
    for old, new in NAMES.items():
        for form in (str, str.lower, str.upper):
            text = text.replace(form(old), form(new))
    return text


def shouted(text: str) -> str:
    """With headings in capitals; links in them stay as they are."""
    return re.sub(r"^(#+ )([^\[<{\n]*)$", lambda heading: heading[1] + heading[2].upper(), text, flags=re.MULTILINE)


VARIANTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "rewrapped": ("example.md", rewrapped),
    "as HTML": ("example.html", html),
    "as plain text": ("example.txt", plain),
    "curly quotes": ("example.md", curly),
    "contractions": ("example.md", contracted),
    "another company": ("example.md", renamed),
    "headings in capitals": ("example.md", shouted),
}
