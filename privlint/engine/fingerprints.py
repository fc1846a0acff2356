"""Fingerprints: what a finding is known by when the text around it changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from privlint.engine.digests import sha256
from privlint.model.findings import Finding, Location


def mark(findings: Iterable[tuple[Finding, str]]) -> list[Finding]:
    """The findings of a policy, each with the fingerprint of its rule, its key, and its occurrence among equals."""
    seen: Counter[str] = Counter()
    marked = []
    for finding, key in findings:
        known = f"{finding.code}\0{key}"
        digest = sha256(f"{known}\0{seen[known]}".encode()).hexdigest()[:32]
        seen[known] += 1
        marked.append(finding._replace(fingerprint=digest))
    return marked


def normalised(*sides: Location) -> str:
    """The quotes of the sides, in an order of their own: case, quotation marks and white space do not count."""
    straight = str.maketrans("‘’“”", "''\"\"")
    return "\0".join(sorted(" ".join(side.quote.casefold().translate(straight).split()) for side in sides))
