"""Drafting: for each disclosure that a policy lacks, the clause and the place where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from privlint.checks.rule import Policy
from privlint.checks.ways import in_foreign_scope, names
from privlint.engine.likeness import looks_like_policy
from privlint.language.compiled import load_tables
from privlint.language.reading import Reading
from privlint.model.tree import Document, Section
from privlint.workflow.drafts.layout import Layout
from privlint.workflow.drafts.outline import Outline
from privlint.workflow.drafts.skeletons import Place, Skeleton


class Clause(NamedTuple):
    """A clause to insert: `insertion` goes into the file at the offset `at`, line ends and markup included.

    `heading` is the section that it goes into, which is `new` where the policy has none for it; empty under the title.
    """

    skeleton: Skeleton
    path: str
    at: int
    insertion: str
    heading: str
    new: bool


def draft(policy: Policy, skeletons: Iterable[Skeleton], path: str) -> list[Clause]:
    """The clauses of some skeletons in the order in which they are to stand; `path` takes what has no home in any document."""
    homes = {table["name"]: names(table.get("home")) for table in load_tables().rules()}
    own = next((r for r in policy.readings if r.document.source.path == path), policy.readings[0])
    at_home: list[Clause] = []
    homeless: dict[tuple[Place, str], list[Skeleton]] = {}
    for skeleton in skeletons:
        found = next(_homes(policy, homes.get(skeleton.rule, ())), None) if skeleton.heading else None
        if found is not None:
            at_home.append(_joined(skeleton, found[0].document, found[1]))
        else:
            homeless.setdefault((skeleton.place, skeleton.heading), []).append(skeleton)
    return [*at_home, *_opened(own.document, homeless)]


def applied(document: Document, clauses: Iterable[Clause]) -> str:
    """The text of a document with its clauses."""
    text, done, parts = document.source.text, 0, []
    mine = [clause for clause in clauses if clause.path == document.source.path]
    for clause in sorted(mine, key=lambda clause: clause.at):  # stable: clauses of one place keep their order
        parts += [text[done : clause.at], clause.insertion]
        done = clause.at
    return "".join([*parts, text[done:]])


def _joined(skeleton: Skeleton, document: Document, section: Section) -> Clause:
    """A clause in a section that is there."""
    layout, at = Layout.of(document), Outline(document).end_of(section)
    heading = section.heading.text.text if section.heading else ""
    text = layout.after(at, layout.paragraphs(skeleton.text))
    return Clause(skeleton, document.source.path, at, text, heading, new=False)


def _opened(document: Document, homeless: dict[tuple[Place, str], list[Skeleton]]) -> Iterator[Clause]:
    """The clauses of new sections, each heading once, and those that stand under the title."""
    layout, outline = Layout.of(document), Outline(document)
    offsets = {Place.TITLE: outline.under_title(), Place.START: outline.start(), Place.END: outline.end()}
    numbers = outline.numbers()
    for place, heading in sorted(homeless, key=lambda key: tuple(Place).index(key[0])):
        for order, skeleton in enumerate(homeless[place, heading]):
            text = layout.paragraphs(skeleton.text)
            if heading and not order:
                number = next(numbers) if place is Place.END else ""
                text = layout.heading(heading, outline.level(), number) + layout.gap + text
            at = offsets[place]
            yield Clause(skeleton, document.source.path, at, layout.after(at, text), heading, new=bool(heading))


def _homes(policy: Policy, home: tuple[str, ...]) -> Iterator[tuple[Reading, Section]]:
    """The sections where a disclosure belongs, the best first: no title, and none for readers outside the EU alone."""
    for concept in home:
        for reading in policy.readings:
            for match in reading.matches(concept):
                sentence = match.sentence
                is_title = not sentence.index and looks_like_policy(sentence.quote)
                if sentence.kind == "heading" and not is_title and not in_foreign_scope(reading, sentence):
                    yield reading, sentence.path[-1]
