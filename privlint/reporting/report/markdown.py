"""The report in Markdown, for a repository: the same page, with lines of the files in the place of marked text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from privlint.model.findings import Suppressed
from privlint.reporting.report.page import Page, PolicyPage, page
from privlint.reporting.report.places import Quote
from privlint.reporting.report.rows import AcceptedRow, DisclosureRow, FindingRow
from privlint.reporting.report.wording import STATUSES, counted
from privlint.reporting.tables import plain, table_markdown
from privlint.workflow.dossier import Dossier

LEAD = (
    "What was found in the text, word for word, and where privlint looked. It is a reading aid for those who answer for the policy "
    "(Art. 5(2) GDPR), and no legal advice: what is not found may still be done, and what is said may still not be done."
)


def report_markdown(dossier: Dossier) -> str:
    """The whole report."""
    made = page(dossier)
    parts = [f"# Privacy policy report: {plain(made.title)}", f"As of {made.as_of}, by privlint {made.version}.", LEAD]
    if made.errors:
        parts += ["## Could not be done", _items(f"`{error.path}`: {plain(error.message)}" for error in made.errors)]
    for policy in made.policies:
        parts += _policy(policy, made)
    if made.skipped:
        parts += [
            "## Left out",
            "No privacy policies, by their looks: " + ", ".join(f"`{path}`" for path in made.skipped),
        ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _policy(policy: PolicyPage, made: Page) -> Iterator[str]:
    yield f"## {plain(policy.name)}"
    if not policy.judged:
        yield f"**Nothing in this policy was judged: its language ({policy.language}) is not supported.**"
    yield table_markdown([STATUSES[status] for status in policy.statuses], [[str(n) for n in policy.statuses.values()]])
    yield ", ".join(
        [
            counted(len(policy.contradictions), "contradiction"),
            f"{counted(len(policy.defects), 'defect')} in what is said",
            f"{counted(len(policy.hygiene), 'finding')} about the document",
            f"{len(policy.suppressed)} suppressed.",
        ]
    )
    yield from _glance(policy)
    if policy.contradictions:
        yield "### Contradictions"
        yield from map(_contradiction, policy.contradictions)
    if policy.drifts:
        yield "### Translations"
        yield from map(_contradiction, policy.drifts)
    yield "### Article by article"
    for article in policy.articles:
        yield f"#### {plain(article.name)}"
        yield from map(_disclosure, article.rows)
    yield from _findings("Defects in what is said", policy.defects)
    yield from _findings("The document", policy.hygiene)
    yield from _suppressed(policy.suppressed)
    yield from _yardstick(policy, made)


def _glance(policy: PolicyPage) -> Iterator[str]:
    values = [
        (value.label, STATUSES[value.status], ", ".join(value.values), " ".join(map(_quoted, value.quotes)))
        for value in policy.glance.values
    ]
    yield "### At a glance"
    yield table_markdown(("", "verdict", "value", "the policy’s words"), values)
    for title, lines, unnamed in (
        ("How long data is kept", policy.glance.retention, 0),
        ("Who receives data", policy.glance.recipients, policy.glance.unnamed),
    ):
        if lines:
            rows = [(line.value, _quoted(line.quote) if line.quote else "in several places") for line in lines]
            rows += [("", f"{counted(unnamed, 'more quote')} under the verdict")] if unnamed else []
            yield table_markdown((title, "the policy’s words"), rows)


def _disclosure(row: DisclosureRow) -> str:
    verdict = f"suppressed ({row.verdict})" if row.suppressed else STATUSES[row.status]
    lines = [f"**{row.title}** ({row.code} {row.name}): **{verdict}**"]
    lines += [f"{plain(text)}" for text in (row.message, row.reason) if text]
    lines += [f"Value: {plain(', '.join(row.values))}"] if row.values else []
    lines += [_silenced(row.suppressed)] if row.suppressed else []
    lines += [f"What to write: {plain(row.help)}"] if row.help else []
    near = "\n\nWhat comes nearest, and is not enough:" + _quotes(row.nearest) if row.nearest else ""
    return "  \n".join(lines) + _quotes(row.evidence) + near


def _findings(title: str, rows: tuple[FindingRow, ...]) -> Iterator[str]:
    if rows:
        yield f"### {title}"
        yield from map(_finding, rows)


def _contradiction(row: FindingRow) -> str:
    """A contradiction with its sides next to each other."""
    sides = [_quoted(side) + (f": {side.note}" if side.note else "") for side in row.sides]
    rows = [(_quoted(row.place) if not number else "", side) for number, side in enumerate(sides or [""])]
    return f"{_told(row)}\n\n{table_markdown(('the policy says here', 'and there'), rows)}"


def _finding(row: FindingRow) -> str:
    return _told(row) + _quotes((row.place, *row.sides))


def _told(row: FindingRow) -> str:
    article = f", {plain(row.article)}" if row.article else ""
    lines = [
        f"**{row.title}** ({row.code} {row.name}{article}): **{row.severity}**",
        plain(f"{row.message} {row.why}".strip()),
    ]
    lines += [f"What to write: {plain(row.help)}"] if row.help else []
    return "  \n".join(lines)


def _suppressed(rows: Iterable[AcceptedRow]) -> Iterator[str]:
    listed = [
        (
            f"{row.code} {row.name}",
            row.what,
            row.suppressed.reason or "-",
            row.suppressed.owner or "-",
            row.suppressed.until or "-",
            f"{row.suppressed.path}:{row.suppressed.line}",
        )
        for row in rows
    ]
    if listed:
        yield "### Suppressed"
        yield table_markdown(("rule", "finding", "reason", "owner", "until", "comment"), listed)


def _yardstick(policy: PolicyPage, made: Page) -> Iterator[str]:
    checked = policy.yardstick
    files = [(file.path, str(file.size), file.digest) for file in checked.files]
    files += [
        (
            f"{file.path} ({each.language}, {'judged apart' if each.judged else 'not judged'})",
            str(file.size),
            file.digest,
        )
        for each in checked.translations
        for file in each.files
    ]
    files += [(f"{file.path} (configuration)", str(file.size), file.digest) for file in checked.configuration]
    yield "### What was checked"
    yield table_markdown(("file", "bytes", "SHA-256"), files)
    packs = [
        f"{pack.name} {pack.version}".strip()
        + f", {counted(pack.rules, 'rule')}"
        + (f", SHA-256 `{pack.digest}`" if pack.digest else "")
        for pack in made.packs
    ]
    yield _items(
        [
            f"as of {made.as_of}",
            f"language: {policy.language}",
            f"checked by privlint {made.version}, {checked.rules}",
            *(f"rule pack: {pack}" for pack in packs),
            f"organisation: {plain(checked.profile)}",
        ]
    )
    yield "#### Where nothing was judged"
    yield _items(map(plain, checked.unjudged))


def _silenced(suppressed: Suppressed) -> str:
    parts = [plain(suppressed.reason) or "no reason is given"]
    parts += [f"owner {plain(suppressed.owner)}"] if suppressed.owner else []
    parts += [f"until {suppressed.until}"] if suppressed.until else []
    return f"Accepted: {'; '.join(parts)} ({plain(suppressed.path)}:{suppressed.line})"


def _quotes(quotes: Iterable[Quote]) -> str:
    listed = [
        f"- `{quote.path}:{quote.line}` “{plain(quote.text)}”" + (f" ({plain(quote.note)})" if quote.note else "")
        for quote in quotes
    ]
    return "\n\n" + "\n".join(listed) if listed else ""


def _quoted(quote: Quote) -> str:
    return f"“{quote.text}” ({quote.where})"


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
