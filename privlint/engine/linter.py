"""The story: files are read into documents, documents into readings, readings are policies; rules judge each policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from privlint import __version__
from privlint.checks.report import FileError, PolicyReport, Report
from privlint.checks.rule import COMPARING, PAIRED, Context, Outcome, Policy, Rule
from privlint.engine.explained import drop_explained
from privlint.engine.fingerprints import mark, normalised
from privlint.engine.likeness import looks_like_policy
from privlint.engine.reader import PolicyReader
from privlint.model.errors import SourceError, UnknownConcept
from privlint.model.findings import Disclosure, Finding, Location, Verdict
from privlint.model.text import Span
from privlint.model.tree import Document

if TYPE_CHECKING:
    from privlint.engine.discovery import PolicyFile

ABSENCE = "absence"  # the subject of a finding that is about the whole policy
_MOST_LACKING = 3  # concepts named in a reason
UNSUPPORTED, NOT_A_POLICY = "LINT003", "LINT004"


class Translation(NamedTuple):
    """The documents of a policy in another language."""

    language: str
    documents: tuple[Document, ...]


class Linter(NamedTuple):
    """Judges policies: `known` are all loaded rules, `rules` those that run."""

    known: tuple[Rule, ...]
    rules: tuple[Rule, ...]
    context: Context
    reader: PolicyReader = PolicyReader()

    def lint(self, files: Iterable[PolicyFile], errors: Iterable[FileError] = ()) -> Report:
        """The report on some files, each a policy of its own; a file that cannot be read is an error in it."""
        policies, failed, skipped = [], list(errors), []
        for file in files:
            documents = self.read([file], failed)
            if documents:
                policies.append(self.judge(file.path, documents, failed))
            elif documents is not None:
                skipped.append(file.path)
        return Report(__version__, self.context.as_of, self.rules, tuple(policies), tuple(failed), tuple(skipped))

    def read(self, files: Iterable[PolicyFile], failed: list[FileError]) -> list[Document] | None:
        """The documents of a policy, without files that look like none.

        None if one cannot be read: half a policy would lack what the other half says. The reason goes to `failed`.
        """
        documents, before = [], len(failed)
        for file in files:
            try:
                documents.append(self.reader.read(file))
            except SourceError as error:
                failed.append(_about(file.path, error))
        return [document for document in documents if document] if len(failed) == before else None

    def versions(self, translations: Iterable[tuple[str, Iterable[PolicyFile]]]) -> tuple[Translation, ...]:
        """The translations of a policy that can be read; what is wrong with one is said where it is judged itself."""
        read = []
        for language, files in translations:
            reader = self.reader._replace(language=language)
            documents = self._replace(reader=reader).read(files, []) if reader.supports(language) else None
            if documents:
                read.append(Translation(language, tuple(documents)))
        return tuple(read)

    def judge(
        self,
        name: str,
        documents: list[Document],
        failed: list[FileError],
        identity: str = "",
        translations: tuple[Translation, ...] = (),
    ) -> PolicyReport:
        """What the rules say of one policy; a rule that raises is put down in `failed`, and the others go on.

        `identity` is what the policy is known by in fingerprints, if not its name.
        """
        identity = identity or name
        sources = tuple(document.source for document in documents)
        unread = [document for document in documents if not self.reader.supports(document.language)]
        if unread:
            findings = [finding for document in unread for finding in self._unsupported(document)]
            return PolicyReport(
                name, sources, unread[0].language, self._unknown(), self._settle(identity, findings, documents)
            )
        policy = Policy(
            name, self.reader.all_readings(documents), tuple(self._version(name, each) for each in translations)
        )
        others = [document for translation in translations for document in translation.documents]
        outcomes = list(self._outcomes(policy, failed))
        findings = list(self._unlike(documents))
        findings += drop_explained(finding for outcome in outcomes for finding in outcome.findings)
        absent = {o.disclosure.code for o in outcomes if o.disclosure and o.disclosure.verdict is Verdict.MISSING}
        disclosures = tuple(outcome.disclosure for outcome in outcomes if outcome.disclosure)
        settled = self._settle(identity, findings, documents, frozenset(absent), others)
        versions = tuple(document.source for document in others)
        return PolicyReport(name, sources, documents[0].language, disclosures, settled, versions)

    def _version(self, name: str, translation: Translation) -> Policy:
        """A translation as rules see it."""
        language, documents = translation
        return Policy(f"{name} ({language})", self.reader._replace(language=language).all_readings(documents))

    def _outcomes(self, policy: Policy, failed: list[FileError]) -> Iterator[Outcome]:
        for rule in self.rules:
            if rule.kind == COMPARING and not policy.translations:
                continue
            try:
                outcome = self._beyond(rule, policy) or rule.check(policy, self.context)
            except UnknownConcept as error:
                if not self._known_elsewhere(frozenset((error.concept,))):
                    failed.append(_failure(rule, policy, error))
                else:
                    yield Outcome(_unanswered(rule, policy.readings[0].lexicon.language, [error.concept]))
            except Exception as error:  # a plug-in's mistake must not take the other rules with it
                failed.append(_failure(rule, policy, error))
            else:
                yield as_law_stands(rule, outcome, self.context)

    def _beyond(self, rule: Rule, policy: Policy) -> Outcome | None:
        """The outcome where the policy's language lacks a concept that the rule asks for; None where it has them all."""
        for reading in () if rule.by_kind else policy.readings:
            lacking = rule.concepts - reading.lexicon.concepts
            if lacking and (known := self._known_elsewhere(lacking)):
                return Outcome(_unanswered(rule, reading.lexicon.language, known))
        return None

    @staticmethod
    def _known_elsewhere(concepts: frozenset[str]) -> list[str]:
        """Those of some concepts that another language has; one that none has is a mistake in the rule."""
        from privlint.language.compiled import load_tables

        return sorted(concepts & frozenset().union(*load_tables().concepts().values()))

    def _unknown(self) -> tuple[Disclosure, ...]:
        reason = "the language of the policy is not supported"
        asked = (rule for rule in self.rules if rule.kind == "requires")
        return tuple(Disclosure(rule.code, rule.name, rule.article, Verdict.UNKNOWN, reason) for rule in asked)

    def _unsupported(self, document: Document) -> Iterator[Finding]:
        for rule in self._own(UNSUPPORTED):
            detail = f" Its language seems to be {document.language!r}; `--language` says otherwise."
            yield _on_title(rule, document, rule.message + detail)

    def _unlike(self, documents: list[Document]) -> Iterator[Finding]:
        if not any(looks_like_policy(document.source.text) for document in documents):
            for rule in self._own(NOT_A_POLICY):
                yield _on_title(rule, documents[0], rule.message)

    def _own(self, code: str) -> Iterator[Rule]:
        return (rule for rule in self.rules if rule.code == code)

    def _settle(
        self,
        identity: str,
        findings: list[Finding],
        documents: list[Document],
        absent: frozenset[str] | None = None,
        others: Sequence[Document] = (),
    ) -> tuple[Finding, ...]:
        """Findings in order, with suppressions applied and fingerprints; `absent` is None where nothing was judged.

        `others` are the documents of translations.
        """
        gone = absent or frozenset()
        if any(document.comments for document in (*documents, *others)):
            findings = self._suppress(findings, documents, others, gone, {} if absent is None else _named(self.rules))
        findings.sort(key=lambda finding: (finding.location.path, finding.location.span, finding.code))
        paired = {rule.code for rule in self.rules if rule.kind in PAIRED}
        return tuple(mark((finding, self._key(finding, identity, gone, paired)) for finding in findings))

    def _suppress(
        self,
        findings: list[Finding],
        documents: list[Document],
        others: Sequence[Document],
        absent: frozenset[str],
        running: dict[str, Rule],
    ) -> list[Finding]:
        from privlint.engine.hygiene import MALFORMED, Hygiene
        from privlint.engine.suppressions import about, read_suppressions

        comparing = {key for key, rule in _named(self.known).items() if rule.spans_versions}
        suppressions = [suppression for document in documents for suppression in read_suppressions(document)]
        suppressions += about(comparing, (found for document in others for found in read_suppressions(document)))
        hygiene = Hygiene(_named(self.known), running, self.context.as_of)
        told = hygiene.apply(findings, suppressions, lambda finding: finding.code in absent)
        elsewhere = {document.source.path for document in others}  # malformed comments are told where they are judged
        return [one for one in told if one.code not in MALFORMED or one.location.path not in elsewhere]

    @staticmethod
    def _key(finding: Finding, identity: str, absent: frozenset[str], paired: set[str]) -> str:
        if finding.code in absent or finding.subject == ABSENCE:
            return identity
        return normalised(finding.location, *(finding.related if finding.code in paired else ()))


