"""Findings about suppressions themselves: unused, without a reason, past their date, of a rule that nobody knows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from heapq import merge
from operator import itemgetter
from typing import NamedTuple

from privlint.checks.rule import Rule
from privlint.engine.nearest import did_you_mean
from privlint.engine.suppressions import Suppression
from privlint.model.findings import Finding, Location
from privlint.model.text import Span

UNUSED, UNREASONED, UNKNOWN, EXPIRED = "LINT001", "LINT002", "LINT005", "LINT006"
MALFORMED = (UNREASONED, UNKNOWN, EXPIRED)

Use = tuple[str, Span, str]  # a suppression's file and place, and the rule that it silenced


class Hygiene(NamedTuple):
    """Judges suppressions: `known` are all loaded rules, `running` the selected ones, both by code and by name."""

    known: Mapping[str, Rule]
    running: Mapping[str, Rule]
    as_of: date

    def apply(
        self, findings: Iterable[Finding], suppressions: list[Suppression], missing: Callable[[Finding], bool]
    ) -> list[Finding]:
        """The findings with those that are silenced marked, and the findings about the suppressions after them."""
        live: dict[str, list[tuple[int, Suppression]]] = {}  # by the words that they name
        for number, suppression in enumerate(suppressions):
            if not suppression.broken and not suppression.expired(self.as_of):
                for word in set(suppression.rules):
                    live.setdefault(word, []).append((number, suppression))
        used: set[Use] = set()

        def silence(finding: Finding) -> Finding:
            named = (live.get(word, ()) for word in (finding.code, finding.name))
            for _, suppression in merge(*named, key=itemgetter(0)):
                if suppression.silences(finding, anywhere=missing(finding)):
                    used.update(
                        (suppression.path, suppression.comment.span, word) for word in (finding.code, finding.name)
                    )
                    return finding._replace(suppressed=suppression.note)
            return finding

        silenced = [silence(finding) for finding in (*findings, *self._malformed(suppressions))]
        silenced += [silence(finding) for finding in self._unused(suppressions, used)]
        return [*silenced, *self._unused_for_unused(suppressions, used)]

    def _malformed(self, suppressions: list[Suppression]) -> Iterator[Finding]:
        for suppression in suppressions:
            if suppression.verb in ("", "enable"):
                continue
            if not suppression.reason:
                yield from self._finding(UNREASONED, suppression)
            if suppression.expired(self.as_of):
                yield from self._finding(EXPIRED, suppression, f"it ended on {suppression.until}")
            for word in suppression.rules:
                if word not in self.known:
                    yield from self._finding(UNKNOWN, suppression, f"{word!r}{did_you_mean(word, self.known)}")

    def _unused(self, suppressions: list[Suppression], used: set[Use]) -> Iterator[Finding]:
        for suppression in suppressions:
            idle = [word for word in self._idle(suppression, used) if not self._is_unused(word)]
            if suppression.broken:
                yield from self._finding(UNUSED, suppression, suppression.broken)
            elif idle or (not suppression.rules and suppression.verb != "enable"):
                yield from self._finding(UNUSED, suppression, ", ".join(idle))

    def _unused_for_unused(self, suppressions: list[Suppression], used: set[Use]) -> Iterator[Finding]:
        """Findings about suppressions of this very kind of finding, after all the others."""
        for suppression in suppressions:
            for word in self._idle(suppression, used):
                if self._is_unused(word):
                    yield from self._finding(UNUSED, suppression, word)

    def _idle(self, suppression: Suppression, used: set[Use]) -> list[str]:
        """The rules of a suppression that silenced nothing, though it could have."""
        if suppression.broken or suppression.verb == "enable" or suppression.expired(self.as_of):
            return []
        here = (suppression.path, suppression.comment.span)
        return [word for word in suppression.rules if word in self.running and (*here, word) not in used]

    def _is_unused(self, word: str) -> bool:
        return self.running[word].code == UNUSED

    def _finding(self, code: str, suppression: Suppression, detail: str = "") -> Iterator[Finding]:
        rule = self.running.get(code)
        if rule is None:
            return
        message = f"{rule.message.rstrip('.')}: {detail.rstrip('.')}" if detail else rule.message
        span = suppression.comment.span
        where = Location(suppression.path, span, " ".join(suppression.comment.body.split()))
        yield Finding(
            rule.code, rule.name, rule.severity, message if message[-1] in ".?" else f"{message}.", rule.help, where
        )
