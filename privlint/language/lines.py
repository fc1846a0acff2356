"""Lines: what the readers of all formats hand to the blocks grammar, markup away and offsets kept."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from privlint.model.text import MappedText, Span
from privlint.model.tree import Comment, Link


class LineKind(StrEnum):
    """What a line's own markup says that it is; what bare text means is decided later, from its neighbours."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    RULE = "rule"
    BLANK = "blank"


class Visible(NamedTuple):
    """Visible text with its links; `strong` when all of it is bold, `breaks` when a hard line break ends it."""

    text: MappedText
    links: tuple[Link, ...] = ()
    strong: bool = False
    breaks: bool = False
    anchor: str = ""


NOTHING = Visible(MappedText("", ()))


@dataclass(slots=True, eq=False, repr=False)
class Line:
    """One line of a document. Columns count from 0, in the source line; a tab reaches the next multiple of 4."""

    kind: LineKind
    span: Span  # marks included, white space around left out
    visible: Visible = NOTHING
    indent: int = 0  # the column of the list mark or of the text
    content: int = 0  # items: the column of the item's text
    mark: str = ""  # items: the list mark as written
    level: int = 0  # headings: as written, from 1
    quote: int = 0  # how many quotations it stands in
    width: int = 0  # the columns that the line takes in the source
    cells: tuple[Visible, ...] = ()
    header: bool = False  # rows: the row of column headers
    anchor: str = ""  # headings: the explicit id
    depth: int = 0  # of list nesting, where the markup says it (HTML); else 0

    @property
    def text(self) -> str:
        """The visible text."""
        return self.visible.text.text


class Lines:
    """All lines of a source, with its privlint comments and explicit ids."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.comments: list[Comment] = []
        self.anchors: set[str] = set()
