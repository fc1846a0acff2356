"""Token classes: what no word list can say, recognised once on the tokens of a sentence (number, period, age, date, name …)."""

from collections.abc import Iterator
from typing import NamedTuple

from privlint.language.tokens import Token
from privlint.language.words import Words

CLASSES = (
    "number",
    "date",
    "period",
    "age",
    "email",
    "masked-email",
    "url",
    "phone",
    "postcode",
    "placeholder",
    "article",
    "legal-form",
    "name",
    "organisation",
)
_DIRECT = {
    "email": "email",
    "masked": "masked-email",
    "url": "url",
    "domain": "url",
    "phone": "phone",
    "placeholder": "placeholder",
}


class Classed(NamedTuple):
    """A token class found at tokens `start` to `end` (half-open), with its value (ISO 8601, a number, or empty)."""

    name: str
    start: int
    end: int
    value: str | int


def classify(tokens: list[Token], words: Words) -> list[Classed]:
    """Every token class of a sentence; they may overlap (thirteen is a number and an age)."""
    found: list[Classed] = []
    for index, token in enumerate(tokens):
        if token.kind in _DIRECT:
            found.append(Classed(_DIRECT[token.kind], index, index + 1, token.raw))
        elif token.kind == "iso":
            found.extend(Classed("date", index, index + 1, value) for value in numeric_dates(token.raw))
        elif token.kind == "number" or token.norm in words.numbers:
            found.extend(_numbers(tokens, index, words))
            if words.postcode_digits:
                found.extend(_town_codes(tokens, index, words))
        elif token.norm in words.months:
            found.extend(_month_first(tokens, index, words))
        elif token.norm in words.articles:
            found.extend(_articles(tokens, index))
        if token.raw[:1].isupper():
            found.extend(_names(tokens, index, words))
            if token.raw.isupper() and len(token.raw) <= 2:
                found.extend(_postcodes(tokens, index))
        if token.raw in words.legal_forms:
            found.append(Classed("legal-form", index, index + 1, token.raw))
        if token.norm in words.whole_periods:
            found.extend(_whole_periods(tokens, index, words))
    return found


