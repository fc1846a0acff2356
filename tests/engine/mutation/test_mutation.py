"""What no example needs is found: alternatives of patterns, conditions of rules, clauses of examples."""

from typing import Any

import pytest

from privlint.checks.loader import load_rules, rule_from
from privlint.checks.rule import Example
from privlint.engine.examples import Trial, trials
from privlint.engine.mutation.alternatives import idle_alternatives
from privlint.engine.mutation.cases import Case, read, read_cases
from privlint.engine.mutation.clauses import idle_clauses
from privlint.engine.mutation.conditions import idle_conditions, mutants
from privlint.engine.mutation.forest import Forest
from privlint.engine.mutation.negation import negated
from privlint.engine.mutation.patterns import read_patterns
from privlint.language.compiled import parse_toml
from privlint.language.data import data_folder
from privlint.language.lexicon import compile_lexicon, load_lexicon
from privlint.language.reading import Reading

LEXICON = load_lexicon("en")
LANGUAGE = read_patterns("en", LEXICON.words)
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
            forest = Forest(sentence, LEXICON, LANGUAGE, NUMBERED)
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
    files = {
        f"grammar/{path.relative_to(grammar).as_posix()}": parse_toml(path, path.name)
        for path in (grammar / "en" / "concepts").rglob("*.toml")
    }
    concept = files["grammar/en/concepts/retention.toml"]["time-bound"]
    phrase = concept["phrases"].pop(0)
    smaller = compile_lexicon(
        "en", parse_toml(grammar / "en" / "words.toml", ""), files, (grammar / "phrases.lark").read_text("utf-8")
    )
    (number,) = [
        number
        for number, one in enumerate(LANGUAGE.alternatives)
        if (one.concept, one.words, one.phrase) == ("time-bound", phrase, phrase)
    ]
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
        assert Forest(sentence, LEXICON, LANGUAGE, NUMBERED).fallen(number) == before - after


def test_alternatives_that_an_example_needs_are_not_idle() -> None:
    found = cases(RULE, Example("good", "We keep your account data for twelve months.", "present"))
    idle, tried = idle_alternatives(found, LEXICON)
    assert tried == len(LANGUAGE.alternatives)
    words = {(one.alternative.concept, one.alternative.words) for one in idle}
    assert ("time-bound", "weekly") in words
    assert ("keep", "keep") not in words
    assert len(idle) < tried


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
    (found,) = cases(table, Example("good", "Third parties get your data.", "present"))
    told = list(idle_clauses([found]))
    assert told == ["our-rule-good-1: nothing changes when it is denied: 'Third parties do not get your data.'"]


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
    ],
)
def test_negation(text: str, contrary: str | None) -> None:
    reading = read(text)
    edit = negated(reading.sentences[0], reading)
    assert (edit and text[: edit[0]] + edit[1] + text[edit[0] :]) == contrary
