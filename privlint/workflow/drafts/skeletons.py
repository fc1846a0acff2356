"""Skeletons: the clause of a rule in plain language, with placeholders where facts belong (`grammar/<language>/drafts/`)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, NamedTuple

from privlint.language.compiled import parse_toml
from privlint.language.data import data_folder
from privlint.language.lexicon import nearest
from privlint.model.errors import RuleError

PLACEHOLDER = re.compile(r"\[[^\[\]\n]+\]")
_KEYS = {"heading", "place", "text", "note", "sample"}


class Place(StrEnum):
    """Where a clause goes in a policy that has no section for it."""

    TITLE = "title"  # right under the title, without a heading
    START = "start"  # the first section
    END = "end"  # the last section


class Skeleton(NamedTuple):
    """A clause: `text` is one or more paragraphs, `note` what its writer should know, `sample` facts to try it with."""

    rule: str
    heading: str
    place: Place
    text: str
    note: str
    sample: dict[str, str]

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What is to be filled in, brackets and all, each once."""
        return tuple(dict.fromkeys(PLACEHOLDER.findall(self.text)))

    def stands_in(self, block: str) -> bool:
        """Whether a paragraph (its visible text) is this clause, its placeholders filled in or not."""
        first = " ".join(self.text.split("\n\n")[0].split())
        fixed = map(re.escape, PLACEHOLDER.split(first))
        return re.fullmatch(".+?".join(fixed), block) is not None

    def filled(self) -> str:
        """The clause with the sample's facts."""
        return PLACEHOLDER.sub(lambda match: self.sample[match.group()[1:-1]], self.text)


def load_skeletons(language: str) -> dict[str, Skeleton]:
    """The skeletons of a language by the names of their rules; raises RuleError for a file that is not right."""
    folder = data_folder("grammar") / language / "drafts"
    found = {}
    for path in sorted(folder.glob("*.toml")):
        where = f"grammar/{language}/drafts/{path.name}"
        found[path.stem] = _skeleton(path.stem, parse_toml(path, where), where)
    return found


def _skeleton(rule: str, table: dict[str, Any], where: str) -> Skeleton:
    for key in table:
        if key not in _KEYS:
            raise RuleError(f"{where}: unknown key {key!r}{nearest(key, _KEYS)}")
    if not table.get("text") or table.get("place", Place.END) not in tuple(Place):
        raise RuleError(f"{where}: a skeleton needs a text, and its place is {', '.join(Place)}")
    sample: dict[str, str] = table.get("sample", {})
    skeleton = Skeleton(
        rule,
        table.get("heading", ""),
        Place(table.get("place", Place.END)),
        table["text"].strip(),
        table.get("note", ""),
        sample,
    )
    if {f"[{name}]" for name in sample} != set(skeleton.placeholders):
        raise RuleError(f"{where}: the sample must have the placeholders of the text, and no others")
    return skeleton
