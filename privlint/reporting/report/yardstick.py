"""What was checked, and by what: files with their digests, rules, configuration; and where nothing was judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from privlint.reporting.report.wording import counted
from privlint.workflow.dossier import Dossier, FileRecord, Record, Translation

PROFILE = {
    "established_in": "established in",
    "member_states": "readers in",
    "dpo": "data protection officer",
    "children": "children",
}
LIMITS = (
    "What documents say that the policy only links to, text in pictures, and what happens in practice were not read.",
    "Baselines are not applied: the report has every finding.",
)


class Yardstick(NamedTuple):
    """What a policy was judged on and by; `unjudged` says, line by line, where nothing was judged."""

    files: tuple[FileRecord, ...]
    rules: str
    configuration: tuple[FileRecord, ...]
    profile: str
    unjudged: tuple[str, ...]
    translations: tuple[Translation, ...]


def yardstick(record: Record, dossier: Dossier) -> Yardstick:
    """What one policy of a dossier was judged on and by."""
    known = len(record.asked) + len(record.unasked)
    return Yardstick(
        record.files,
        f"{len(record.asked)} of {counted(known, 'loaded rule')}",
        tuple(file for file in dossier.configurations if file.path == record.config.path),
        _profile(record),
        tuple(_unjudged(record)),
        record.translations,
    )


def _profile(record: Record) -> str:
    """What the configuration says of the organisation."""
    said = {label: getattr(record.config.profile, key) for key, label in PROFILE.items()}
    parts = [
        f"{label}: {', '.join(value) if isinstance(value, tuple) else value}" for label, value in said.items() if value
    ]
    return "; ".join(parts) or "nothing is declared of the organisation; conditions were inferred from the text"


def _unjudged(record: Record) -> Iterator[str]:
    for document in record.documents:
        if document.language != record.report.language:
            yield f"{document.source.path} is in another language ({document.language}) than the first document."
    if any(str(disclosure.verdict) == "unknown" for disclosure in record.report.disclosures):
        yield f"The language of the policy ({record.report.language}) is not supported: nothing in it was judged."
    for translation in record.translations:
        names = ", ".join(file.path for file in translation.files)
        yield _translated(translation, names)
    if record.unasked:
        yield f"The configuration leaves out: {', '.join(f'{rule.code} {rule.name}' for rule in record.unasked)}."
    for path, words in record.ignored:
        yield f"In {path}, the configuration ignores {', '.join(words)}."
    yield from LIMITS


def _translated(translation: Translation, names: str) -> str:
    if translation.judged:
        return f"The {translation.language} version ({names}) is judged as a policy of its own, and compared with this one."
    return (
        f"The {translation.language} version ({names}) was not judged: privlint has no lexicon for that language. "
        "Nothing here speaks of what it says, or of whether it says the same."
    )
