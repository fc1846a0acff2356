"""Whether a text looks like a privacy policy: by words that every such text has, in some languages."""

from __future__ import annotations

ENOUGH = 3  # different marks


def looks_like_policy(text: str) -> bool:
    """Whether enough marks of a policy stand in a text, markup included; cheap, since every walked file is asked."""
    folded = " ".join(text.casefold().split())
    return any(sum(mark in folded for mark in marks) >= ENOUGH for marks in _marks().values())


def _marks() -> dict[str, list[str]]:
    global _MARKS
    if not _MARKS:
        from privlint.language.data import data_folder

        lines = (data_folder("grammar") / "policy-marks.txt").read_text(encoding="utf-8").splitlines()
        for line in lines:
            language, colon, words = line.partition(":")
            if colon and not line.startswith("#"):
                _MARKS.setdefault(language.strip(), []).extend(word.strip() for word in words.split(","))
    return _MARKS


_MARKS: dict[str, list[str]] = {}