def _unanswered(rule: Rule, language: str, lacking: list[str]) -> Disclosure | None:
    if rule.kind != "requires":
        return None
    few = ", ".join(lacking[:_MOST_LACKING]) + (" and more" if len(lacking) > _MOST_LACKING else "")
    reason = f"the lexicon of {language!r} cannot answer it yet: it lacks {few}"
    return Disclosure(rule.code, rule.name, rule.article, Verdict.UNKNOWN, reason)


def _named(rules: Iterable[Rule]) -> dict[str, Rule]:
    return {key: rule for rule in rules for key in (rule.code, rule.name)}


def as_law_stands(rule: Rule, outcome: Outcome, context: Context) -> Outcome:
    """What an outcome is worth on the day: where no provision of a rule holds, only what the policy does say counts."""
    if not rule.law or any(law.holds(context.as_of) for law in rule.law):
        return outcome
    asked = outcome.disclosure
    if asked is not None and asked.verdict is Verdict.MISSING:
        reason = f"{rule.article} does not hold on {context.as_of}"
        asked = asked._replace(verdict=Verdict.NOT_APPLICABLE, reason=reason)
    return Outcome(asked)


def _on_title(rule: Rule, document: Document, message: str) -> Finding:
    return Finding(rule.code, rule.name, rule.severity, message, rule.help, title(document))


def title(document: Document) -> Location:
    """Where a document begins for its reader: its first heading, else its first block."""
    for path in document.root.walk():
        section = path[-1]
        for part in (*((section.heading,) if section.heading else ()), *section.blocks):
            return Location(document.source.path, part.span, part.text.text)
    return Location(document.source.path, Span(0, 0), "")


def _about(path: str, error: SourceError) -> FileError:
    return FileError(path, str(error).removeprefix(f"{path}: "))


def _failure(rule: Rule, policy: Policy, error: Exception) -> FileError:
    where = f" ({rule.origin})" if rule.origin else ""
    return FileError(policy.name, f"rule {rule.code} {rule.name}{where} failed: {type(error).__name__}: {error}")
