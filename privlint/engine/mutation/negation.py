"""The contrary of a sentence, in a language whose `words.toml` says how one is denied (`denying`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from privlint.language.reading import Reading
    from privlint.language.sentences import Sentence

_SUBJECTS = ("{subject-controller}", "{subject-reader}", "{subject-third-party}")


def negated(sentence: Sentence, reading: Reading, token: int | None = None) -> tuple[int, str] | None:
    """Where in the source to put which words so that the clause of a token says the contrary; without one, the first.

    None where that clause has no subject with a verb (a request, a list item, a heading), depends on another, or is a
    denial already.
    """
    clauses = reading.clauses.of(sentence)
    if clauses.cues or sentence.kind == "heading":
        return None
    begin, end = (sentence.own, len(sentence.tokens)) if token is None else reading.clauses.bounds(sentence, token)
    denying = reading.lexicon.words.denying
    if any(word.norm in denying["bounded"] for word in sentence.tokens[sentence.own :]):
        return None
    for subject, _ in clauses.subjects:
        depends = any(word.norm in denying["subordinate"] for word in sentence.tokens[max(0, subject - 2) : subject])
        if max(begin, sentence.own) <= subject < end and not depends:
            verb = _verb(sentence, subject, reading)
            return None if verb is None else _denial(sentence, verb, reading)
    return None


def _verb(sentence: Sentence, subject: int, reading: Reading) -> int | None:
    """The first token of the predicate after a subject."""
    symbols = reading.lexicon.symbols
    predicate = symbols.get("{predicate-start}", -1)
    here = sentence.chart[subject]
    ends = [end for name in _SUBJECTS for end in here.get(symbols.get(name, -1), ())]
    ends = [end for end in ends if end < len(sentence.tokens) and predicate in sentence.chart[end]]
    if ends:
        return max(ends)
    for at in range(subject + 1, min(subject + 6, len(sentence.tokens))):
        if predicate in sentence.chart[at]:
            return at
    return None


def _denial(sentence: Sentence, verb: int, reading: Reading) -> tuple[int, str]:
    token = sentence.tokens[verb]
    span = sentence.source_span(verb, verb + 1)
    following = sentence.chart[verb + 1] if verb + 1 < len(sentence.tokens) else {}
    has_verb = reading.lexicon.symbols.get("{any-verb}", -1) in following
    denying = reading.lexicon.words.denying
    if token.norm in denying["after"] and (token.norm not in denying["full"] or has_verb):
        return span.end, f" {denying['negation'][0]}"
    return span.start, f"{denying['before'][0]} "
