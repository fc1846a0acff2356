"""Names: the controller's or the brand's name, spelt in two ways."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from privlint.checks.python.document.passages import finding, spoken
from privlint.checks.rule import Outcome
from privlint.model.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from privlint.checks.loader import RuleData
    from privlint.checks.rule import Context, Policy
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence
    from privlint.language.tokens import Token
    from privlint.model.findings import Finding

_SHORTEST = 5  # letters of a name whose spelling is compared
_TIMES = 3  # how often the right spelling must stand, at least
_SLIPS = 2  # how often the wrong one may stand, at most
_TOP = 12  # sentences at the top, where a policy names its own

Place = tuple["Sentence", int, int]


def check(data: RuleData, policy: Policy, _: Context) -> Outcome:
    """Names near to the policy's own: one letter off, two letters exchanged, or written apart."""
    return Outcome(findings=tuple(f for reading in policy.readings for f in _slips(data, reading)))


def _slips(data: RuleData, reading: Reading) -> Iterator[Finding]:
    places, apart = _proper(reading)
    for name in _own_names(places):
        right = places[name]
        for other, there in places.items():
            if (
                other[0] == name[0]
                and len(there) <= _SLIPS
                and len(right) >= _TIMES
                and is_slip(name, other)
                and not _are_forms(reading, name, other)
                and not _is_country(reading, right[0])
            ):
                yield _finding(data, reading, there[0], right)
        if name in apart:
            rarer, usual = sorted((apart[name], right), key=len)
            yield _finding(data, reading, rarer[0], usual)


def _finding(data: RuleData, reading: Reading, wrong: Place, right: list[Place]) -> Finding:
    here, usual = _location(reading, wrong), _location(reading, right[0], "the usual spelling")
    message = data["message"].format(wrong=here.quote, right=usual.quote)
    return finding(data, here, message, [usual])


def _location(reading: Reading, place: Place, note: str = "") -> Location:
    sentence, start, end = place
    text = sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end]
    return Location(
        reading.document.source.path, sentence.source_span(start, end), text.split("'")[0].split("\u2019")[0], note
    )


def _proper(reading: Reading) -> tuple[dict[str, list[Place]], dict[str, list[Place]]]:
    """The places of each word that is always capitalised and no common one; and of two such words, joined."""
    never = reading.lexicon.words.never_names
    places: dict[str, list[Place]] = {}
    pairs: dict[str, list[Place]] = {}
    common: set[str] = set()
    for sentence in reading.sentences:
        before: Token | None = None
        for at in range(sentence.own, len(sentence.tokens)):
            token = sentence.tokens[at]
            if token.kind or token.norm in never:
                before = None
                continue
            if not token.raw[0].isupper():
                common.add(token.norm)
                before = None
                continue
            if len(token.norm) >= _SHORTEST:
                places.setdefault(token.norm, []).append((sentence, at, at + 1))
            if before is not None and not token.gap:
                pairs.setdefault(before.norm + token.norm, []).append((sentence, at - 1, at + 1))
            before = token
    return {name: there for name, there in places.items() if name not in common}, pairs


def _own_names(places: dict[str, list[Place]]) -> list[str]:
    """The names that are the policy's own: often said, and at the top or the most often."""
    often = {name for name, there in places.items() if len(there) > 1}
    top = {name for name in often if any(sentence.index < _TOP for sentence, _, _ in places[name])}
    most = max(often, key=lambda name: (len(places[name]), name), default="")
    return [name for name in places if name in top or name == most]


def _are_forms(reading: Reading, name: str, other: str) -> bool:
    """Whether two words are inflections of what they have in common, as the two genitives of a German noun are."""
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False))
    return {name, other} <= reading.lexicon.words.inflect("".join(letter for letter, _ in shared))


def _is_country(reading: Reading, place: Place) -> bool:
    sentence, start, _ = place
    return any(at == start for at, _ in spoken(reading, sentence, "country"))


def is_slip(name: str, other: str) -> bool:
    """Whether one is the other with a letter changed, lost or added inside, or two neighbours exchanged."""
    if name == other or abs(len(name) - len(other)) > 1 or name[:1] != other[:1]:
        return False
    if len(name) == len(other):
        differing = [at for at, letter in enumerate(name) if letter != other[at]]
        if len(differing) == 1:
            return 0 < differing[0] < len(name) - 1 and len(name) > _SHORTEST
        first = differing[0]
        return len(differing) == 2 and name[first : first + 2] == other[first + 1 : first - 1 if first else None : -1]
    longer, shorter = (name, other) if len(name) > len(other) else (other, name)
    lost = [at for at in range(1, len(longer) - 1) if longer[:at] + longer[at + 1 :] == shorter]
    return bool(lost) and len(shorter) > _SHORTEST
