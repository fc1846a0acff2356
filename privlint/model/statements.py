"""The statement: who does what with which data, for whom, why and when (the smallest thing that privlint understands)."""

from typing import NamedTuple

from privlint.model.text import Span

_NOWHERE = Span(0, 0)


class Qualifier(NamedTuple):
    """A condition or an exception of a statement: its class (self-reference, consent, law, purpose, …) and its words.

    `kinds` are all classes that its words belong to, `recipients` and `purposes` the classes of those that it names.
    """

    kind: str
    quote: str
    kinds: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()


class Statement(NamedTuple):
    """One statement. `sentence` is the index of its sentence, `span` its own words in the source, `section` the headings above it.

    `actor` is controller, reader, third-party or unknown; `polarity` affirmed or denied; `modality` does, may, must or will.
    `data`, `recipients` and `purposes` are classes of the lexicon; `only` names what "only" restricts, or is empty.
    """

    actor: str
    action: str
    polarity: str
    modality: str
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[Qualifier, ...]
    exceptions: tuple[Qualifier, ...]
    only: str
    period: str
    section: tuple[str, ...]
    sentence: int
    span: Span
    quote: str
    kind: str = "paragraph"
    question: bool = False
    subject: str = ""  # whose data, when not the reader's at large: child, customer, applicant …
    region: str = ""  # the readers' place that the statement is limited to, or empty
    source: str = ""  # collect: where the data come from, when not the reader
    places: tuple[str, ...] = ()  # ISO 3166 countries or regions named with it
    verb: Span = _NOWHERE
    supposed: str = "no"  # yes: told, asked, wished or supposed, not stated
    voice: str = "active"
    breadth: str = "all"  # some: the words for the data speak of a part of them only
