"""The nearest of some names, for errors that help."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """`; did you mean 'NAME'?`, or nothing where no name is near."""
    import difflib

    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.55)
    return f"; did you mean {folded[near[0]]!r}?" if near else ""
