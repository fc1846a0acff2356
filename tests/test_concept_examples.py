"""What concepts give as examples is found, or not found, as they say."""

from collections import defaultdict
from pathlib import Path

import pytest

from privlint.engine.reader import PolicyReader
from privlint.engine.sayings import Saying, language_folders, read_saying, read_sayings
from privlint.model.errors import RuleError

BY_FILE: dict[str, list[Saying]] = defaultdict(list)
for folder in language_folders({}):
    for one in read_sayings(folder):
        BY_FILE[one.file].append(one)


@pytest.mark.parametrize("file", sorted(BY_FILE))
def test_the_examples_of_concepts_hold(file: str) -> None:
    reader = PolicyReader(file.split("/")[1])
    wrong = [saying.wrong(read_saying(saying, reader)) for saying in BY_FILE[file]]
    assert not [said for said in wrong if said]


@pytest.mark.parametrize("file", sorted(BY_FILE))
def test_no_example_of_a_concept_is_given_twice(file: str) -> None:
    given = [(saying.concept, saying.text) for saying in BY_FILE[file]]
    assert len(set(given)) == len(given)


def test_an_example_that_does_not_hold_is_told() -> None:
    reader = PolicyReader("en")
    for text, holds, said in (
        ("We bake bread.", True, "x.toml, [erase]: nothing is found in 'We bake bread.'"),
        ("We delete it.", False, "x.toml, [erase]: something is found in 'We delete it.'"),
        ("We delete it.", True, ""),
    ):
        saying = Saying("x.toml", "erase", text, holds)
        assert saying.wrong(read_saying(saying, reader)) == said


def test_examples_of_a_concept_are_a_list(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "one.toml").write_text('[one]\nphrases = ["tea"]\nsays = "tea"\n', encoding="utf-8")
    with pytest.raises(RuleError, match=r"concepts/one\.toml, \[one\]: says is no list of sentences"):
        list(read_sayings(tmp_path))
