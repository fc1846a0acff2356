"""The report on a policy, as a user makes it."""

import re
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import Run

DAY = ("--as-of", "2026-11-22")
POLICY = """\
# Privacy policy of Larkfield

Last updated: 3 May 2026

Larkfield Ltd, 4 Mill Lane, Leeds is the controller. Write to privacy@larkfield.example.

We never share your personal data with anyone.

We share your name with our payment provider.

We delete your messages after two years.

<!-- privlint: ignore[dpo-contact] -- none is required of us; owner=dpo; until=2027-06-30 -->

You can ask us for a copy of your data.
"""
HOSTILE = """\
# <script>alert(1)</script> Privacy policy

Last updated: 3 May 2026 </style></body><img src=x onerror=alert(2)>

We keep "your" data & 'theirs' <b onclick="alert(3)">for ever</b> {{ 7 * 7 }} {% raw %} <!-- hm

- [a link](javascript:alert(4)) for <iframe src="https://larkfield.example"></iframe> 12 months

| <script>alert(5)</script> | kept |
|---|---|
| Your name | two years |

<!-- privlint: ignore[retention-period] -- <script>alert(6)</script>; owner="><svg onload=alert(7)> -->

We share your name with advertisers.
"""


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text.append(" " if tag in ("dd", "td", "li", "p", "div", "h2") else "")
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [value for each, value in self.attributes if each == name]

    def shown(self) -> str:
        return " ".join("".join(self.text).split())


@pytest.fixture(autouse=True)
def policy(folder: Path) -> None:
    (folder / "policy.md").write_text(POLICY, encoding="utf-8")


def html(run: Run, *arguments: str) -> Page:
    done = run("report", *DAY, *arguments)
    assert (done.code, done.err) == (0, "")
    return Page(done.out)


@pytest.mark.parametrize(
    "text", [POLICY, HOSTILE, "# Privacy policy\n\nWe keep your data.\n"], ids=["plain", "hostile", "tiny"]
)
def test_every_link_leads_to_one_place_of_the_page(run: Run, folder: Path, text: str) -> None:
    (folder / "policy.md").write_text(text, encoding="utf-8")
    page = html(run, "policy.md")
    anchors = page.values("id")
    assert len(anchors) == len(set(anchors))
    assert {link.removeprefix("#") for link in page.values("href")} <= set(anchors)
    assert all(link.startswith("#") for link in page.values("href"))


def test_the_text_of_a_policy_stays_text(run: Run, folder: Path) -> None:
    (folder / "policy.md").write_text(HOSTILE, encoding="utf-8")
    page = html(run, "policy.md")
    assert page.tags.isdisjoint({"script", "img", "iframe", "svg", "b onclick", "object", "base", "form"})
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style", "srcdoc")]
    assert "<script>alert(6)</script>" in page.shown()
    assert "{{ 7 * 7 }} {% raw %}" in page.shown()
    assert [policy for policy in page.values("content") if "default-src 'none'" in policy]


def test_the_policy_of_the_page_allows_its_style_and_no_other(run: Run) -> None:
    from base64 import b64encode

    out = run("report", *DAY, "policy.md").out
    style = re.search(r"<style>(.*?)</style>", out, re.DOTALL)
    assert style
    assert (
        f"style-src 'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in Page(out).values("content")[0]
    )


def test_it_says_what_was_found_and_not_that_all_is_well(run: Run) -> None:
    for form in ("html", "markdown"):
        assert not re.search(
            r"complian|GDPR-?ready|certif", run("report", *DAY, "--format", form, "policy.md").out, re.IGNORECASE
        )


def test_what_was_checked_can_be_checked_again(run: Run, folder: Path) -> None:
    text = html(run, "policy.md").shown()
    assert sha256((folder / "policy.md").read_bytes()).hexdigest() in text
    assert "As of 22 November 2026" in text
    assert re.search(r"built-in rules \d+\.\d+\.\d+, \d+ rules, SHA-256 [0-9a-f]{64}", text)


def test_what_is_suppressed_names_reason_owner_and_end(run: Run) -> None:
    text = html(run, "policy.md").shown()
    assert "Reason none is required of us Owner dpo Until 2027-06-30 Comment policy.md, line 13" in text
    assert "1 suppressed" in text


