"""The register of suppressions, for the data protection officer: text, JSON and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from privlint.reporting import printable
from privlint.reporting.tables import plain, table_markdown, table_text

if TYPE_CHECKING:
    from privlint.workflow.register import Entry, Register

HEAD = ("rule", "place", "scope", "state", "until", "owner", "reason")


def suppressions_text(register: Register) -> str:
    """A table, and how many suppressions are in which state."""
    if not register.entries:
        return "no suppressions\n"
    return f"{table_text(HEAD, map(_row, register.entries))}\n{_summary(register)}\n"


def suppressions_markdown(register: Register) -> str:
    """A table that can be kept, or pasted into a record of decisions."""
    parts = [f"## Suppressions on {register.as_of}\n"]
    if register.entries:
        parts.append(table_markdown(HEAD, map(_row, register.entries)))
    parts.append(f"{_summary(register) if register.entries else 'There are none.'}\n")
    parts += [f"- `{error.path}`: {plain(error.message)}\n" for error in register.errors]
    return "\n".join(parts)


def suppressions_json(register: Register) -> str:
    """The suppressions as programs see them."""
    told = {
        "version": 1,
        "as_of": register.as_of.isoformat(),
        "suppressions": [_fields(entry) for entry in register.entries],
        "errors": [error._asdict() for error in register.errors],
    }
    return printable.json(told)


def _fields(entry: Entry) -> dict[str, Any]:
    until = entry.until.isoformat() if entry.until else None
    return entry._asdict() | {"start": entry.start._asdict(), "until": until, "code": entry.code or None}


def _row(entry: Entry) -> tuple[str, ...]:
    place = f"{entry.path}:{entry.start.line}"
    until = entry.until.isoformat() if entry.until else "-"
    reason = " ".join(entry.reason.split()) or "-"
    rule = f"{entry.code} {entry.name}".strip() or "-"
    return rule, place, entry.scope or "-", entry.state, until, entry.owner or "-", reason


def _summary(register: Register) -> str:
    counts: dict[str, int] = {}
    for entry in register.entries:
        counts[entry.state] = counts.get(entry.state, 0) + 1
    return f"suppressions on {register.as_of}: " + ", ".join(f"{counts[state]} {state}" for state in sorted(counts))
