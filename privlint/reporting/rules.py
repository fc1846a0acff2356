"""The list of rules, and the page of one rule: its `explain` text and its documentation are the same."""

from __future__ import annotations

from collections.abc import Iterable

from privlint.checks.rule import Example, Law, Rule
from privlint.model.findings import Severity

ASKS = {
    "requires": "A policy has to make this disclosure.",
    "forbids": "A policy should not say this.",
    "contradicts": "Two statements of a policy that cannot both be true.",
    "document": "About the document itself.",
    "translates": "The versions of a policy in several languages have to say the same.",
}
GOOD = {
    "requires": "These satisfy it",
    "forbids": "These are fine",
    "contradicts": "These go together",
    "document": "These are fine",
    "translates": "These are fine",
}
BAD = {
    "requires": "These do not",
    "forbids": "These are reported",
    "contradicts": "These are reported",
    "document": "These are reported",
    "translates": "These are reported",
}


def rules_text(rules: Iterable[Rule]) -> str:
    """One line a rule: code, name, severity, provision."""
    rows = [(rule.code, rule.name, str(rule.severity), rule.article) for rule in rules]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    lines = (
        "  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def rules_markdown(rules: Iterable[Rule]) -> str:
    """A table of the rules, as the documentation has it."""
    head = "| code | name | severity | article | finding |\n|---|---|---|---|---|\n"
    rows = (
        f"| {r.code} | [{r.name}]({r.name}.md) | {r.severity} | {r.article} | {_cell(r.message)} |\n" for r in rules
    )
    return head + "".join(rows)


def rules_json(rules: Iterable[Rule]) -> str:
    """The rules as programs see them."""
    from json import dumps

    listed = [
        {
            "code": rule.code,
            "name": rule.name,
            "severity": str(rule.severity),
            "kind": rule.kind,
            "law": [_law(law) for law in rule.law],
            "message": rule.message,
        }
        for rule in rules
    ]
    return dumps({"version": 1, "rules": listed}, indent=1, ensure_ascii=False) + "\n"


def rule_page(rule: Rule, examples: Iterable[Example]) -> str:
    """What a rule asks, the article, why, what satisfies it, its examples, and how to suppress it; Markdown."""
    milder = f", `partial` is {_milder(rule.severity)}" if rule.kind == "requires" else ""
    parts = [
        f"# {rule.name} ({rule.code})",
        f"{ASKS.get(rule.kind, '')} Severity: {rule.severity}{milder}.".strip(),
        f"> {rule.message}",
        "## Why",
        rule.why,
        *(["## The law", "\n".join(f"- {_provision(law)}" for law in rule.law)] if rule.law else []),
        *(["## What to write", rule.help] if rule.help else []),
        *_examples(rule, tuple(examples)),
        "## How to suppress it",
        _suppression(rule),
    ]
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def _examples(rule: Rule, given: tuple[Example, ...]) -> list[str]:
    groups = {
        GOOD.get(rule.kind, "Good"): [example for example in given if example.kind == "good"],
        BAD.get(rule.kind, "Bad"): [example for example in given if example.kind == "bad"],
        "Close calls": [example for example in given if example.kind == "tricky"],
    }
    shown = [
        part for title, examples in groups.items() if examples for part in (f"### {title}", *map(_example, examples))
    ]
    return ["## Examples", *shown] if shown else []


def _example(example: Example) -> str:
    text = "\n\nand, in another document,\n\n".join(map(_fenced, (example.text, *example.also)))
    for language, texts in example.translations:
        text += f"\n\nand, in the version in `{language}`,\n\n" + "\n\n".join(map(_fenced, texts))
    return text if example.kind != "tricky" else f"{_expected(example)}:\n\n{text}"


def _fenced(text: str) -> str:
    fence = "~~~~" if "~~~" in text else "~~~"
    return f"{fence}markdown\n{text.strip()}\n{fence}"


def _expected(example: Example) -> str:
    if example.verdict is not None:
        return f"`{example.verdict}`"
    return {0: "Not reported", None: "Reported"}.get(example.findings, "Reported")


def _suppression(rule: Rule) -> str:
    where = (
        "anywhere in the policy"
        if rule.kind == "requires"
        else "on a line of its own, before the paragraph that it is about"
    )
    comment = f"<!-- privlint: ignore[{rule.name}] -- the reason; owner=dpo; until=2027-06-30 -->"
    return f"Write this comment {where} (in plain text: the same after `# `):\n\n~~~html\n{comment}\n~~~"


def _provision(law: Law) -> str:
    since = f", from {law.start}" if law.start else ""
    until = f", until {law.end}" if law.end else ""
    return f"{law.article}: {law.source}{since}{until}"


def _law(law: Law) -> dict[str, str | None]:
    return {
        "article": law.article,
        "from": law.start.isoformat() if law.start else None,
        "to": law.end.isoformat() if law.end else None,
        "source": law.source,
    }


def _milder(severity: Severity) -> Severity:
    return Severity(max(severity - 1, Severity.INFO))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
