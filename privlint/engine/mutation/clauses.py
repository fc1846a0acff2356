"""Examples whose clause does not matter: without it, or with its contrary, the outcome is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from privlint.checks.across import WithinDocuments
from privlint.checks.contradicts import Contradiction, sides
from privlint.checks.forbids import Prohibition
from privlint.checks.requires import Requirement
from privlint.checks.rule import COMPARING, Policy
from privlint.checks.ways import find
from privlint.engine.mutation.cases import NAME, Case
from privlint.engine.mutation.negation import negated
from privlint.model.findings import Location, Verdict
from privlint.model.text import Span

if TYPE_CHECKING:
    from privlint.language.sentences import Sentence

# Where the denial is the disclosure or the defect too, or the mere name is: of the law, of the controller, of the data.
DENIAL_SAYS_IT = frozenset(
    {
        "international-transfers",
        "transfer-safeguards",
        "automated-decisions",
        "provision-requirement",
        "recipients",
        "rights-denied",
        "repealed-law",
        "controller-identity",
        "identifiers-called-anonymous",
    }
)
_ROUNDS = 3  # evidence has five places at most


def idle_clauses(cases: Iterable[Case]) -> Iterator[str]:
    """What is wrong with the clauses of examples that show what a rule wants, or what it reports."""
    for case in cases:
        if case.trial.rule.kind in ("document", COMPARING) or not _shows(case):
            continue
        for side in _sides(case):
            if not _differs(case, _cut(case, side)):
                yield f"{case.trial.id}: nothing changes without {_quotes(side)}"
            contraries = [] if _denial_says_it(case) or _has_no_denial(case) else _contraries(case, side)
            if contraries and not any(_differs(case, text) for text in contraries):
                changed = " ".join(contraries[0].split())
                yield f"{case.trial.id}: nothing changes when it is denied: {changed[:200]!r}"


def _shows(case: Case) -> bool:
    return case.trial.example.kind == ("good" if case.trial.rule.kind == "requires" else "bad")


def _differs(case: Case, text: str) -> bool:
    return bool(case.wrong(reading=case.read(text)))


def _sides(case: Case) -> list[list[Sentence]]:
    """The sentences that make the outcome; of a contradiction, those of each side for themselves."""
    report = case.judge(case.trial.rule, case.reading)
    if report.disclosures:
        return [_sentences(case, report.disclosures[0].evidence)]
    anchors = [finding.location for finding in report.findings]
    others = [place for finding in report.findings for place in finding.related]
    if case.trial.rule.kind == "contradicts":
        return [_sentences(case, anchors), _sentences(case, others)]
    return [_sentences(case, [*anchors, *others])]


def _sentences(case: Case, places: Iterable[Location]) -> list[Sentence]:
    spans = [place.span for place in places]
    return [
        sentence
        for sentence in case.reading.sentences
        if any(sentence.span.start < span.end and span.start < sentence.span.end for span in spans)
    ]


def _cut(case: Case, sentences: list[Sentence]) -> str:
    """The example without some sentences; what then makes the same outcome is cut too, a few times."""
    text = _without(case.trial.example.text, [sentence.span for sentence in sentences])
    for _ in range(_ROUNDS):
        reading = case.read(text)
        report = case.judge(case.trial.rule, reading)
        if not report.disclosures or report.disclosures[0].verdict is not Verdict.PRESENT:
            break
        text = _without(text, [place.span for place in report.disclosures[0].evidence])
    return text


def _without(text: str, spans: list[Span]) -> str:
    for span in sorted(set(spans), reverse=True):
        text = text[: span.start] + text[span.end :]
    return text


def _has_no_denial(case: Case) -> bool:
    """Whether an example is in a language that does not say how its sentences are denied."""
    return not case.reading.lexicon.words.denying


def _denial_says_it(case: Case) -> bool:
    """Whether a denial makes the outcome too: by the rule's subject, or by the way that the example meets."""
    rule = case.trial.rule
    if rule.name in DENIAL_SAYS_IT:
        return True
    if not isinstance(rule.check, Requirement):
        return False
    policy = Policy(NAME, (case.reading,))
    return any(way.polarity != "affirmed" and find(way, policy) for way in rule.check.present)


def _contraries(case: Case, sentences: list[Sentence]) -> list[str]:
    """The example with some sentences denied: in the clause of the words that count, or in the first one."""
    ends, starts = _tokens(case, last=True), _tokens(case, last=False)
    texts = (_contrary(case, sentences, tokens) for tokens in (ends, starts, {}))
    return list(dict.fromkeys(text for text in texts if text is not None))


def _contrary(case: Case, sentences: list[Sentence], tokens: dict[int, int]) -> str | None:
    """The example with some sentences denied at some tokens; None where one of them has no verb to deny."""
    text = case.trial.example.text
    edits: dict[int, str] = {}
    for sentence in sentences:
        if tokens and sentence.index not in tokens:
            continue
        edit = negated(sentence, case.reading, tokens.get(sentence.index))
        if edit is None:
            return None
        edits[edit[0]] = edit[1]
    for offset in sorted(edits, reverse=True):
        text = text[:offset] + edits[offset] + text[offset:]
    return text if edits else None


def _tokens(case: Case, *, last: bool) -> dict[int, int]:
    """For each sentence that meets a way of the rule, a token of the words that do; empty where a rule has no ways."""
    check = case.trial.rule.check
    check = check.anywhere if isinstance(check, WithinDocuments) else check
    if isinstance(check, Contradiction):
        return _verbs(case, check)
    ways = check.present if isinstance(check, Requirement) else check.found if isinstance(check, Prohibition) else ()
    policy = Policy(NAME, (case.reading,))
    return {
        place.sentence.index: place.end - 1 if last else place.start
        for way in reversed(ways)
        for place in find(way, policy)
    }


def _verbs(case: Case, check: Contradiction) -> dict[int, int]:
    """The tokens of the verbs of the statements that a contradiction is made of."""
    found = {}
    for side in sides((*check.denial, *check.practice), Policy(NAME, (case.reading,))):
        if side.statement is not None:
            for at in range(side.sentence.own, len(side.sentence.tokens)):
                if side.sentence.source_span(at, at + 1).start == side.statement.verb.start:
                    found[side.sentence.index] = at
    return found


def _quotes(sentences: list[Sentence]) -> str:
    return " / ".join(repr(sentence.quote[:80]) for sentence in sentences) or "(nothing is quoted)"
