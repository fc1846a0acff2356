"""A contradiction is told once: by its own rule within a document, by CON119 across the documents of a policy."""

from datetime import date

import pytest

from privlint.checks.loader import load_rules
from privlint.checks.rule import Context, Policy
from privlint.engine.reader import PolicyReader

RULES = {rule.code: rule for rule in load_rules()}
CONTEXT = Context(date(2026, 11, 22))
SHORT, LONG = "Server logs are deleted after 30 days.", "We keep server logs for two years."


def _codes(*texts: str) -> list[str]:
    reader = PolicyReader("en")
    sources = [reader.source(f"{number}.md", text.encode()) for number, text in enumerate(texts)]
    policy = Policy("policy", tuple(reader.understand(reader.parse(source)) for source in sources))
    return [finding.code for code in ("CON105", "CON119") for finding in RULES[code].check(policy, CONTEXT).findings]


def test_within_a_document_the_rule_of_the_kind_tells_it() -> None:
    assert _codes(f"{SHORT}\n\n{LONG}") == ["CON105"]
    assert _codes(f"{SHORT}\n\n{LONG}", "# Cookies\n\nWe set one cookie.") == ["CON105"]


def test_across_documents_con119_tells_it_with_the_other_document_as_related() -> None:
    assert _codes(SHORT, LONG) == ["CON119"]
    assert _codes(SHORT, SHORT) == []


def test_the_severity_is_that_of_the_kind() -> None:
    reader = PolicyReader("en")
    texts = ("We never sell your personal data.", "We sell your personal data to partners.")
    sources = [reader.source(f"{number}.md", text.encode()) for number, text in enumerate(texts)]
    policy = Policy("policy", tuple(reader.understand(reader.parse(source)) for source in sources))
    (finding,) = RULES["CON119"].check(policy, CONTEXT).findings
    assert finding.severity is RULES["CON102"].severity
    assert (finding.location.path, finding.related[0].path) == ("0.md", "1.md")


def _versions(english: tuple[str, ...], german: tuple[str, ...]) -> list[tuple[str, str]]:
    """Where CON119 finds a contradiction, and where its other side stands, in a policy and its translation."""

    def policy(language: str, texts: tuple[str, ...]) -> Policy:
        reader = PolicyReader(language)
        sources = [reader.source(f"{number}.{language}.md", text.encode()) for number, text in enumerate(texts)]
        return Policy("policy", tuple(reader.understand(reader.parse(source)) for source in sources))

    asked = policy("en", english)._replace(translations=(policy("de", german),))
    findings = RULES["CON119"].check(asked, CONTEXT).findings
    return [(finding.location.path, finding.related[0].path) for finding in findings]


DENIED, DONE = "We never sell your personal data.", "# Partners\n\nWe sell your personal data to partners."
BESTRITTEN, GETAN = "Wir verkaufen Ihre Daten niemals.", "# Partner\n\nWir verkaufen Ihre Daten an Werbepartner."


@pytest.mark.parametrize(
    ("english", "german", "found"),
    [
        pytest.param((DENIED,), (GETAN,), [("0.en.md", "0.de.md")], id="denied in the original"),
        pytest.param((DONE,), (BESTRITTEN,), [("0.de.md", "0.en.md")], id="denied in the translation"),
        pytest.param((DENIED,), (BESTRITTEN,), [], id="denied in both"),
        pytest.param((DENIED,), (f"{BESTRITTEN}\n\n{GETAN}",), [], id="the translation contradicts itself"),
        pytest.param(("Log data is deleted after 14 days.",), ("Protokolldaten löschen wir nach 20 Tagen.",), [], id="TRN102 tells it"),
        pytest.param((f"{DENIED}\n\n{DONE}",), (GETAN,), [], id="the original contradicts itself"),
        pytest.param(
            (DENIED, DONE), (BESTRITTEN, GETAN), [("0.de.md", "1.de.md"), ("0.en.md", "1.en.md")],
            id="two documents of each contradict each other",
        ),
    ],
)  # fmt: skip
def test_across_translations(english: tuple[str, ...], german: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert _versions(english, german) == found
