"""What no example needs is found: alternatives of patterns, conditions of rules, clauses of examples."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from privlint.checks.contradicts import Contradiction
from privlint.checks.loader import load_rules, rule_from
from privlint.checks.rule import Example
from privlint.engine.examples import Trial, trials
from privlint.engine.mutation.cases import Case, read, read_cases
from privlint.engine.mutation.clauses import idle_clauses
from privlint.engine.mutation.conditions import idle_conditions, mutants
from privlint.engine.mutation.forest import Forest, patterns_of
from privlint.engine.mutation.negation import negated
from privlint.engine.mutation.patterns import Phrase, read_patterns
from privlint.engine.mutation.phrases import Grove, Planter, idle_phrases
from privlint.engine.reader import PolicyReader
from privlint.engine.sayings import Saying, read_saying
from privlint.language.compiled import concept_files, parse_toml
from privlint.language.data import data_folder
from privlint.language.lexicon import compile_lexicon, load_lexicon
from privlint.language.reading import Reading
from privlint.model.errors import RuleError

LEXICON = load_lexicon("en")
LANGUAGE = read_patterns(data_folder("grammar") / "en", LEXICON.words)
PATTERNS = patterns_of(LANGUAGE, LEXICON)
NUMBERED = {LEXICON.symbols[f"{{{name}}}"]: name for name in LANGUAGE.concepts if f"{{{name}}}" in LEXICON.symbols}
RULE: dict[str, Any] = {
    "code": "OUR101",
    "name": "our-rule",
    "severity": "error",
    "kind": "requires",
    "message": "m",
    "why": "w",
    "help": "h",
    "present": [{"concept": ["kept-for-period", "nothing-is-processed"], "without": ["retention-minor"]}],
}


def cases(table: dict[str, Any], *examples: Example) -> list[Case]:
    return read_cases(Trial(rule_from(table, "our-rule.toml", None), example, 1) for example in examples)


def test_every_occurrence_of_a_concept_is_explained_by_a_pattern() -> None:
    rules = [rule for rule in load_rules() if rule.code in ("GDPR111", "GDPR112", "GDPR201")]
    for case in read_cases(trials(rules)):
        for sentence in case.reading.sentences:
            forest = Forest(sentence, LEXICON, PATTERNS, NUMBERED)
            standing = {
                (NUMBERED[symbol], start, end)
                for start, here in enumerate(sentence.chart)
                for symbol, ends in here.items()
                if symbol in NUMBERED
                for end in ends
            }
            assert set(forest.ways) == standing


def test_what_falls_is_what_a_lexicon_without_the_phrase_does_not_find() -> None:
    text = "We keep your account data for twelve months. We delete it when you close your account."
    grammar = data_folder("grammar")
    files = concept_files(grammar / "en")
    phrase = files["grammar/en/concepts/retention.toml"]["time-bound"]["phrases"].pop(0)
    smaller = compile_lexicon(
        "en", parse_toml(grammar / "en" / "words.toml", ""), files, (grammar / "phrases.lark").read_text("utf-8")
    )
    number = LANGUAGE.phrases.index(Phrase("grammar/en/concepts/retention.toml", "time-bound", phrase, phrase))
    whole = read(text)
    for sentence, other in zip(whole.sentences, Reading(whole.document, smaller).sentences, strict=True):
        before, after = (
            {
                (name, start, end)
                for start, here in enumerate(one.chart)
                for name in LANGUAGE.concepts
                for end in here.get(lexicon.symbols.get(f"{{{name}}}", -1), ())
            }
            for one, lexicon in ((sentence, LEXICON), (other, smaller))
        )
        assert Forest(sentence, LEXICON, PATTERNS, NUMBERED).fallen(number) == before - after


def phrases_of(text: str, folder: Path) -> list[str]:
    """The phrases of a concept with some patterns, in a language that has nothing else."""
    (folder / "concepts").mkdir()
    (folder / "concepts" / "one.toml").write_text(f"[one]\n{text}\n", encoding="utf-8")
    return [phrase.words for phrase in read_patterns(folder, LEXICON.words).phrases]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('phrases = ["keep it", "(hold|keep) [all] of it"]', ["keep it", "(hold|keep) [all] of it"]),
        ('phrases = ["(keep|hold)"]', ["(keep|hold)"]),
        ('phrases = ["(keep|hold on to|save)"]', ["(keep|hold on to|save)"]),
        ('phrases = ["(keep|hold on to|put .. away)"]', ["put .. away", "keep|hold on to"]),
        ('phrases = ["keep"]\nunless = ["keep (quiet|off the grass)"]', ["keep", "keep (quiet|off the grass)"]),
        ('phrases = ["keep it"]\nclosed = true', []),
        ('values = { keep = ["keep it"] }', []),
    ],
)
def test_a_phrase_is_an_entry_or_a_pattern_in_a_list_of_alternatives(
    text: str, words: list[str], tmp_path: Path
) -> None:
    assert phrases_of(text, tmp_path) == words


def idle(groves: list[Grove]) -> tuple[set[tuple[str, str]], int]:
    """The concepts and words of idle phrases, and how many were tried."""
    found, tried = idle_phrases(groves, LANGUAGE, lambda phrase: phrase.file.endswith("/retention.toml"))
    return {(one.phrase.concept, one.phrase.words) for one in found}, tried


def test_phrases_that_an_example_of_a_rule_needs_are_not_idle() -> None:
    (case,) = cases(RULE, Example("good", "We keep your account data for twelve months.", "present"))
    found, tried = idle([Planter(LEXICON, LANGUAGE).plant(case.reading, partial(case.wrong, None))])
    assert ("erase", "throw~ .. away") in found
    assert not any(concept == "keep" and phrase.startswith("(keep|retain") for concept, phrase in found)
    assert len(found) < tried


@pytest.mark.parametrize(
    ("saying", "phrase"),
    [
        (Saying("x.toml", "erase", "We throw it away.", True), ("erase", "throw~ .. away")),
        (
            Saying("x.toml", "ending-event", "Even when you close your account.", False),
            ("ending-event!", "(even|beyond) {when}"),
        ),
    ],
    ids=["says", "not"],
)
def test_phrases_that_an_example_of_a_concept_needs_are_not_idle(saying: Saying, phrase: tuple[str, str]) -> None:
    reading = read_saying(saying, PolicyReader("en"))
    assert phrase in idle([])[0]
    assert phrase not in idle([Planter(LEXICON, LANGUAGE).plant(reading, saying.wrong)])[0]


def test_conditions_that_no_example_needs_are_idle() -> None:
    found = cases(
        RULE,
        Example("good", "We keep your account data for twelve months.", "present"),
        Example("bad", "Our house has a garden.", "missing"),
    )
    idle, tried = idle_conditions(found[0].trial.rule, RULE, found)
    assert tried == 4
    assert idle == ["[[present]] 1: concept: nothing-is-processed", "[[present]] 1: without: retention-minor"]


def test_a_condition_is_tried_for_every_way_and_part() -> None:
    table = {
        "silent": [{"statement": {"action": ["share", "sell"], "polarity": "denied"}}],
        "applies": {"any": [{"concept": "a"}], "unless-profile": {"dpo": "required"}},
        "guards": ["scope"],
    }
    assert [mutant.lacks for mutant in mutants(table)] == [
        "[[silent]] 1 as a whole",
        "[[silent]] 1: statement.action: share",
        "[[silent]] 1: statement.action: sell",
        "[[silent]] 1: statement.polarity: denied",
        "[applies] any 1 as a whole",
        "[applies] unless-profile: dpo",
        "guards: scope",
    ]


def test_a_clause_that_matters_is_no_news() -> None:
    assert not list(idle_clauses(cases(RULE, Example("good", "We keep your data for twelve months.", "present"))))


def test_a_clause_whose_denial_changes_nothing_is_told() -> None:
    careless = RULE | {"present": [{"concept": "personal-data", "polarity": "any"}, {"concept": "personal-data"}]}
    table = careless | {"present": [{"concept": "third-party"}], "name": "our-rule"}
    (found,) = cases(table, Example("good", "Third parties know your data.", "present"))
    told = list(idle_clauses([found]))
    assert told == ["our-rule-good-1: nothing changes when it is denied: 'Third parties do not know your data.'"]


@pytest.mark.parametrize(
    ("text", "contrary"),
    [
        ("We keep your data.", "We do not keep your data."),
        ("You may ask us for a copy.", "You may not ask us for a copy."),
        ("You have the right to object.", "You do not have the right to object."),
        ("We have shared your data.", "We have not shared your data."),
        ("Your data will be shared.", None),
        ("We do not share your data.", None),
        ("Write to us.", None),
        ("If you ask, we keep it.", "If you ask, we do not keep it."),
        ("Ask us what we keep.", None),
        ("We cannot guarantee it.", None),
    ],
)
def test_negation(text: str, contrary: str | None) -> None:
    reading = read(text)
    edit = negated(reading.sentences[0], reading)
    assert (edit and text[: edit[0]] + edit[1] + text[edit[0] :]) == contrary


OPPOSED: dict[str, Any] = {
    "code": "OUR102",
    "name": "our-contradiction",
    "severity": "error",
    "kind": "contradicts",
    "message": "m",
    "why": "w",
    "help": "h",
    "guards": ["data"],
    "each": {"denial": {"without": ["this-case"], "statement": {"polarity": ["denied"]}}},
    "denial": [
        {"statement": {"action": ["sell"], "data": ["personal", "contact"]}, "without": ["past-year"]},
        {"concept": "no-sale"},
    ],
    "practice": [{"statement": {"action": ["sell"], "polarity": ["affirmed"]}, "weak": ["collected-by-choice"]}],
}


def test_what_all_ways_of_a_kind_share_is_one_condition() -> None:
    lacks = [mutant.lacks for mutant in mutants(OPPOSED)]
    assert [lack for lack in lacks if lack.startswith("[each")] == [
        "[each.denial] without: this-case",
        "[each.denial] statement.polarity: denied",
    ]
    assert "[[denial]] 1: statement.data" in lacks
    assert "[[practice]] 1: weak" in lacks


def test_what_is_shared_is_added_to_each_way() -> None:
    check = rule_from(OPPOSED, "our-rule.toml", None).check
    assert isinstance(check, Contradiction)
    first, second = check.denial
    assert first.none_of == ("this-case", "past-year")
    assert dict(first.statement)["polarity"] == ("denied",)
    assert second.none_of == ("this-case",)
    assert second.statement == ()
    assert {first.polarity, second.polarity} == {"any"}


def test_each_needs_ways_to_speak_of() -> None:
    with pytest.raises(RuleError, match=r"each\.present has no \[\[present\]\] to speak of"):
        rule_from({**OPPOSED, "each": {"present": {}}}, "our-rule.toml", None)


@pytest.mark.parametrize(("severity", "wrong"), [("error", "is warning, not error"), ("warning", "")])
def test_an_example_may_say_the_severity(severity: str, wrong: str) -> None:
    text = "We never sell your data.\n\n## More\nWhen you subscribe, we sell your data."
    trial = Trial(rule_from(OPPOSED, "our-rule.toml", None), Example("bad", text, findings=1, severity=severity), 1)
    assert Case(trial, read(text)).wrong().startswith(wrong)


@pytest.mark.parametrize(
    ("evidence", "reason", "wrong"),
    [
        (("twelve months",), "the policy says it", ""),
        (("twelve months", "keep your account"), "", ""),
        (
            ("twelve months", "We collect"),
            "",
            "stands on 'We keep your account data for twelve months.', not on 'We coll",
        ),
        (("We collect",), "", "stands on 'We keep your account data for twelve months.', not on 'We collect'"),
        ((), "in part", "says 'the policy says it', not 'in part'"),
    ],
)
def test_an_example_may_say_the_evidence_and_the_reason(evidence: tuple[str, ...], reason: str, wrong: str) -> None:
    text = "We collect your name. We keep your account data for twelve months."
    example = Example("good", text, "present", evidence=evidence, reason=reason)
    found = Case(Trial(rule_from(RULE, "our-rule.toml", None), example, 1), read(text)).wrong()
    assert found.startswith(wrong) if wrong else not found
