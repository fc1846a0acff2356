"""The names that a document gives to the controller itself: in its title, or most often of all."""

from __future__ import annotations

from collections import Counter

from privlint.language.lexicon import Lexicon
from privlint.language.sentences import Sentence

_OFTEN = 4
_MOST_WORDS = 4
_EARLY = 12  # sentences in which a policy says by which role it calls its author


def own_names(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> frozenset[str]:
    """The controller's names, each as normal forms joined by single spaces."""
    symbol = lexicon.symbols.get("<name>", -1)
    others = lexicon.symbols.get("{third-party-name}", -1)
    counts: Counter[str] = Counter()
    titled: set[str] = set()
    seen_text = False
    for sentence in sentences:
        for at, here in enumerate(sentence.chart[:-1]):
            if others in here or at < sentence.own:
                continue
            for end in here.get(symbol, ()) or _first_word(sentence, at, lexicon):
                if end - at <= _MOST_WORDS:
                    name = " ".join(token.norm for token in sentence.tokens[at:end])
                    counts[name] += 1
                    if sentence.kind == "heading" and not seen_text:
                        titled.add(name)
        seen_text = seen_text or sentence.kind != "heading"
    most = max(counts.values(), default=0)
    frequent = {name for name, count in counts.items() if count == most >= _OFTEN}
    return frozenset(name for name in titled if counts[name] > 1) | frozenset(frequent) | _own_roles(sentences, lexicon)


def _own_roles(sentences: tuple[Sentence, ...], lexicon: Lexicon) -> frozenset[str]:
    """The roles by which a policy calls its author ("hereby referred to as Service Provider"), with and without article."""
    symbol = lexicon.symbols.get("{own-role-follows}", -1)
    role = lexicon.symbols.get("{own-role}", -1)
    found: set[str] = set()
    for sentence in sentences[:_EARLY]:
        for here in sentence.chart[:-1]:
            for start in here.get(symbol, ()):
                for end in sentence.chart[start].get(role, ()):
                    name = " ".join(token.norm for token in sentence.tokens[start:end])
                    found |= {name, f"the {name}"}
    return frozenset(found)


def _first_word(sentence: Sentence, at: int, lexicon: Lexicon) -> tuple[int, ...]:
    """A capitalised first word counts as a name when it is no word that the lexicon knows."""
    token = sentence.tokens[at]
    is_name = at == 0 and token.raw[:1].isupper() and token.norm not in lexicon.forms and token.kind == ""
    return (1,) if is_name and token.norm not in lexicon.words.never_names else ()
