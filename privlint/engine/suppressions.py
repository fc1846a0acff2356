"""Suppression comments: what each says, what it silences, and what is wrong with it.

`ignore[RULE, …]` silences rules in the block that follows, `ignore-file[…]` in the file, `disable[…]` to `enable[…]` in
a range; then `-- reason; owner=NAME; until=YYYY-MM-DD`.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from privlint.model.findings import Finding, Suppressed
from privlint.model.positions import Positions
from privlint.model.text import Span
from privlint.model.tree import Block, BlockKind, Comment, Document, Heading

_UNWRITTEN = re.compile(r"\[[^\[\]]*\]")  # a slot where a reason should stand
_NEVER = 1 << 62
VERBS = ("ignore", "ignore-file", "disable", "enable")


class Suppression(NamedTuple):
    """One comment. `rules` are codes or names as written; `span` is what it covers, empty for what covers nothing.

    `until` is None where the comment sets no end; `broken` says what could not be understood.
    """

    verb: str
    rules: tuple[str, ...]
    reason: str
    owner: str | None
    until: date | None
    comment: Comment
    path: str
    covers: Span
    note: Suppressed
    broken: str = ""

    def expired(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < day

    def silences(self, finding: Finding, *, anywhere: bool = False) -> bool:
        """Whether it covers a finding: `anywhere` is for a missing disclosure, which has no block of its own."""
        if self.broken or self.verb == "enable" or not {finding.code, finding.name} & set(self.rules):
            return False
        if anywhere and self.verb == "ignore":
            return True
        place = finding.location
        return place.path == self.path and self.covers.start <= place.span.start < self.covers.end


def about(words: Container[str], suppressions: Iterable[Suppression]) -> Iterator[Suppression]:
    """What some suppressions say of the rules that these words name."""
    for suppression in suppressions:
        rules = tuple(word for word in suppression.rules if word in words)
        if rules:
            yield suppression._replace(rules=rules)


def read_suppressions(document: Document) -> list[Suppression]:
    """The suppression comments of a document, in its order."""
    positions = Positions(document.source.text)
    blocks = sorted(_blocks(document), key=lambda block: block.span)
    comments = document.comments
    parsed = [_parse(comment.body) for comment in comments]
    ends = _ends(comments, parsed)
    return [
        Suppression(
            verb=words.verb,
            rules=words.rules,
            reason=words.reason,
            owner=words.owner,
            until=words.until,
            comment=comment,
            path=document.source.path,
            covers=_covered(words, comment, blocks, ends[number]),
            note=Suppressed(
                reason=words.reason,
                owner=words.owner,
                until=words.until.isoformat() if words.until else None,
                path=document.source.path,
                line=positions.at(comment.span.start).line,
            ),
            broken=words.broken,
        )
        for number, (comment, words) in enumerate(zip(comments, parsed, strict=True))
    ]


class _Words(NamedTuple):
    """A comment's body, taken apart."""

    verb: str
    rules: tuple[str, ...]
    reason: str = ""
    owner: str | None = None
    until: date | None = None
    broken: str = ""


def _parse(body: str) -> _Words:
    match = re.fullmatch(r"(?:privlint:)?\s*([\w-]+)\s*\[([^\]]*)\]\s*(?:(?:--|—|–)\s*(.*))?", body.strip(), re.DOTALL)
    if match is None or match[1] not in VERBS:
        return _Words("", (), broken=f"{' '.join(body.split())!r} is not one of {', '.join(VERBS)} with [RULE, …]")
    rules = tuple(word for word in (part.strip() for part in match[2].split(",")) if word)
    reason, keys = [], {}
    for part in (match[3] or "").split(";"):
        key, equals, value = part.partition("=")
        if equals and key.strip() in ("owner", "until"):
            keys[key.strip()] = value.strip()
        elif part.strip():
            reason.append(" ".join(part.split()))
    told = "; ".join(reason)
    words = _Words(match[1], rules, "" if _UNWRITTEN.fullmatch(told) else told, keys.get("owner"))
    return _dated(words, keys["until"]) if "until" in keys else words


def _dated(words: _Words, until: str) -> _Words:
    try:
        return _Words(words.verb, words.rules, words.reason, words.owner, date.fromisoformat(until))
    except ValueError:
        broken = f"until={until} is not a date such as 2027-06-30"
        return _Words(words.verb, words.rules, words.reason, words.owner, broken=broken)


def _ends(comments: Sequence[Comment], parsed: list[_Words]) -> list[int]:
    """Where what each comment disables is enabled again: at the next `enable` of one of its rules, if there is one."""
    enabled: dict[str, int] = {}
    found = []
    for comment, words in zip(reversed(comments), reversed(parsed), strict=True):
        found.append(min((enabled[rule] for rule in words.rules if rule in enabled), default=_NEVER))
        if words.verb == "enable":
            enabled.update(dict.fromkeys(words.rules, comment.span.start))
    return found[::-1]


def _covered(words: _Words, comment: Comment, blocks: list[Block | Heading], end: int) -> Span:
    if words.verb == "ignore":
        return _following(comment, blocks)
    if words.verb == "ignore-file":
        return Span(0, _NEVER)
    if words.verb == "disable":
        return Span(comment.span.end, end)
    return Span(0, 0)


def _following(comment: Comment, blocks: list[Block | Heading]) -> Span:
    """The block after a comment; before a list or table, the whole of it."""
    at = bisect_left(blocks, comment.span.end, key=_start)
    if at == len(blocks):
        return Span(0, 0)
    earlier = (blocks[number] for number in range(at - 1, -1, -1))
    before = next((block for block in earlier if block.span.end <= comment.span.start), None)
    first = blocks[at]
    last = first
    for block in islice(blocks, at + 1, None):
        if not _continues(first, block, before):
            break
        last = block
    return Span(first.span.start, max(last.span.end, first.span.start + 1))


def _start(block: Block | Heading) -> int:
    return block.span.start


def _continues(first: Block | Heading, block: Block | Heading, before: Block | Heading | None) -> bool:
    if not (isinstance(first, Block) and isinstance(block, Block) and first.kind is block.kind):
        return False
    if first.kind is BlockKind.CELL:
        return first.table == block.table
    inside = isinstance(before, Block) and before.kind is BlockKind.ITEM
    return first.kind is BlockKind.ITEM and (not inside or block.depth > first.depth)


def _blocks(document: Document) -> Iterator[Block | Heading]:
    for path in document.root.walk():
        section = path[-1]
        if section.heading is not None:
            yield section.heading
        yield from section.blocks
