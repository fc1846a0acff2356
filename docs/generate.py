"""Write docs/rules/ from the rule files, the schema of the configuration, and the screens in README.md and of the first steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from json import dumps
from pathlib import Path

from privlint.checks.loader import load_examples, load_rules
from privlint.checks.report import Presentation
from privlint.checks.rule import Context
from privlint.engine.discovery import PolicyFile
from privlint.engine.keys import schema
from privlint.engine.linter import Linter
from privlint.engine.selection import Selection
from privlint.reporting.rules import rule_page, rules_markdown
from privlint.reporting.text import report_text

ROOT = Path(__file__).parent.parent
RULES = ROOT / "docs" / "rules"
SCHEMA = ROOT / "docs" / "privlint.schema.json"
README = ROOT / "README.md"
STARTED = ROOT / "docs" / "getting-started.md"
HEAD = "# Rules\n\nWritten by `make docs` from the rule files; `privlint explain RULE` prints the same pages.\n\n"
OPENING, CLOSING = "<!-- screen: written by `make docs` -->\n", "<!-- end of screen -->\n"
SHOWN, LEFT_OUT = ("CON101", "GDPR202"), ("LINT001",)
POLICY = "examples/bad-policy.md"
POLICY_MARK, SCREEN_MARK = "<!-- policy -->\n", "<!-- screen: written by `make docs` -->\n"


def pages() -> dict[Path, str]:
    """The text of every file that is written."""
    rules = load_rules()
    made = {RULES / f"{rule.name}.md": rule_page(rule, load_examples(rule)) for rule in rules}
    return {
        RULES / "README.md": HEAD + rules_markdown(rules),
        **made,
        SCHEMA: _schema(),
        README: readme(),
        STARTED: started(),
    }


def _schema() -> str:
    return dumps(schema(), indent=1) + "\n"


def readme() -> str:
    """The README with its screen as it is now."""
    before, _, rest = README.read_text(encoding="utf-8").partition(OPENING)
    return f"{before}{OPENING}```console\n$ {command()}\n{screen()}```\n{CLOSING}{rest.partition(CLOSING)[2]}"


def started() -> str:
    """The first steps with the screen of their policy as it is now."""
    text = STARTED.read_text(encoding="utf-8")
    policy = text.partition(f"{POLICY_MARK}```markdown\n")[2].partition("```\n")[0]
    before, mark, rest = text.partition(f"{SCREEN_MARK}```console\n")
    typed, _, after = rest.partition("\n")
    shown = _lint(
        PolicyFile("privacy.md", content=policy.encode()), typed.partition("--select ")[2].split()[0].split(",")
    )
    return f"{before}{mark}{typed}\n{shown}```\n{after.partition('```' + chr(10))[2]}"


def command() -> str:
    """What is typed."""
    return f"privlint check --select {','.join(SHOWN)} --ignore {','.join(LEFT_OUT)} {POLICY}"


def screen() -> str:
    """What is printed."""
    return _lint(PolicyFile(POLICY, content=(ROOT / POLICY).read_bytes()), SHOWN, LEFT_OUT)


def _lint(file: PolicyFile, select: Iterable[str], ignore: Iterable[str] = ()) -> str:
    known = load_rules()
    chosen = Selection(tuple(select), ignore=tuple(ignore)).choose(known)
    return report_text(Linter(known, chosen, Context(date(2026, 11, 22))).lint([file]), Presentation())


def main() -> None:
    """Write the files, and remove the pages of rules that are gone."""
    RULES.mkdir(exist_ok=True)
    made = pages()
    for path in RULES.glob("*.md"):
        if path not in made:
            path.unlink()
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
