"""What a configuration and a command line make of the rules: those that run, in which severity, and in which files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from privlint.checks.report import PolicyReport
from privlint.checks.rule import PAIRED, Context, Rule
from privlint.engine.config import Config
from privlint.engine.linter import Linter
from privlint.engine.reader import PolicyReader
from privlint.engine.selection import Selection, check_words, matches
from privlint.model.findings import Finding

if TYPE_CHECKING:
    from privlint.engine.plugins import Plugins
    from privlint.engine.results import Order


def make_linter(
    config: Config,
    order: Order,
    known: tuple[Rule, ...],
    plugins: Plugins,
    ignored: Iterable[str],
    language: str | None,
) -> Linter:
    """The linter of a configuration, of whose rules some words are ignored; raises ConfigError for an unknown rule."""
    chosen = _selection(config, order).choose(known)
    chosen = tuple(rule for rule in chosen if not any(matches(rule, word) for word in ignored))
    if language is not None:  # a translation: what spans versions is asked of the policy that it is one of
        chosen = tuple(rule for rule in chosen if not rule.spans_versions)
    reader = PolicyReader(order.language or language, plugins.readers(), plugins.lexicons())
    return Linter(known, chosen, Context(order.as_of, config.profile, config.max_age), reader)


def _selection(config: Config, order: Order) -> Selection:
    """What is selected: the command line's words before the configuration's."""
    asked = order.select is not None
    return Selection(
        order.select if asked else config.select,
        order.extend,
        order.ignore if asked else (*config.ignore, *order.ignore),
        config.ignore if asked else (),
    )


def configured(known: tuple[Rule, ...], config: Config) -> tuple[Rule, ...]:
    """The rules in the severities of a configuration whose words all name rules."""
    listed: list[tuple[str, tuple[str, ...]]] = [
        ("select", config.select or ()),
        ("ignore", config.ignore),
        ("severity", tuple(word for word, _ in config.severity)),
        *((f"per-file-ignores, {pattern}", words) for pattern, words in config.per_file_ignores),
    ]
    for key, words in listed:
        check_words(words, known, f"{config.path}: {key}: ")
    if not config.severity:
        return known
    from privlint.engine.severities import graded

    return tuple(graded(rule, config.severity) for rule in known)


def without(report: PolicyReport, ignored: dict[str, frozenset[str]], rules: tuple[Rule, ...]) -> PolicyReport:
    """A report without the findings of rules that are ignored in the file where they stand."""
    if not any(ignored.values()):
        return report
    by_code = {rule.code: rule for rule in rules}

    def stays(rule: Rule, path: str) -> bool:
        return not any(matches(rule, word) for word in ignored.get(path, ()))

    kept = (_elsewhere(finding, by_code[finding.code], stays) for finding in report.findings)
    return report._replace(findings=tuple(finding for finding in kept if finding))


def _elsewhere(finding: Finding, rule: Rule, stays: Callable[[Rule, str], bool]) -> Finding | None:
    """The finding, at the first of its places that counts; one with two sides stands where its first does."""
    if stays(rule, finding.location.path):
        return finding
    places = [place for place in finding.related if stays(rule, place.path)]
    if not places or rule.kind in PAIRED:
        return None
    return finding._replace(location=places[0]._replace(note=""), related=tuple(places[1:]))
