"""Rule files to rules: each key is checked, and a mistake names the file and the key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from privlint.checks.across import ACROSS, WithinDocuments
from privlint.checks.contradicts import Contradiction
from privlint.checks.forbids import Prohibition
from privlint.checks.requires import Applies, Requirement
from privlint.checks.rule import Context, Example, Law, Outcome, Policy, Profile, Rule
from privlint.checks.telling import in_general
from privlint.checks.ways import Way, names, read_way
from privlint.language.asked import concepts_of
from privlint.language.compiled import load_tables, parse_toml
from privlint.language.lexicon import nearest
from privlint.model.errors import RuleError
from privlint.model.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

_KEYS = {
    "code", "name", "severity", "kind", "law", "message", "why", "help", "home", "applies", "present", "partial", "found", "silent",
    "once", "check", "each", "denial", "practice", "own-place", "guards", "opposed", "options", "good", "bad",
    "tricky", "file", "source", "note", "asks", "concepts",
}  # fmt: skip
_REQUIRED = ("code", "name", "severity", "kind", "message", "why", "help")
_APPLIES = {"any", "every", "unless-profile", "unless-nothing-processed", "met-by-nothing-processed", "otherwise"}
_OF_EACH: dict[str, dict[str, Any]] = {
    "denial": {"polarity": "any"}
}  # the words of a denial have their negation in them
_GROWING = ("with", "without", "section", "not-section")
_PYTHON_CHECKS = "privlint.checks.python"

PythonCheck = Callable[["RuleData", Policy, Context], Outcome]


class RuleData(dict[str, Any]):
    """The table of a rule file, as a check written in Python gets it."""

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return Severity[self["severity"].upper()]


def load_rules() -> tuple[Rule, ...]:
    """The built-in rules, by code; raises RuleError with file and key for one that cannot be loaded."""
    tables = load_tables()
    prepared: tuple[Rule, ...] | None = tables.prepared()
    return prepare_rules(tables.rules()) if prepared is None else prepared


def prepare_rules(tables: Iterable[dict[str, Any]]) -> tuple[Rule, ...]:
    """The rules of the parsed built-in rule files, by code; raises RuleError as `load_rules` does."""
    rules = [rule_from(table, f"rules/{table['file']}", None) for table in tables]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def load_examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule: those it carries, or those of its built-in rule file."""
    if rule.examples or not rule.origin.startswith("rules/"):
        return rule.examples
    return examples_from(load_tables().examples(rule.origin.removeprefix("rules/")), rule.kind, rule.origin)


def load_translated_examples(rule: Rule) -> Iterator[Example]:
    """The examples of a built-in rule in languages other than the rule file's."""
    tables = load_tables()
    for language in tables.languages():
        where = f"grammar/{language}/examples/{rule.name}.toml"
        for example in examples_from(tables.sayings(language, rule.name), rule.kind, where):
            yield example._replace(language=language)


