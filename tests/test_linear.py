"""Every shape of hostile input, grown fourfold, costs less than sixfold work: function calls are counted, not seconds."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile
from datetime import date
from math import isqrt

import pytest

from privlint.checks.rule import Context
from privlint.engine.discovery import PolicyFile
from privlint.engine.linter import Linter
from privlint.engine.plugins import Plugins
from privlint.language import sentences

Shape = Callable[[int], str]
TITLE = "# Privacy policy\n\n"
SUPPRESSION = "<!-- privlint: disable[no-such-rule] -->\n"


def noun(number: int) -> str:
    """A word of letters for each number."""
    return "".join("bdfgklmnpr"[int(digit)] + "a" for digit in f"{number:04}")


MARKDOWN: dict[str, tuple[int, Shape]] = {
    "brackets": (300, lambda n: "We collect " + "[" * n + " data " + "]" * n),
    "links that never end": (100, lambda n: "[a](b " * n),
    "parentheses": (250, lambda n: "We share (" * n + " data " + ")" * n),
    "emphasis that never ends": (100, lambda n: "**a *b _c __d " * n),
    "code that never ends": (150, lambda n: " ".join("`" * (i % 50 + 1) + "a" for i in range(n))),
    "quotation marks": (500, lambda n: "\"'“‘" * n + "data"),
    "words of others that never end": (600, lambda n: "Google says: “We read\n\n" * n),
    "officers of others": (
        50,
        lambda n: "".join(f"Eine Liste nennt den Datenschutzbeauftragten der Acme{i} Werk GmbH.\n\n" for i in range(n)),
    ),
    "torn words": (150, lambda n: "the infor- mation and your per- sonal da- ta " * n),
    "nested quotations": (500, lambda n: ">" * n + " We share data"),
    "quotations of changing depth": (40, lambda n: "".join(">" * (i % 20) + " We share data\n" for i in range(n))),
    "nested lists": (100, lambda n: "".join("  " * i + "- We share data\n" for i in range(isqrt(n)))),
    "list marks": (300, lambda n: "- " * n + "data"),
    "items under a stem": (25, lambda n: "We share:\n\n" + "- your data with partners;\n" * n),
    "headings": (60, lambda n: "".join(f"# Heading {i}\n" for i in range(n))),
    "equal headings": (60, lambda n: "# How we share data\n\n" * n),
    "underlined headings": (150, lambda n: "data\n====\n" * n),
    "bold headings": (25, lambda n: "**Sharing:** We share data.\n\n" * n),
    "one line": (30, lambda n: "We share your personal data with our partners. " * n),
    "one sentence": (250, lambda n: "We share " + "your personal data " * n + "."),
    "words": (1500, lambda n: "word " * n),
    "denials and practices": (25, lambda n: "We do not share your data.\n\nWe share your data with partners.\n\n" * n),
    "denials and practices of many matters": (
        60,
        lambda n: "".join(f"We never pass on {noun(i)}.\n\nWe hand {noun(i)}ware over to our partners.\n\n" for i in range(n)),
    ),
    "periods of many matters": (60, lambda n: "".join(f"The {noun(i)} is kept for {i + 9} days.\n\n" for i in range(n))),
    "columns": (50, lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "data|" * n),
    "rows": (30, lambda n: "|data|purpose|\n|-|-|\n" + "|email|marketing|\n" * n),
    "coordination": (100, lambda n: "We collect, " + "use, share and sell, " * n + "your name, " + "age and mail, " * n),
    "clauses within clauses": (100, lambda n: "We think that you know that " * n + "we share data."),
    "exceptions": (100, lambda n: "We share data unless you consent except where " * n + "."),
    "emoji and right-to-left text": (80, lambda n: "👩‍👩‍👧 🎉 שלום عربي \u202e data " * n),
    "combining characters": (3000, lambda n: "e" + "\u0301" * n + " data"),
    "blank lines": (1000, lambda n: "\n" * n + "data"),
    "numbers": (300, lambda n: "1.2.3.4.5." * n),
    "digits": (5000, lambda n: "1" * n),
    "dates": (150, lambda n: "1 January 2020, " * n),
    "addresses": (150, lambda n: "a@b.c.d.e https://a.b/c " * n),
    "masked addresses": (60, lambda n: "a [at] b [dot] c " * n),
    "placeholders": (40, lambda n: "[[[company name]]] {{x}} XXXX " * n),
    "references": (100, lambda n: "see section 5.3 below and part IV; " * n),
    "definitions": (100, lambda n: '"Term" means data. ("Acme", "we") e.g. i.e. ' * n),
    "fences": (200, lambda n: "```\n~~~\n" * n),
    "suppressions": (40, lambda n: SUPPRESSION * n),
    "suppressions in a list": (20, lambda n: (SUPPRESSION + "\n- data\n\n") * n),
}  # fmt: skip
HTML: dict[str, tuple[int, Shape]] = {
    "nested elements": (700, lambda n: "<div>" * n + "We share data" + "</div>" * n),
    "elements that never end": (150, lambda n: "<p><b><i><li>" * n + "We share data"),
    "text in nested elements": (250, lambda n: "<b>x" * n),
    "comments that never end": (500, lambda n: "<!--" * n),
    "less-than signs": (300, lambda n: "<" * n + " data <!-- <![CDATA[" * n),
    "entities": (150, lambda n: "&amp&#x;&#;&lt " * n),
    "links": (150, lambda n: '<a href="#a">data</a> ' * n),
}
TEXT: dict[str, tuple[int, Shape]] = {
    "capitals": (60, lambda n: "PRIVACY POLICY\n\nWe share data\n\n" * n),
    "numbered lines": (100, lambda n: "".join(f"{i}.{i}.{i} We share\n" for i in range(n))),
    "line ends of all kinds": (500, lambda n: "\r" * n + "\r\n" * n + "\u2028\x85\x0c" * n),
}
SHAPES = [
    *(pytest.param("p.md", n, lambda m, made=made: TITLE + made(m), id=name) for name, (n, made) in MARKDOWN.items()),
    *(pytest.param("p.html", n, made, id=name) for name, (n, made) in HTML.items()),
    *(pytest.param("p.txt", n, made, id=name) for name, (n, made) in TEXT.items()),
]


@pytest.fixture(scope="module")
def linter() -> Linter:
    rules = Plugins(installed=False).rules()
    made = Linter(rules, rules, Context(date(2026, 11, 22)))
    made.lint([PolicyFile("p.md", content=b"# Privacy policy\n\nWe share your data with partners.\n")])
    return made


def work(linter: Linter, path: str, text: str) -> int:
    """How many calls of functions, of Python and of C, it takes to judge a text."""
    counted = Profile()
    report = counted.runcall(linter.lint, [PolicyFile(path, content=text.encode())])
    assert not report.errors
    return sum(entry.callcount for entry in counted.getstats())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _nothing_is_understood_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "understood", sentences.understood.__wrapped__)


@pytest.mark.parametrize(("path", "size", "shape"), SHAPES)
def test_work_grows_as_the_input_does(linter: Linter, path: str, size: int, shape: Shape) -> None:
    small, large = (work(linter, path, shape(factor * size)) for factor in (1, 4))
    assert large < 6 * small
