"""Topics: sections whose text says nothing about what their heading names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.headings import locate
from privlint.checks.python.document.passages import beginning, finding
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.model.findings import Finding

_LONGEST = 8  # words of a heading; a longer one names more than a topic
_FEWEST = 16  # words: a shorter text may say it in words of its own, or refer to another place


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Headings with a topic of the rule's `topics` over a text in which no word of that topic stands."""
    return Outcome(findings=tuple(f for reading in policy.readings for f in _mismatches(data, reading)))


def _mismatches(data: RuleData, reading: Reading) -> Iterator[Finding]:
    topics: dict[int, list[int]] = {}
    for name in data["options"]["topics"]:
        for match in reading.matches(f"heading-{name}"):
            topics.setdefault(match.sentence.index, []).append(reading.lexicon.symbol(f"about-{name}"))
    beside = reading.lexicon.symbol("heading-beside")
    texts = _texts(reading)
    for sentence in reading.sentences:
        if sentence.kind != "heading" or len(sentence.tokens) > _LONGEST or _says(sentence, beside):
            continue
        wanted = topics.get(sentence.index, [])
        text = texts.get(id(sentence.path[-1]), [])
        if not wanted or sum(len(said.tokens) - said.own for said in text) < _FEWEST:
            continue
        if any(_says(said, about) for said in text for about in wanted):
            continue
        heading = sentence.path[-1].heading
        if heading is not None:
            yield finding(data, locate(reading, heading), related=[beginning(reading, text[0], "the text under it")])


def _texts(reading: Reading) -> dict[int, list[Sentence]]:
    """The sentences under each section, those of its sections and their headings included."""
    found: dict[int, list[Sentence]] = {}
    for sentence in reading.sentences:
        for section in sentence.path[:-1] if sentence.kind == "heading" else sentence.path:
            found.setdefault(id(section), []).append(sentence)
    return found


def _says(sentence: Sentence, symbol: int) -> bool:
    return any(symbol in sentence.chart[at] for at in range(sentence.own, len(sentence.tokens)))
