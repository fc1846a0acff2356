"""Write docs/rules/: one page a rule, and the table of all of them, from the rule files alone."""

from __future__ import annotations

from pathlib import Path

from privlint.checks.loader import load_examples, load_rules
from privlint.reporting.rules import rule_page, rules_markdown

FOLDER = Path(__file__).parent / "rules"
HEAD = "# Rules\n\nWritten by `make docs` from the rule files; `privlint explain RULE` prints the same pages.\n\n"


def pages() -> dict[str, str]:
    """The text of every page, by file name."""
    rules = load_rules()
    made = {f"{rule.name}.md": rule_page(rule, load_examples(rule)) for rule in rules}
    return {"README.md": HEAD + rules_markdown(rules), **made}


def main() -> None:
    """Write the pages, and remove those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