def number_at(tokens: list[Token], index: int, words: Words) -> tuple[int, int] | None:
    """The whole number that starts at a token, and the position after it; "twelve (12)" is one number."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind == "number":
        digits = token.norm.replace(",", "")
        return (int(digits), index + 1) if digits.isdigit() and len(digits) < 7 else None
    if token.norm not in words.numbers:
        return None
    value, end = words.numbers[token.norm], index + 1
    if end < len(tokens) and value % 10 == 0 and words.numbers.get(tokens[end].norm, 99) < 10 and tokens[end].gap == 0:
        value, end = value + words.numbers[tokens[end].norm], end + 1
    if end < len(tokens) and tokens[end].kind == "number" and tokens[end].gap:
        end += 1
    return value, end


def _numbers(tokens: list[Token], index: int, words: Words) -> Iterator[Classed]:
    if (
        index
        and words.numbers.get(tokens[index - 1].norm, 1) % 10 == 0
        and tokens[index].kind != "number"
        and tokens[index].gap == 0
    ):
        return
    if index and tokens[index].kind == "number" and tokens[index].gap and tokens[index - 1].norm in words.numbers:
        return
    number = number_at(tokens, index, words)
    if number is None:
        return
    value, end = number
    yield Classed("number", index, end, value)
    unit_at = end
    while unit_at < len(tokens) and unit_at < end + 2 and tokens[unit_at].norm in words.between_period:
        unit_at += 1
    unit = words.units.get(tokens[unit_at].norm) if unit_at < len(tokens) and tokens[unit_at].gap < 2 else None
    if unit is not None and value:
        yield Classed("period", index, unit_at + 1, _period(value, unit))
    low, high = words.ages
    if low <= value <= high and (unit is None or unit == "Y"):
        yield Classed("age", index, end, value)
    yield from _day_first(tokens, index, value, end, words)


def _period(value: int, unit: str) -> str:
    return f"PT{value}{unit[1]}" if unit.startswith("T") else f"P{value}{unit}"


def _whole_periods(tokens: list[Token], index: int, words: Words) -> Iterator[Classed]:
    for phrase, value in words.whole_periods[tokens[index].norm]:
        if tuple(token.norm for token in tokens[index : index + len(phrase)]) == phrase and (
            index == 0 or tokens[index - 1].norm not in words.not_after_period
        ):
            yield Classed("period", index, index + len(phrase), value)


def _date(year: int, month: int, day: int | None) -> str | None:
    if not (1990 <= year <= 2100 and 1 <= month <= 12 and (day is None or 1 <= day <= 31)):
        return None
    return f"{year:04d}-{month:02d}" + ("" if day is None else f"-{day:02d}")


def numeric_dates(raw: str) -> list[str]:
    """The ISO dates that numbers such as "8/21/2021" can mean, day first."""
    parts = [int(part) for part in raw.replace("/", "-").replace(".", "-").split("-")]
    orders: list[tuple[int, int, int | None]]
    if len(parts) == 2:
        orders = [(parts[0], parts[1], None)]
    elif parts[0] > 99:
        orders = [(parts[0], parts[1], parts[2])]
    else:
        year = parts[2] + 2000 if parts[2] < 100 else parts[2]
        orders = [(year, parts[1], parts[0]), (year, parts[0], parts[1])]
        if "." in raw:
            orders = orders[:1]
    dates = [_date(*order) for order in orders]
    return list(dict.fromkeys(date for date in dates if date))


def _skip(tokens: list[Token], index: int, skipped: frozenset[str]) -> int:
    while index < len(tokens) and tokens[index].norm in skipped:
        index += 1
    return index


def _year_at(tokens: list[Token], index: int) -> int | None:
    if index < len(tokens) and tokens[index].kind == "number" and len(tokens[index].norm) == 4:
        return int(tokens[index].norm) if tokens[index].norm.isdigit() else None
    return None


def _short_year(tokens: list[Token], month: int) -> int | None:
    """The year of a date such as 13-Dec-22, whose parts a mark joins."""
    parts = tokens[month : month + 2]
    joined = len(parts) == 2 and all(part.gap for part in parts) and parts[1].kind == "number"
    return 2000 + int(parts[1].norm) if joined and len(parts[1].norm) == 2 and parts[1].norm.isdigit() else None


def _month_first(tokens: list[Token], index: int, words: Words) -> Iterator[Classed]:
    month = words.months[tokens[index].norm]
    if not tokens[index].raw[0].isupper() and tokens[index].norm in words.no_small_months:
        return
    at, day = index + 1, None
    at = _skip(tokens, at, words.between_date)
    number = number_at(tokens, at, words)
    if number is not None and number[0] <= 31:
        day, at = number[0], _skip(tokens, _skip(tokens, number[1], words.ordinals), words.between_date)
    else:
        at = _skip(tokens, at, words.ordinals)
    year = _year_at(tokens, at)
    value = _date(year, month, day) if year else None
    before = index - 1
    while before > 0 and (tokens[before].norm in words.ordinals or tokens[before].norm in words.between_date):
        before -= 1
    if value and not (index and tokens[before].kind == "number" and len(tokens[before].norm) <= 2):
        yield Classed("date", index, at + 1, value)


def _day_first(tokens: list[Token], index: int, day: int, end: int, words: Words) -> Iterator[Classed]:
    at = _skip(tokens, _skip(tokens, end, words.ordinals), words.between_date)
    if at < len(tokens) and tokens[at].norm in words.months:
        year = _year_at(tokens, _skip(tokens, at + 1, words.between_date)) or _short_year(tokens, at)
        value = _date(year, words.months[tokens[at].norm], day) if year else None
        if value:
            yield Classed("date", index, _skip(tokens, at + 1, words.between_date) + 1, value)


def _articles(tokens: list[Token], index: int) -> Iterator[Classed]:
    at = index + 1
    if at < len(tokens) and tokens[at].kind == "number":
        at += 1
        while at < len(tokens) and at < index + 5 and tokens[at].gap and len(tokens[at].norm) <= 2:
            at += 1
        yield Classed("article", index, at, " ".join(t.raw for t in tokens[index:at]))


def _postcodes(tokens: list[Token], index: int) -> Iterator[Classed]:
    """A British postcode (LS1 1AA), or an American state with its ZIP code (NY 10018)."""
    parts = [token.raw for token in tokens[index : index + 5]]
    glued = len(parts) > 1 and tokens[index + 1].start == tokens[index].end
    if glued and parts[1].isdigit() and len(parts[1]) <= 2:
        at = (
            3
            if len(parts) > 2
            and len(parts[2]) == 1
            and parts[2].isupper()
            and tokens[index + 2].start == tokens[index + 1].end
            else 2
        )
        if (
            len(parts) > at + 1
            and len(parts[at]) == 1
            and parts[at].isdigit()
            and len(parts[at + 1]) == 2
            and parts[at + 1].isupper()
        ):
            yield Classed("postcode", index, index + at + 2, "".join(parts[: at + 2]))
    if len(parts) > 1 and not glued and len(parts[0]) == 2 and len(parts[1]) == 5 and parts[1].isdigit():
        yield Classed("postcode", index, index + 2, f"{parts[0]} {parts[1]}")


def _town_codes(tokens: list[Token], index: int, words: Words) -> Iterator[Classed]:
    """A postal code of digits alone before the name of its town."""
    code, town = tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None
    if code.raw.isdigit() and len(code.raw) in words.postcode_digits and town and _is_name_word(town, words):
        yield Classed("postcode", index, index + 2, f"{code.raw} {town.raw}")


def _is_name_word(token: Token, words: Words) -> bool:
    return token.raw[:1].isupper() and token.norm not in words.never_names and token.kind == ""


def _names(tokens: list[Token], index: int, words: Words) -> Iterator[Classed]:
    if not _is_name_word(tokens[index], words) or (
        index and tokens[index].gap == 0 and _is_name_word(tokens[index - 1], words)
    ):
        return
    end = index + 1
    while (
        end < len(tokens)
        and tokens[end].gap == 0
        and _is_name_word(tokens[end], words)
        and tokens[end].start <= tokens[end - 1].end + 3
    ):
        end += 1
    forms = [at for at in range(index + 1, min(end + 3, len(tokens))) if tokens[at].raw in words.legal_forms]
    joined = [at for at in forms if at <= end]
    if joined:
        last = joined[-1]
        while last + 1 < len(tokens) and tokens[last + 1].raw in words.legal_forms:
            last += 1
        yield Classed("organisation", index, last + 1, "")
        yield Classed("name", index, last + 1, "")
    elif words.capital_nouns:
        if tokens[end - 1].start > tokens[index].start or _is_coined(tokens[index].raw):
            yield Classed("name", index, end, "")
    elif index or end - index > 1:
        yield Classed("name", index, end, "")


def _is_coined(raw: str) -> bool:
    """Whether a word is written as names alone are: in capitals, or with one inside it."""
    return any(letter.isupper() for letter in raw[1:])
