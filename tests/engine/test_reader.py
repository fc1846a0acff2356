"""Reading files, with formats and languages of plug-ins."""

import shutil
from pathlib import Path

import pytest

from privlint.engine.discovery import PolicyFile
from privlint.engine.reader import PolicyReader
from privlint.language.data import data_folder
from privlint.language.readers import read_format
from privlint.model.errors import SourceError

TEXT = "Privacy policy\n\nWe keep your data for twelve months.\n"


def test_a_format_of_a_plug_in_is_read_by_it() -> None:
    reader = PolicyReader(formats={".adoc": lambda text: read_format("text", text)})
    document = reader.read(PolicyFile("policy.ADOC", content=TEXT.encode()))
    assert document is not None
    assert document.source.format == "adoc"
    assert "twelve months" in [s.quote for s in reader.understand(document).sentences][-1]


def test_a_format_that_nobody_reads_is_one_clear_error() -> None:
    with pytest.raises(SourceError, match=r"policy\.adoc: its format is not known"):
        PolicyReader().read(PolicyFile("policy.adoc", content=TEXT.encode()))


def test_a_language_of_a_plug_in_has_its_lexicon(tmp_path: Path) -> None:
    shutil.copytree(data_folder("grammar") / "en", tmp_path / "xx")
    reader = PolicyReader("xx", lexicons={"xx": tmp_path / "xx"})
    document = reader.read(PolicyFile("policy.md", content=TEXT.encode()))
    assert document is not None
    assert (document.language, reader.supports("xx"), reader.supports("yy")) == ("xx", True, False)
    assert reader.understand(document).lexicon.language == "xx"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_walked_policy_is_known_in_every_encoding(encoding: str) -> None:
    text = "Polityka prywatności\n\nAdministrator danych osobowych to Larkfield.\n"
    assert PolicyReader().read(PolicyFile("policy.txt", walked=True, content=text.encode(encoding))) is not None
