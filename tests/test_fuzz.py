"""Any text, any bytes and mutated policies: the targets of the fuzzer, a little of each, and what it has found before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

EXAMPLES = Path(__file__).parent.parent / "examples"
SEEDS = [(EXAMPLES / name).read_text("utf-8") for name in ("good-policy.md", "bad-policy.md")]
SEEDS += ["<h1>Privacy policy</h1><ul><li>We share <b>data</b><li>x</ul><table><tr><th>a<td>b</table>"]
SEEDS += ['select = ["GDPR"]\n[[policy]]\nname = "p"\nfiles = ["a.md"]\n', '{"id": 1, "text": "We share data."}\n']
FRAGMENTS = (
    *"[](){}<>|*_`#-+.:;,\"'“”’\\/&%=~^!?\n\r\t\0\x1b\x85\u2028\u202e\ufeff\u0301\U0001f389שѶ①Ⅳ٣",
    "\r\n", "\n\n", "\n# ", "\n- ", "\n1. ", "\n> ", "\n```\n", "\n---\n", "\n===\n", "|a|b|\n|-|-|\n", "<!--", "-->", "<![CDATA[",
    "<!-- privlint: ignore[retention-period] -- x; until=2027-02-30 -->\n", "<p>", "</p>", "<li>", "<td>", "<a href='#x'>",
    "&amp;", "&#x0;", "&#99999999;", "[a](b", "![", "https://", "@", "a@b.c", " [at] ", "(a)", "IV.", "1.2.3", "31 February 2020",
    "00/00/0000", "Art. 6(1)(f)", "We do not ", "never ", "unless ", "except ", "only ", " and ", "our partners", "12 months",
)  # fmt: skip
FOUND: list[tuple[str, bytes]] = []  # target and input of what was found, and mended


@st.composite
def policies(draw: st.DrawFn) -> bytes:
    """A seed with parts of it cut, repeated and moved, and with fragments between them."""
    text = draw(st.sampled_from(SEEDS))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 600))]
    for _ in range(draw(st.integers(1, 6))):
        first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        part = draw(st.one_of(st.sampled_from(FRAGMENTS), st.just(text[first:last]), st.text(max_size=8)))
        text = (
            text[:first] + part * draw(st.sampled_from((1, 1, 1, 2, 30))) + text[draw(st.sampled_from((first, last))) :]
        )
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_keeps_its_promises(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    @settings(max_examples=12 if name == "whole" else 40, suppress_health_check=list(HealthCheck))
    @given(st.one_of(policies(), st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
    def run(data: bytes) -> None:
        TARGETS[name](data)

    run()


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_stays_mended(name: str, data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    TARGETS[name](data)
