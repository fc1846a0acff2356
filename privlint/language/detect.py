"""Which language a text is written in, by its most frequent words and scripts."""

from __future__ import annotations

import re
from collections import Counter

from privlint.language.compiled import load_tables

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (("ja", "\u3040", "\u30ff"), ("ko", "\uac00", "\ud7af"), ("zh", "\u4e00", "\u9fff"))
_FIRST = min(low for _, low, _ in _SCRIPTS)
_SAMPLE = 20_000


def detect(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" when there is too little text to tell."""
    sample = text[:_SAMPLE]
    if max(sample, default="") >= _FIRST:
        letters = sum(1 for character in sample if character.isalpha()) or 1
        for language, low, high in _SCRIPTS:
            if sum(1 for character in sample if low <= character <= high) > 0.2 * letters:
                return language
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {
        language: sum(counts[word] for word in frequent)
        for language, frequent in load_tables().frequent_words().items()
    }
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    return best if scores[best] >= 4 and scores[best] > 1.15 * scores.get("en", 0) else "en"