def load_pack(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder of rule files (searched deeply), by code; raises RuleError as `load_rules` does."""
    rules = []
    for path in sorted(folder.rglob("*.toml")):
        table = parse_toml(path, str(path))
        rules.append(rule_from(table, str(path), {kind: table.get(kind, []) for kind in ("good", "bad", "tricky")}))
    return tuple(sorted(rules, key=lambda rule: rule.code))


def rule_from(table: dict[str, Any], where: str, examples: dict[str, list[dict[str, Any]]] | None) -> Rule:
    """A rule from the table of its file."""
    for key in _REQUIRED:
        if key not in table:
            raise RuleError(f"{where}: the key {key!r} is missing")
    for key in table:
        if key not in _KEYS:
            raise RuleError(f"{where}: unknown key {key!r}{nearest(key, _KEYS)}")
    table = spread(table, where)
    if table["severity"] not in ("error", "warning", "info"):
        raise RuleError(f"{where}: severity is {table['severity']!r}, not error, warning or info")
    law = tuple(_law(entry, where) for entry in table.get("law", ()))
    check = _check(table, where, law)
    is_across = ACROSS in table.get("guards", ())
    is_within = table["kind"] == "contradicts" and where.startswith("rules/") and not is_across
    return Rule(
        code=table["code"],
        name=table["name"],
        severity=Severity[table["severity"].upper()],
        kind=table["kind"],
        law=law,
        message=in_general(table["message"]),
        why=table["why"],
        help=table["help"],
        check=WithinDocuments(check) if is_within else check,
        examples=examples_from(examples, table["kind"], where) if examples else (),
        origin=where,
        concepts=frozenset(table["concepts"]) if "concepts" in table else concepts_of(table),
        by_kind=is_across,
    )


def spread(table: dict[str, Any], where: str = "") -> dict[str, Any]:
    """The table of a rule file, with what `each` says of all its ways of a kind in every one of them."""
    each: dict[str, dict[str, Any]] = table.get("each", {})
    for kind in each:
        if kind not in table:
            raise RuleError(f"{where}: each.{kind} has no [[{kind}]] to speak of")
    kinds = {kind: {**_OF_EACH.get(kind, {}), **each.get(kind, {})} for kind in {**_OF_EACH, **each} if kind in table}
    return {**table, **{kind: [_joined(shared, way) for way in table[kind]] for kind, shared in kinds.items()}}


def _joined(shared: dict[str, Any], way: dict[str, Any]) -> dict[str, Any]:
    """A way with what all of its kind share: lists of concepts grow, and for the rest its own word counts."""
    lists = {key: [*names(shared[key]), *names(way[key])] for key in _GROWING if key in shared and key in way}
    query = {**shared.get("statement", {}), **way["statement"]} if "statement" in way else None
    joined = {**shared, **way, **lists, "statement": query}
    return {key: value for key, value in joined.items() if value is not None}


def _law(entry: dict[str, Any], where: str) -> Law:
    unknown = set(entry) - {"article", "source", "from", "to", "jurisdiction", "note"}
    if unknown or "article" not in entry or "source" not in entry:
        raise RuleError(f"{where}: a law needs article and source, and may have from, to, jurisdiction, note: {entry}")
    return Law(entry["article"], entry["source"], entry.get("from"), entry.get("to"), entry.get("jurisdiction", "EU"))


def _check(table: dict[str, Any], where: str, law: tuple[Law, ...]) -> Callable[[Policy, Context], Outcome]:
    data = RuleData(table)
    if "check" in table:
        return partial(_run_python, table["check"], data, where)
    if table["kind"] == "requires":
        return _requirement(data, where, law)
    if table["kind"] == "forbids":
        return Prohibition(
            data["code"], data["name"], data.severity, data["message"], data["help"],
            _ways(data, "found", where), _ways(data, "silent", where), bool(data.get("once", False)),
            names(data.get("home")),
        )  # fmt: skip
    if table["kind"] == "contradicts":
        return Contradiction(
            data["code"], data["name"], data.severity, data["message"], data["help"], _ways(data, "denial", where),
            _ways(data, "practice", where), frozenset(data.get("guards", ())), data.get("opposed", "the other side"),
        )  # fmt: skip
    raise RuleError(f"{where}: kind is {table['kind']!r}: requires, forbids or contradicts, or any kind with a `check`")


def _run_python(check: str, data: RuleData, where: str, policy: Policy, context: Context) -> Outcome:
    module, _, function = check.partition(":")
    try:
        found: PythonCheck = getattr(import_module(f"{_PYTHON_CHECKS}.{module}"), function or "check")
    except (ImportError, AttributeError) as error:
        raise RuleError(f"{where}: no check {check!r}: {error}") from None
    return found(data, policy, context)


def _requirement(data: RuleData, where: str, law: tuple[Law, ...]) -> Requirement:
    present, partials = _ways(data, "present", where), _ways(data, "partial", where)
    if not present:
        raise RuleError(f"{where}: a rule that requires something needs at least one [[present]] way")
    for way in partials:
        if not way.short:
            raise RuleError(f"{where}: a [[partial]] way needs `short`: what it lacks")
    return Requirement(
        data["code"], data["name"], data.severity, law[0].article if law else "", data["message"], data["help"],
        names(data.get("home")), _applies(data.get("applies", {}), where), present, partials,
    )  # fmt: skip


def _applies(table: dict[str, Any], where: str) -> Applies:
    for key in table:
        if key not in _APPLIES:
            raise RuleError(f"{where}: unknown key {key!r} in [applies]{nearest(key, _APPLIES)}")
    return Applies(
        ways=tuple(read_way(way, where) for way in table.get("any", ())),
        every=tuple(tuple(read_way(way, where) for way in group) for group in table.get("every", ())),
        unless_profile=tuple(table.get("unless-profile", {}).items()),
        unless_nothing_processed=table.get("unless-nothing-processed", False),
        met_by_nothing_processed=table.get("met-by-nothing-processed", False),
        otherwise=table.get("otherwise", Applies().otherwise),
    )


def _ways(data: RuleData, key: str, where: str) -> tuple[Way, ...]:
    return tuple(read_way(table, f"{where}, [[{key}]] {number}") for number, table in enumerate(data.get(key, ()), 1))


def examples_from(tables: dict[str, list[dict[str, Any]]], kind: str, where: str) -> tuple[Example, ...]:
    """The examples of a rule file, with what must come out of each."""
    expected: dict[str, tuple[str | None, int | None]] = {"good": (None, 0), "bad": (None, -1), "tricky": (None, 0)}
    if kind == "requires":
        expected = {"good": ("present", None), "bad": ("missing", None), "tricky": ("missing", None)}
    found = []
    for group, entries in tables.items():
        verdict, findings = expected[group]
        for entry in entries:
            unknown = set(entry) - {
                "text",
                "verdict",
                "findings",
                "severity",
                "evidence",
                "reason",
                "as-of",
                "profile",
                "value",
                "note",
                "also",
                "translations",
            }
            if unknown or "text" not in entry:
                raise RuleError(
                    f"{where}: an example has text, and may have also, translations, verdict, findings, severity, evidence, reason,"
                    f" as-of, profile: {sorted(entry)}"
                )
            day: date | None = entry.get("as-of")
            profile = Profile(
                **{key.replace("-", "_"): _frozen(value) for key, value in entry.get("profile", {}).items()}
            )
            found.append(
                Example(
                    group,
                    entry["text"],
                    entry.get("verdict", verdict),
                    entry.get("findings", findings),
                    day,
                    profile,
                    tuple(entry.get("also", ())),
                    entry.get("severity"),
                    names(entry.get("evidence")),
                    entry.get("reason", ""),
                    translations=tuple(
                        (language, tuple(texts)) for language, texts in entry.get("translations", {}).items()
                    ),
                )
            )
    return tuple(found)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
