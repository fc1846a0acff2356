"""Bytes to text."""

from __future__ import annotations

import pytest

from privlint.language.readers import format_of, read
from privlint.model.errors import SourceError


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xc3\xa9\r\n",
        b"\xef\xbb\xbfcaf\xc3\xa9\r\n",
        "\ufeffcafé\r\n".encode("utf-16-le"),
        "\ufeffcafé\r\n".encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be"],
)
def test_the_mark_is_not_text_and_line_ends_are_kept(data: bytes) -> None:
    assert read("a.txt", data).text == "café\r\n"


def test_a_few_stray_nuls_are_damaged_text_and_no_error() -> None:
    text = "Geschä\0spartner lesen gern. " * 10
    assert read("a.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"ab\xff", "p.md: byte 2 is not UTF-8: save the file as UTF-8"),
        (b"\xff\xfea\x00b", "p.md: byte 4 is not UTF-16-LE: save the file as UTF-8"),
        (b"ab\0", "p.md: byte 2 is a NUL, so this is no text file: give the policy as UTF-8 text"),
    ],
    ids=["latin-1", "half a character", "binary"],
)
def test_what_is_no_text_is_an_error_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as error:
        read("p.md", data)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/B.MD", "markdown"),
        ("x.markdown", "markdown"),
        ("x.txt", "text"),
        ("x.htm", "html"),
        ("x.xhtml", "html"),
        ("md", None),
    ],
)
def test_the_extension_names_the_format(path: str, name: str | None) -> None:
    assert format_of(path) == name


def test_an_unknown_format_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: its format is not known: name it \.md"):
        read("a.pdf", b"")
