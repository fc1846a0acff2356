"""The phrase language and the automaton it compiles to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.language.chart import build_chart
from privlint.language.compiled import parse_toml
from privlint.language.data import data_folder
from privlint.language.lexicon import Lexicon, compile_lexicon
from privlint.language.tokens import tokenise
from privlint.model.errors import RuleError

GRAMMAR = (data_folder("grammar") / "phrases.lark").read_text("utf-8")
WORDS = parse_toml(data_folder("grammar") / "en" / "words.toml", "words.toml")


def lexicon(**concepts: Any) -> Lexicon:
    tables = {name: value if isinstance(value, dict) else {"phrases": value} for name, value in concepts.items()}
    return compile_lexicon("en", WORDS, {"test.toml": tables}, GRAMMAR)


def places(text: str, concept: str, **concepts: Any) -> set[str]:
    """The texts that a concept of a small lexicon matches."""
    made = lexicon(**concepts)
    tokens = tokenise(text, made.words)
    chart, _ = build_chart(tokens, 0, made)
    symbol = made.symbol(concept)
    return {
        " ".join(token.norm for token in tokens[start:end])
        for start, here in enumerate(chart)
        for end in here.get(symbol, ())
    }


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("share~ data", "we shared data", {"shared data"}),
        ("(erase|delete) it", "you delete it", {"delete it"}),
        ("(erase|delete)~ it", "we are deleting it", {"deleting it"}),
        ("keep [all] data", "keep data, keep all data", {"keep data", "keep all data"}),
        ("keep .. data", "keep the old data", {"keep the old data"}),
        ("keep .. data", "keep the very old data", set()),
        ("keep ... data", "keep the very old data", {"keep the very old data"}),
        ("keep ... data", "keep, but not the data", set()),
        ("keep ... data", "keep it; the data", set()),
        ("keep ... data", "keep no data", set()),
        ("keep no data", "we keep no data", {"keep no data"}),
        ("kept for <period>", "kept for two years", {"kept for two years"}),
        ("^ we", "we and we", {"we"}),
        ("data $", "data of data", {"data"}),
        ("data ($|now|later)", "data of data", {"data"}),
        ("third-party e-mail", "a third party email", {"third party email"}),
        ("party~", "two parties", {"parties"}),
        ("e-mail us", "You can e-mail us", {"email us"}),
    ],
)
def test_a_pattern_matches_what_it_says(pattern: str, text: str, found: set[str]) -> None:
    assert places(text, "x", x=[pattern]) == found


def test_concepts_refer_to_concepts_and_may_start_with_one() -> None:
    concepts = {"who": ["we", "our company"], "does": ["{who} share~"], "all": ["{does} .. data"]}
    assert places("our company shares old data", "all", **concepts) == {"our company shares old data"}


def test_an_unless_phrase_is_compiled_beside_its_concept() -> None:
    made = lexicon(x={"phrases": ["data"], "unless": ["no data"]})
    assert made.excluded == {made.symbol("x"): made.symbols["{x!}"]}


@pytest.mark.parametrize(
    ("concepts", "words"),
    [
        ({"x": ["(a|b"]}, "cannot read the pattern"),
        ({"x": ["{nobody}"]}, "no concept {nobody}"),
        ({"x": ["<perod>"]}, "no token class <perod>"),
        ({"x": ["... data"]}, "starts or ends with a gap"),
        ({"x": ["[data]"]}, "can be empty"),
        ({"x": {"phrase": ["data"]}}, "unknown key 'phrase'"),
        ({"x": ["{x}"]}, "has itself as a pattern"),
        ({"x": ["(a|b) (c|d) [e] (f|g) [h] (i|j) [k] (l|m) [n] (o|p) [q] (r|s)"]}, "readings"),
    ],
)
def test_a_mistake_names_the_file_and_what_is_wrong(concepts: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleError) as raised:
        lexicon(**concepts)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_concept_may_stand_in_one_file_only() -> None:
    tables = {"a.toml": {"x": {"phrases": ["data"]}}, "b.toml": {"x": {"phrases": ["data"]}}}
    with pytest.raises(RuleError, match=r"b\.toml.*a\.toml"):
        compile_lexicon("en", WORDS, tables, GRAMMAR)


SMALL = lexicon(x=["a [b] .. c", "{y} ... d"], y=["(a|b|c) b", "b~"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "b", "c", "d", "not", ";", ",", "but"]), max_size=30))
def test_every_match_lies_in_the_sentence_and_is_found_again_by_itself(words: list[str]) -> None:
    tokens = tokenise(" ".join(words), SMALL.words)
    chart, _ = build_chart(tokens, 0, SMALL)
    symbol = SMALL.symbol("x")
    for start, here in enumerate(chart):
        for end in here.get(symbol, ()):
            assert start < end <= len(tokens)
            alone, _ = build_chart(tokens[start:end], 0, SMALL)
            assert end - start in alone[0].get(symbol, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we sell shares", {"sell shares"}),
        ("we sell shares in our company", set()),
        ("we sell preferred shares", set()),
        ("we sell preferred shares, then we sell shares", {"sell shares"}),
    ],
)
def test_an_unless_holds_where_other_concepts_refer_to_its_own(text: str, found: set[str]) -> None:
    concepts: dict[str, Any] = {
        "share": {"phrases": ["share~"], "unless": ["shares in", "preferred share~"]},
        "thing": ["{share}", "good~"],
        "sale": ["sell .. {thing}"],
    }
    assert places(text, "sale", **concepts) == found


def test_a_language_whose_words_lack_a_table_is_told_which() -> None:
    words = {key: table for key, table in WORDS.items() if key != "periods"}
    with pytest.raises(RuleError, match=r"nl/words\.toml: the table or key 'periods' is missing"):
        compile_lexicon("nl", words, {}, GRAMMAR)
