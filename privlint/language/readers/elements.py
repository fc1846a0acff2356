"""The elements of HTML: which are hidden, run on in a line, stand out, hold lists, or end without saying so."""

from __future__ import annotations

import re

_NEVER_SHOWN = frozenset(
    ("head", "script", "style", "template", "noscript", "textarea", "datalist", "select", "dialog")
)
_NO_TEXT = frozenset(("nav", "svg", "iframe", "object", "canvas", "audio", "video"))
HIDDEN = _NEVER_SHOWN | _NO_TEXT
AROUND = frozenset(("header", "footer", "button"))  # of these, only headings are text
DEEPEST = 512  # elements within one another; what is deeper stands in the last of them, as in browsers
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
STRONG = frozenset(("b", "strong", "u", "summary"))
_EMPHASIS = frozenset(("b", "big", "cite", "em", "font", "i", "mark", "q", "s", "small", "strike", "strong", "u"))
_TERMS = frozenset(
    ("abbr", "acronym", "code", "data", "del", "dfn", "ins", "kbd", "samp", "time", "tt", "var", "output")
)
_RUNS = frozenset(("a", "bdi", "bdo", "button", "img", "input", "label", "o:p", "span", "sub", "sup", "wbr"))
INLINE = _EMPHASIS | _TERMS | _RUNS
LISTS = frozenset(("ul", "ol", "menu", "dir"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CELLS = frozenset(("td", "th"))
BODIES = frozenset(("main", "article", "section"))
_ROWS = frozenset(("tr", "table"))
_DEFINITIONS = frozenset(("dt", "dd"))
_OWNERS = {
    "li": LISTS,
    "td": _ROWS,
    "th": _ROWS,
    "tr": frozenset(("table",)),
    "dt": frozenset(("dl",)),
    "dd": frozenset(("dl",)),
}
_ALIKE = {"td": CELLS, "th": CELLS, "dt": _DEFINITIONS, "dd": _DEFINITIONS}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NAVIGATION = frozenset(("navigation", "menu", "menubar", "search", "dialog", "alertdialog"))

Attributes = dict[str, str | None]


class Element:
    """An open element, and what it changes while it is open."""

    __slots__ = ("count", "hidden", "href", "link_start", "strong", "tag")

    def __init__(self, tag: str, attributes: Attributes, *, hidden: bool) -> None:
        self.tag = tag
        self.hidden = hidden or _is_hidden(tag, attributes)
        self.strong = tag in STRONG or bool(_BOLD_STYLE.search(attributes.get("style") or ""))
        self.href = attributes.get("href") or "" if tag == "a" else ""
        self.link_start = 0  # where the link starts in the line's text
        start = attributes.get("start") or ""
        self.count = int(start) - 1 if tag == "ol" and start.isdecimal() and len(start) < 6 else 0  # of list items


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    return (
        tag in HIDDEN
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (attributes.get("role") or "") in _NAVIGATION
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
    )


def ended_by(tag: str, stack: list[Element]) -> str | None:
    """The open element that a start tag ends without saying so: the item before the next one."""
    owners = _OWNERS.get(tag)
    if owners is None:
        return None
    alike = _ALIKE.get(tag, (tag,))
    for element in reversed(stack):
        if element.tag in owners:
            return None
        if element.tag in alike:
            return element.tag
    return None


def is_around(stack: list[Element]) -> bool:
    """Whether a place is in the header or footer of the page (and in no heading), rather than in its text."""
    tags = [element.tag for element in stack]
    around = next((place for place, tag in enumerate(tags) if tag in AROUND), None)
    if around is None or any(tag in HEADINGS for tag in tags):
        return False
    return not any(tag in BODIES for tag in tags[:around])
