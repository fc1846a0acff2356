"""Whether a text looks like a privacy policy, by words that every such text has, in some languages."""

from __future__ import annotations

from functools import cache

ENOUGH = 2  # different marks
SAMPLE = 300_000  # code points looked at: chance finds anything in a book
TITLE = 120  # code points in which a title stands, markup included


def looks_like_policy(text: str) -> bool:
    """Whether enough marks of a policy stand in a text, markup included; cheap, since every walked file is asked."""
    folded = " ".join(text[:SAMPLE].casefold().split())
    titles, marks = _marks()
    if any(title in folded[:TITLE] for title in titles):
        return True
    return any(sum(mark in folded for mark in language) >= ENOUGH for language in marks.values())


@cache
def _marks() -> tuple[list[str], dict[str, list[str]]]:
    """The titles of all languages, and the marks of each."""
    from privlint.language.data import data_path

    titles: list[str] = []
    marks: dict[str, list[str]] = {}
    with open(f"{data_path('grammar')}/policy-marks.txt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    for line in lines:
        key, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            listed = titles if key.endswith(" title") else marks.setdefault(key, [])
            listed.extend(word.strip() for word in words.split(","))
    return titles, marks
