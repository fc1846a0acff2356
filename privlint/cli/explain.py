"""`privlint explain`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from privlint.cli.options import PATH, Date, RuleWord

if TYPE_CHECKING:
    from privlint.checks.report import PolicyReport
    from privlint.engine.config import Configs
    from privlint.engine.workshop import Workshop


@click.command("explain", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rule", type=RuleWord())
@click.argument("file", required=False, type=PATH)
@click.option("--as-of", type=Date(), help="Judge FILE as on this day.  [default: today]")
@click.option("--config", metavar="FILE", type=PATH, help="Read this configuration file, and no other.")
@click.option("--isolated", is_flag=True, help="Read no configuration file.")
def command(rule: str, file: str | None, as_of: date | None, config: str | None, isolated: bool) -> int:
    """Say what RULE (a code or name) asks, which article, why, what satisfies it, and how to suppress it.

    With FILE: the verdict there with the words that make it, where privlint looked, and what the nearest
    sentences lack. A file of a configured policy stands for the whole policy.
    """
    from privlint.checks.loader import load_examples
    from privlint.cli import say
    from privlint.engine.config import configs
    from privlint.engine.results import Order
    from privlint.engine.selection import find_rule
    from privlint.engine.workshop import Workshop
    from privlint.reporting.rules import rule_page

    if config and isolated:
        raise click.UsageError("--config and --isolated exclude each other")
    applied = configs(config, isolated=isolated)
    workshop = Workshop(Order(as_of or date.today()))
    if file is not None:
        return _explain(rule, file, workshop, applied)
    chosen = find_rule(rule, workshop.rules(applied.of(".")))
    say(rule_page(chosen, load_examples(chosen)))
    return 0


def _explain(word: str, file: str, workshop: Workshop, applied: Configs) -> int:
    from privlint.checks.report import FileError, Presentation, Report
    from privlint.checks.rule import Policy
    from privlint.cli import complain, say
    from privlint.engine.config import from_here
    from privlint.engine.discovery import PolicyFile
    from privlint.engine.explanation import explain
    from privlint.engine.grouping import task_of
    from privlint.engine.linter import Linter
    from privlint.engine.selection import find_rule
    from privlint.reporting.explanation import explanation_text
    from privlint.reporting.text import report_text

    task = task_of(PolicyFile(file), applied)
    rule = find_rule(word, workshop.rules(task.config))
    policy_set = task.config.set_of(file)
    if rule.spans_versions and policy_set is not None:  # it is asked of the policy itself
        task = task_of(PolicyFile(from_here(policy_set.files[0])), applied)
    made = workshop.linter(task.config, language=task.language)
    linter = Linter(made.known, (rule,), made.context, made.reader)
    failed: list[FileError] = []
    documents = linter.read(task.files, failed) or []
    versions = linter.versions(task.translations)
    judged = linter.judge(task.name, documents, failed, translations=versions) if documents else None
    for error in failed:
        complain(f"{error.path}: {error.message}")
    if failed or judged is None:
        return 2
    report = Report("", linter.context.as_of, (rule,), (judged,))
    shown = report_text(report, Presentation(evidence=True, summary=False, suppressed=True))
    text = shown or f"{task.name}: {rule.code} {rule.name} reports nothing here\n"
    if _is_open(judged) and all(linter.reader.supports(document.language) for document in documents):
        policy = Policy(task.name, linter.reader.all_readings(documents))
        text += explanation_text(explain(workshop.original(rule, task.config), policy, linter.context), judged)
    say(text)
    return 0


def _is_open(judged: PolicyReport) -> bool:
    """Whether there is more to say than the words that make the verdict, or the finding."""
    if judged.disclosures:
        return judged.disclosures[0].verdict not in ("present", "unknown")
    return not judged.findings