def test_the_sides_of_a_contradiction_stand_next_to_each_other(run: Run) -> None:
    text = html(run, "policy.md").shown()
    sides = (
        "The policy says here We never share your personal data with anyone. line 7 "
        "and there We share your name with our payment provider. line 9"
    )
    assert sides in text


def test_the_same_input_gives_the_same_bytes(run: Run, folder: Path) -> None:
    first = run("report", *DAY, "policy.md", "-o", "one.html")
    second = run("report", *DAY, "policy.md", "--output", "two.html")
    assert (first.code, first.out, second.code) == (0, "", 0)
    assert (folder / "one.html").read_bytes() == (folder / "two.html").read_bytes()


def test_markdown_is_of_the_same_bytes(run: Run, folder: Path) -> None:
    (folder / "privlint.toml").write_text('select = ["GDPR111", "CON101"]\n', encoding="utf-8")
    out = run("report", *DAY, "--format", "markdown", "policy.md").out
    for file in ("policy.md", "privlint.toml"):
        assert sha256((folder / file).read_bytes()).hexdigest() in out
    assert "**Retention period** (GDPR111 retention-period): **present**" in out
    assert "- `policy.md:11` “We delete your messages after two years.”" in out


def test_documents_and_translations_of_a_policy_are_one_report(run: Run, folder: Path) -> None:
    (folder / "cookies.md").write_text(
        "# Cookies policy\n\nOur website sets cookies, which we keep for two years.\n", "utf-8"
    )
    (folder / "fr.md").write_text(
        "# Confidentialité\n\nNous gardons vos données dans notre base et nous ne les donnons pas à des tiers.\n",
        "utf-8",
    )
    (folder / "privlint.toml").write_text(
        '[[policy]]\nname = "site"\nfiles = ["policy.md", "cookies.md"]\ntranslations = { fr = ["fr.md"] }\n', "utf-8"
    )
    page = html(run)
    assert html(run, "cookies.md", "fr.md").shown() == page.shown()
    text = page.shown()
    assert text.count("What was found") == 1
    assert "The fr version (fr.md) was not judged" in text
    assert sha256((folder / "fr.md").read_bytes()).hexdigest() in text
    assert "cookies.md, line 3" in text
    assert "Nous gardons" not in text


def test_a_language_that_is_not_supported_is_not_judged(run: Run, folder: Path) -> None:
    (folder / "policy.md").write_text(
        "# Confidentialité\n\nNous gardons vos données dans notre base et nous ne les donnons pas à des tiers.\n",
        "utf-8",
    )
    text = html(run, "policy.md").shown()
    assert "Nothing in this policy was judged: its language (fr) is not supported." in text
    assert "0 present 0 partial 0 missing 0 suppressed 0 not applicable 30 unknown" in text


def test_several_policies_are_told_one_after_the_other(run: Run, folder: Path) -> None:
    (folder / "other.md").write_text(POLICY.replace("Larkfield", "Mossgate"), encoding="utf-8")
    page = html(run, "policy.md", "other.md")
    assert {"p1", "p2", "p1-GDPR101", "p2-GDPR101"} <= set(page.values("id"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["gone.md"], "gone.md: no such file or directory", id="no such file"),
        pytest.param(["policy.md", "--format", "pdf"], "'pdf' is not one of 'html', 'markdown'", id="format"),
        pytest.param(["policy.md", "-o", "no/where.html"], "no/where.html", id="output"),
        pytest.param(["policy.md", "--config", "x.toml", "--isolated"], "exclude each other", id="options"),
        pytest.param(["policy.md", "--language", "xx"], "there is no lexicon for 'xx'", id="language"),
        pytest.param(["empty"], "empty: no policy file in it", id="empty folder"),
    ],
)
def test_what_cannot_be_done_is_one_line(run: Run, folder: Path, arguments: list[str], told: str) -> None:
    (folder / "empty").mkdir()
    done = run("report", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_reported(run: Run, folder: Path) -> None:
    (folder / "broken.md").write_bytes(b"\xff\x00\xfe privacy")
    done = run("report", *DAY, "broken.md", "policy.md")
    assert done.code == 2
    assert done.err.startswith("privlint: broken.md: ")
    assert "Could not be done broken.md" in Page(done.out).shown()
