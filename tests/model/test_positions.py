"""Lines and columns."""

import pytest

from privlint.model.positions import Positions


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        pytest.param("ab\ncd", 0, 1, 1, id="start"),
        pytest.param("ab\ncd", 2, 1, 3, id="line feed belongs to its line"),
        pytest.param("ab\ncd", 3, 2, 1, id="after a line feed"),
        pytest.param("ab\r\ncd", 4, 2, 1, id="CRLF is two code points and one end"),
        pytest.param("ab\rcd", 3, 2, 1, id="a lone carriage return ends a line"),
        pytest.param("ab\n\r\ncd", 5, 3, 1, id="mixed"),
        pytest.param("a\u2028b\x0bc", 4, 1, 5, id="other separators do not"),
        pytest.param("\U0001f600x", 1, 1, 2, id="a code point is one column"),
        pytest.param("ab\n", 3, 2, 1, id="end of the text"),
        pytest.param("", 0, 1, 1, id="empty"),
    ],
)
def test_position(text: str, offset: int, line: int, column: int) -> None:
    assert Positions(text).at(offset) == (line, column, offset)


def test_lines_come_without_their_ends() -> None:
    positions = Positions("one\r\n two \rthree")
    assert [positions.line(number) for number in (1, 2, 3)] == ["one", " two ", "three"]
