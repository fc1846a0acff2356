"""What a change did to a policy: text, JSON and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from privlint.reporting import printable
from privlint.reporting.json import location_data
from privlint.reporting.places import Places
from privlint.reporting.tables import table_markdown
from privlint.reporting.text import shorten

if TYPE_CHECKING:
    from privlint.model.findings import Location
    from privlint.workflow.comparison import Change, Comparison

NOTHING = "nothing changed that a reader has to be told"


def comparison_text(comparison: Comparison) -> str:
    """One paragraph a change: what, from what to what, and the words on both sides."""
    old, new = Places(comparison.old), Places(comparison.new)
    blocks = []
    for change in comparison.changes:
        lines = [f"{_at(change.after, new) or _at(change.before, old) or comparison.new.name}: {_told(change)}"]
        lines += [f'  - {_at(change.before, old)}: "{shorten(change.before.quote)}"'] if change.before else []
        lines += [f'  + {_at(change.after, new)}: "{shorten(change.after.quote)}"'] if change.after else []
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, _summary(comparison)]) + "\n"


def comparison_markdown(comparison: Comparison) -> str:
    """A table, for a pull request."""
    old, new = Places(comparison.old), Places(comparison.new)
    rows = [
        (
            ("❌ " if change.kind.fails else "") + change.kind,
            change.subject,
            change.old or "-",
            change.new or "-",
            _at(change.after, new) or _at(change.before, old) or "-",
        )
        for change in comparison.changes
    ]
    table = [table_markdown(("change", "subject", "before", "after", "place"), rows)] if rows else []
    return "\n".join(["## What changed in the policy\n", *table, f"{_summary(comparison)}\n"])


def comparison_json(comparison: Comparison) -> str:
    """The changes as programs see them."""
    old, new = Places(comparison.old), Places(comparison.new)
    told = {
        "version": 1,
        "old": [source.path for source in comparison.old.sources],
        "new": [source.path for source in comparison.new.sources],
        "fails": comparison.fails,
        "changes": [_fields(change, old, new) for change in comparison.changes],
    }
    return printable.json(told)


def _fields(change: Change, old: Places, new: Places) -> dict[str, Any]:
    return {
        "kind": str(change.kind),
        "fails": change.kind.fails,
        "subject": change.subject,
        "old": change.old or None,
        "new": change.new or None,
        "before": location_data(change.before, old) if change.before else None,
        "after": location_data(change.after, new) if change.after else None,
    }


def _told(change: Change) -> str:
    sides = f" ({change.old} → {change.new})" if change.old and change.new else ""
    return f"{change.kind} {change.subject}{sides}" + (" [error]" if change.kind.fails else "")


def _at(location: Location | None, places: Places) -> str:
    return f"{location.path}:{places.start(location).line}" if location else ""


def _summary(comparison: Comparison) -> str:
    if not comparison.changes:
        return NOTHING
    errors = sum(change.kind.fails for change in comparison.changes)
    return f"changes: {len(comparison.changes)}, of which {errors} should not go out as they are"
