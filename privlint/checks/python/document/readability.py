"""Readability: sentences that nobody can read in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import beginning, finding
from privlint.checks.rule import Outcome

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.model.findings import Finding

_LONG = 60  # words
_FEWEST = 3  # long sentences
_SHARE = 0.3  # of the policy's words that stand in long sentences
_FRAGMENT = 4  # words; what is shorter is a label
_MOST_RELATED = 5


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """One finding on the longest sentence when long ones hold a large part of the policy."""
    found = (_judge(data, reading) for reading in policy.readings)
    return Outcome(findings=tuple(one for one in found if one is not None))


def _judge(data: RuleData, reading: Reading) -> Finding | None:
    sized = [
        (_size(sentence), sentence)
        for sentence in reading.sentences
        if sentence.kind in ("paragraph", "item", "quote") and _size(sentence) >= _FRAGMENT
    ]
    long = sorted((pair for pair in sized if pair[0] > _LONG), key=lambda pair: (-pair[0], pair[1].index))
    words = sum(size for size, _ in sized)
    if len(long) < _FEWEST or sum(size for size, _ in long) < _SHARE * words:
        return None
    (most, longest), *others = long
    message = data["message"].format(count=len(long), limit=_LONG, longest=most, average=round(words / len(sized)))
    related = [beginning(reading, sentence, f"{size} words", 12) for size, sentence in others[:_MOST_RELATED]]
    return finding(data, beginning(reading, longest), message, related)


def _size(sentence: Sentence) -> int:
    return len(sentence.tokens) - sentence.own
