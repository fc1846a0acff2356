"""A contradiction is told once: by its own rule within a document, by CON119 across the documents of a policy."""

from datetime import date

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
