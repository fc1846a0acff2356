"""The words in which a report tells verdicts and values: codes are for programs."""

from __future__ import annotations

import re
from datetime import date

STATUSES = {
    "present": "present",
    "partial": "partial",
    "missing": "missing",
    "suppressed": "suppressed",
    "not-applicable": "not applicable",
    "unknown": "unknown",
}
MEANINGS = {
    "present": "the policy says it; the words that say it best come first",
    "partial": "the policy says part of what the article asks",
    "missing": "nothing in the policy says it",
    "suppressed": "missing or partial, and accepted with a comment in the policy",
    "not-applicable": "its condition does not hold; the reason is named",
    "unknown": "it was not judged",
}
BASES = {
    "consent": "consent (Art. 6(1)(a))",
    "contract": "contract (Art. 6(1)(b))",
    "legal-obligation": "legal obligation (Art. 6(1)(c))",
    "vital-interests": "vital interests (Art. 6(1)(d))",
    "public-task": "public task (Art. 6(1)(e))",
    "legitimate-interests": "legitimate interests (Art. 6(1)(f))",
}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_PERIOD = re.compile(r"P(?:\d+[YMWD])*(?:T(?:\d+[HM])+)?")


def day(when: date | str) -> str:
    """A date as people write it; what is only a year or a month stays that."""
    year, *rest = str(when).split("-")
    if not year.isdigit() or not all(part.isdigit() for part in rest) or (rest and not 1 <= int(rest[0]) <= 12):
        return str(when)
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*([str(int(rest[1]))] if len(rest) > 1 else []), *month, year])


def period(iso: str) -> str:
    """An ISO 8601 period in words: P1Y6M is "1 year 6 months"; what is none is left as it is."""
    if not _PERIOD.fullmatch(iso) or not any(character.isdigit() for character in iso):
        return iso
    days, _, hours = iso[1:].partition("T")
    parts = [_counted(number, UNITS[unit]) for number, unit in re.findall(r"(\d+)(\D)", days)]
    parts += [_counted(number, {"H": "hour", "M": "minute"}[unit]) for number, unit in re.findall(r"(\d+)(\D)", hours)]
    return " ".join(parts)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is one."""
    return _counted(str(number), noun)


def basis(word: str) -> str:
    """A legal basis with its letter of Art. 6(1)."""
    return BASES.get(word, word)


def sentence(text: str) -> str:
    """A text that starts with a capital and ends with a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if not text or text[-1] in ".?!…" else ".")


def _counted(number: str, noun: str) -> str:
    return f"{int(number)} {noun}" + ("" if int(number) == 1 else "s")
