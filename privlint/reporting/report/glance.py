"""Values at a glance: who, on which basis, to whom, where, how long; each from a verdict, with the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from privlint.model.findings import Disclosure, Location
from privlint.reporting.report.places import Quote, Quoter
from privlint.reporting.report.rows import DisclosureRow
from privlint.reporting.report.wording import period
from privlint.workflow.sayings import Saying, Sayings

SHOWN = ("controller-identity", "controller-contact", "dpo-contact", "legal-basis", "international-transfers",
         "children-age-threshold", "supervisory-authority-complaint", "effective-date")  # fmt: skip
LABELS = {
    "controller-identity": "Controller",
    "controller-contact": "Contact",
    "dpo-contact": "Data protection officer",
    "legal-basis": "Legal bases",
    "international-transfers": "Countries",
    "children-age-threshold": "Child's age",
    "supervisory-authority-complaint": "Supervisory authority",
    "effective-date": "Date of the policy",
}
QUOTES = 2  # shown of a row; the verdict has them all


class Value(NamedTuple):
    """One line of the overview; `status` is that of the verdict it comes from, `row` where that stands in the page."""

    label: str
    status: str
    row: str
    values: tuple[str, ...]
    quotes: tuple[Quote, ...]


class Line(NamedTuple):
    """A line of the table of periods, or of recipients: what the words of the quote amount to, and the quote."""

    value: str
    quote: Quote | None


class Glance(NamedTuple):
    """The overview: single values, the table of retention periods, and that of recipients, each with its verdict's row.

    Recipients are told in the policy's own words; `unnamed` counts the quotes of that verdict in which none were found.
    """

    values: tuple[Value, ...]
    retention: tuple[Line, ...]
    recipients: tuple[Line, ...]
    unnamed: int
    rows: dict[str, DisclosureRow]


def glance(
    disclosures: Iterable[Disclosure], rows: Iterable[DisclosureRow], sayings: Sayings, quoter: Quoter
) -> Glance:
    """The overview of a policy's disclosures."""
    by_name = {disclosure.name: disclosure for disclosure in disclosures}
    row_of = {row.name: row for row in rows}
    receiving = _lines(by_name.get("recipients"), sayings.recipients, str, "", quoter)
    named = tuple(line for line in receiving if line.value) or receiving
    return Glance(
        tuple(_value(row_of[name], by_name[name], sayings) for name in SHOWN if name in row_of),
        _lines(by_name.get("retention-period"), sayings.periods, period, "in words", quoter, only=True),
        named,
        len(receiving) - len(named),
        row_of,
    )


def _value(row: DisclosureRow, disclosure: Disclosure, sayings: Sayings) -> Value:
    told = _countries(disclosure, sayings.countries) if row.name == "international-transfers" else row.values
    return Value(LABELS[row.name], row.status, row.anchor, tuple(told), row.evidence[:QUOTES])


def _countries(disclosure: Disclosure, countries: tuple[Saying, ...]) -> Iterator[str]:
    """The countries of a verdict, each with the words that its evidence has for it."""
    for value in map(str, disclosure.value):
        words = dict.fromkeys(
            saying.location.quote
            for saying in countries
            if saying.word == value and any(_inside(saying.location, place) for place in disclosure.evidence)
        )
        yield f"{value} ({', '.join(words)})" if words else value


def _lines(
    disclosure: Disclosure | None,
    sayings: tuple[Saying, ...],
    tell: Callable[[str], str],
    otherwise: str,
    quoter: Quoter,
    *,
    only: bool = False,
) -> tuple[Line, ...]:
    """One line a piece of evidence, with the words that stand in it; `only` those that are values of the verdict.

    A value that no evidence shows has the one place that says it.
    """
    if disclosure is None:
        return ()
    values = [str(value) for value in disclosure.value]
    lines, shown = [], set[str]()
    for place in disclosure.evidence:
        said = {saying.word.casefold(): saying.word for saying in reversed(sayings) if _inside(saying.location, place)}
        words = [word for word in reversed(said.values()) if not only or word in values]
        shown.update(words)
        told = ", ".join(tell(word) for word in words)
        lines.append(Line(told or otherwise, quoter.quote(place)))
    lines += [Line(tell(value), _first(value, sayings, quoter)) for value in values if only and value not in shown]
    return tuple(lines)


def _first(value: str, sayings: tuple[Saying, ...], quoter: Quoter) -> Quote | None:
    """The only place that says a value; with several, nothing tells which of them the verdict means."""
    places = [saying.location for saying in sayings if saying.word == value]
    return quoter.quote(places[0]) if len(places) == 1 else None


def _inside(inner: Location, outer: Location) -> bool:
    return inner.path == outer.path and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
