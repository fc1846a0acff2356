"""Who the controller is: a name tied to "we", to running the service, or to the signature of the policy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from privlint.checks.python.disclosures.contact_points import contact_sentences
from privlint.checks.python.disclosures.names import Name, NameFinder
from privlint.checks.python.disclosures.verdicts import missing, partial, place, present
from privlint.checks.rule import Context, Outcome, Policy
from privlint.language.tokens import COMMA

if TYPE_CHECKING:
    from privlint.checks.loader import RuleData
    from privlint.language.reading import Match, Reading
    from privlint.language.sentences import Sentence
    from privlint.language.tokens import Token

_FIRST = 6  # sentences in which a legal name is the policy's own
_EARLY = 12  # sentences, headings included, in which a policy says who it speaks for
_MOST_WORDS = 6  # of a name in small letters
_OFTEN = 3  # sentences in which a name acts, for it to be the one that speaks
_CLOSE = 2  # words between a name and its definition; farther off, the first name of the sentence is meant
_SPEAKING = 1  # the rank of a name that is said to be "we": nobody else's
_LEADING = 2  # words before a name that tell what kind of organisation bears it, with an article
_SMALL = 3  # letters of the words that titles leave small, and words of a title at least
_REACH = 25  # words between a name and what ties it
_SLOTS = frozenset({("[", "]"), ("{", "}"), ("<", ">")})
_CLOSING = "\"'\u201d\u2019\u00bb)],"
_OPENING = "\"'\u201c\u2018\u201e\u00ab(["


class Tie(NamedTuple):
    """A name and the sentence that ties it to the controller; a lower `rank` is better evidence."""

    rank: int
    sentence: Sentence
    name: Name


def check(data: RuleData, policy: Policy, _context: Context) -> Outcome:
    """Present when a name is tied; partial when a product or site is named beside an untied "we"; else missing."""
    searches = [Search.of(reading) for reading in policy.readings]
    tied = [(tie, place(search.reading, tie.sentence)) for search in searches for tie in search.tied]
    if tied:
        tied.sort(key=lambda pair: pair[0].rank)
        if tied[0][0].rank <= _SPEAKING:
            tied = [pair for pair in tied if pair[0].rank <= _SPEAKING + 1 or pair[0].name.formal]
        name = tied[0][0].name
        said = _written(tied[0][0].sentence, name)
        return present(data, (location for _, location in tied), f"the policy names the controller: {said}")
    slots = [place(search.reading, sentence) for search in searches for sentence in search.slots()]
    if slots:
        return partial(data, slots, "its name is still to be filled in", explained_by="placeholder-text")
    loose = [place(search.reading, sentence) for search in searches for sentence in search.loose()]
    if loose:
        return partial(
            data, loose, "a product or site is named, but no name is tied to \u201cwe\u201d or to running the service"
        )
    return missing(data, policy)


class Search:
    """Looks for the controller's name in one document."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.names = NameFinder(reading)
        self._vendors = {(match.sentence.index, match.start) for match in reading.matches("known-vendor")}
        self._first = [sentence for sentence in reading.sentences if sentence.kind != "heading"][:_EARLY]
        self._early = {sentence.index for sentence in self._first} | {0}
        title = reading.sentences[:1]
        forms = {form.lower() for form in reading.lexicon.words.legal_forms}
        self._title = {word for sentence in title for name in self.names.of(sentence) for word in name.key} - forms
        self._own_mail = self._names_in("<email>")
        self._mailed = self._own_mail | self._names_in("<url>")

    @classmethod
    def of(cls, reading: Reading) -> Search:
        """The search in a document: made once, for all rules that ask who its controller is."""
        return reading.note(cls, lambda: cls(reading))

    @cached_property
    def tied(self) -> list[Tie]:
        """Every tied name, in document order within its kind."""
        found = [
            *self._introduced(),
            *self._described(),
            *self._called_we(),
            *self._at_us(),
            *self._acting(),
            *self._signed(),
            *self._presented(),
        ]
        told = (tie for tie in found if not tie.sentence.question and not _is_slot(tie.sentence, tie.name))
        told = (tie for tie in told if tie.rank == _SPEAKING or not (self._is_other(tie) or self._is_apart(tie)))
        return self._own_first(list(told))

    @property
    def speaking(self) -> list[Tie]:
        """The tied names of those that are said to be "we"; where none is, all."""
        return [tie for tie in self.tied if tie.rank <= _SPEAKING] or self.tied

    def slots(self) -> list[Sentence]:
        """Sentences that leave a slot for the controller's name."""
        return [match.sentence for match in self._said("name-slot") if _is_bare_slot(match.sentence, match)]

    def loose(self) -> list[Sentence]:
        """Sentences that name a product or site, or somebody, with no tie to the controller."""
        acting = self.reading.matches("own-product", "company-attitude", "company-practice")
        starts = {(match.sentence.index, match.start) for match in acting}
        found = []
        for sentence in self.reading.sentences:
            names = [name for name in self.names.of(sentence) if not self._is_other(Tie(0, sentence, name))]
            names = [name for name in names if not self._is_place(sentence, name)]
            acts = any((sentence.index, name.end) in starts for name in names) or self._begins_acting(sentence)
            if sentence.kind == "heading" and sentence.index:
                continue
            early = sentence.index in self._early and not self._is_helper(sentence)
            early = early and not (sentence.index and _is_title(sentence))
            if acts or (early and (names or self._has_address(sentence))):
                found.append(sentence)
        return found

    def _begins_acting(self, sentence: Sentence) -> bool:
        """Whether an unknown word with a capital begins a sentence and does what only a company does."""
        if sentence.own >= len(sentence.tokens) or not sentence.tokens[sentence.own].raw[:1].isupper():
            return False
        if self.names.is_ordinary(sentence, sentence.own) or (sentence.index, sentence.own) in self._vendors:
            return False
        return any(match.start == sentence.own + 1 for match in self.reading.in_sentence(sentence, "company-attitude"))

    def _is_place(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name without a legal form comes right after "in": where something is, not who."""
        inside = self.reading.lexicon.words.name_places["in"]
        return not name.formal and name.start > sentence.own and sentence.tokens[name.start - 1].norm in inside

    def _has_address(self, sentence: Sentence) -> bool:
        return bool(self.reading.in_sentence(sentence, "<url>"))

    def _is_other(self, tie: Tie) -> bool:
        """Whether a name is a well-known vendor's whose own policy this is not."""
        spots = range(tie.name.start, min(tie.name.end, tie.name.start + 2))
        if all((tie.sentence.index, at) not in self._vendors for at in spots):
            return False
        return not self._title & set(tie.name.key) and tie.name.key[0] not in self._mailed

    def _is_apart(self, tie: Tie) -> bool:
        """Whether a name that is not known as the policy's is said to decide jointly, or for itself alone."""
        return bool(self.reading.in_sentence(tie.sentence, "decides-apart")) and not self._is_known(tie)

    def _is_known(self, tie: Tie) -> bool:
        """Whether a name is one that the policy begins with, or gets mail under."""
        return self._is_own(tie.sentence, tie.name) or tie.name.key[0] in self._own_mail

    def _own_first(self, tied: list[Tie]) -> list[Tie]:
        """The ties; where a legal name is the policy's own, only those of names that are."""
        own = [tie for tie in tied if self._is_known(tie)]
        return own if any(tie.name.formal for tie in own) else tied

    def _names_in(self, addresses: str) -> set[str]:
        """The names between the dots of the hosts of addresses of a class."""
        tokens = (match.sentence.tokens[match.start].norm for match in self.reading.matches(addresses))
        hosts = (token.rpartition("@")[2].rpartition("//")[2].partition("/")[0] for token in tokens)
        return {name for host in hosts for name in host.split(".")}

    def _is_own(self, sentence: Sentence, name: Name) -> bool:
        return sentence.index in self._early or bool(self._title & set(name.key))

    def _introduced(self) -> Iterator[Tie]:
        for match in self._said("name-follows"):
            sentence, start = self._after(match)
            name = self.names.starting(sentence, start, start + 2)
            if name is not None and not self._is_of_others(match):
                yield Tie(2 if name.formal else 3, sentence, name)
        for match in self._said("announces-name"):
            following = self._announced(match.sentence)
            name = self.names.starting(following, following.own, following.own) if following else None
            if following and name:
                yield Tie(0, following, name)
        for match in self._said("name-defined"):
            sentence, start = self._after(match)
            name = self.names.starting(sentence, start, start + 1) or self._apposed(sentence, start)
            name = name or self._written_anyhow(sentence, start)
            if name is not None:
                yield Tie(2, sentence, name)
        for match in self._said("legal-name-follows"):
            name = self.names.starting(match.sentence, match.end, match.end + 2)
            if (
                name is not None
                and name.formal
                and self._is_own(match.sentence, name)
                and not self._is_helper(match.sentence)
            ):
                yield Tie(3, match.sentence, name)

    def _is_of_others(self, match: Match) -> bool:
        """Whether a name stands inside a match that the policy's title and beginning do not know: a service of others."""
        inside = (name for name in self.names.of(match.sentence) if match.start <= name.start < match.end)
        return any(not self._is_own(match.sentence, name) for name in inside)

    def _apposed(self, sentence: Sentence, start: int) -> Name | None:
        """A name with a legal form after words that describe it: the team behind the app, Acme Ltd."""
        near = (name for name in self.names.of(sentence) if start < name.start <= start + _MOST_WORDS)
        return next((name for name in near if name.formal), None)

    def _written_anyhow(self, sentence: Sentence, start: int) -> Name | None:
        """The words from `start` to the next mark as a name, in small letters or another script too."""
        tokens, end = sentence.tokens, start
        while end < len(tokens) and end - start < _MOST_WORDS and (end == start or tokens[end].gap == 0):
            end += 1
        if end == start or self.names.is_ordinary(sentence, start):
            return None
        return Name(start, end, False, tuple(token.norm for token in tokens[start:end]))

    def _after(self, match: Match) -> tuple[Sentence, int]:
        """Where the words after a match stand: in the next sentence when the match ends its own with a colon."""
        following = self._announced(match.sentence) if match.end == len(match.sentence.tokens) else None
        return (following, following.own) if following else (match.sentence, match.end)

    def _announced(self, sentence: Sentence) -> Sentence | None:
        """The sentence after one that ends with a colon."""
        following = self.reading.sentences[sentence.index + 1 : sentence.index + 2]
        return following[0] if following and sentence.text.rstrip().endswith(":") else None

    def _described(self) -> Iterator[Tie]:
        for match in self._said("name-precedes"):
            name = self._before(match.sentence, match.start)
            if name is not None:
                yield Tie(0 if name.formal else 2, match.sentence, name)

    def _before(self, sentence: Sentence, start: int) -> Name | None:
        """The name that a predicate at `start` speaks of: right before it, or with a legal form farther off.

        A legal name that the sentence begins with comes before the place of its address: Acme Ltd, 4 Mill Lane, Leeds.
        """
        near = self.names.ending(sentence, start, start)
        formal = [name for name in self.names.of(sentence) if name.formal and start - _REACH <= name.end <= start]
        if near is not None:
            return formal[0] if formal and formal[0].start == sentence.own and not near.formal else near
        return formal[-1] if formal and self.reading.clauses.bounds(sentence, start)[0] <= formal[-1].end else None

    def _called_we(self) -> Iterator[Tie]:
        """Acme Ltd ("we"); we, Acme; at Acme, we."""
        introduced = {(match.sentence.index, match.end) for match in self.reading.matches("defines-name")}
        for match in self.reading.matches("name-tied", "party-word"):
            sentence, at = match.sentence, match.start
            if match.concept == "party-word" and (not _is_opened(sentence, at) or sentence.index not in self._early):
                continue
            if sentence.kind == "heading" and sentence.index:
                continue
            name = self._tied_at(sentence, at, match.end)
            defined = _is_opened(sentence, at) and not _is_title_of_more(sentence, match.end)
            if name is None and (defined or _is_bracketed(sentence, at) or (sentence.index, at) in introduced):
                name = self._defined(sentence, at)
            if name is not None:
                yield Tie(_SPEAKING, sentence, name)

    def _at_us(self) -> Iterator[Tie]:
        """At Acme, ... our: however the name is written, when it is in an address of the document's."""
        for match in self.reading.matches("at-opening"):
            sentence, tokens = match.sentence, match.sentence.tokens
            name = self.names.starting(sentence, match.end, match.end)
            if name is None and match.end < len(tokens) and tokens[match.end].norm in self._mailed:
                name = Name(match.end, match.end + 1, False, (tokens[match.end].norm,))
            if name is None or name.end >= len(tokens) or tokens[name.end].gap != 1:
                continue
            if any(tied.start >= name.end for tied in self.reading.in_sentence(sentence, "name-tied")):
                yield Tie(_SPEAKING, sentence, name)

    def _tied_at(self, sentence: Sentence, at: int, end: int) -> Name | None:
        before = self.names.ending(sentence, at, at)
        if (
            before is not None
            and before.start
            and sentence.tokens[before.start - 1].norm in self.reading.lexicon.words.name_places["at"]
            and sentence.tokens[at].gap == 1
        ):
            return before
        after = self.names.starting(sentence, end, end)
        if after is None or sentence.tokens[end].gap != 1:
            return None
        closed = after.end == len(sentence.tokens) or sentence.tokens[after.end].gap == 1
        return after if closed and (after.formal or self._is_own(sentence, after)) else None

    def _defined(self, sentence: Sentence, at: int) -> Name | None:
        earlier = [name for name in self.names.of(sentence) if at - _REACH <= name.end <= at]
        listings = [range(match.start, match.end) for match in self.reading.in_sentence(sentence, "store-listing")]
        earlier = [name for name in earlier if not any(name.start in listing for listing in listings)]
        formal = [name for name in earlier if name.formal]
        if formal:
            return formal[-1]
        if earlier:
            begins = earlier[0].start == sentence.own
            return earlier[-1] if at - earlier[-1].end <= _CLOSE and not begins else earlier[0]
        later = self.names.starting(sentence, at + 1, at + 5)
        return later if later is not None and _is_opened(sentence, later.start) else None

    def _acting(self) -> Iterator[Tie]:
        """A company that does in the policy what only its author does; without a legal form, often or beside a "we" that it explains."""
        attitudes = {(match.sentence.index, match.start) for match in self.reading.matches("company-attitude")}
        practices = {(match.sentence.index, match.start) for match in self.reading.matches("company-practice")}
        first = {sentence.index for sentence in self._first[:_FIRST]} | {0}
        informal: dict[tuple[str, ...], list[Tie]] = {}
        for sentence, name in self._named():
            ends = ((sentence.index, name.end), (sentence.index, _past_bracket(sentence, name.end)))
            cares, handles = any(end in attitudes for end in ends), any(end in practices for end in ends)
            own = self._is_own(sentence, name)
            if name.formal and own and (cares or handles):
                yield Tie(3, sentence, name)
            elif name.formal and sentence.index in first and not self._is_helper(sentence):
                yield Tie(4, sentence, name)
            elif (cares or handles) and not name.formal and not self._is_product(sentence, name):
                informal.setdefault(name.key, []).append(Tie(6, sentence, name))
                led = self._led_from(sentence, name)
                if own and cares and (led is not None or self._followed_by_we(sentence, name.end)):
                    yield Tie(5, sentence, name if led is None else name._replace(start=led))
        if not self.reading.matches("we-alone"):
            yield from (tie for ties in informal.values() if len(ties) >= _OFTEN for tie in ties)

    def _named(self) -> Iterator[tuple[Sentence, Name]]:
        """Every name of the title and of running text."""
        for sentence in self.reading.sentences:
            if sentence.kind != "heading" or sentence.index == 0:
                yield from ((sentence, name) for name in self.names.of(sentence))

    def _is_helper(self, sentence: Sentence) -> bool:
        return bool(self.reading.in_sentence(sentence, "helper-word"))

    def _led_from(self, sentence: Sentence, name: Name) -> int | None:
        """Where the word that tells what kind of organisation bears a name stands, before it or as its first: the party DAWN."""
        leading = self.reading.lexicon.words.leading_forms
        first = max(name.start - _LEADING, sentence.own)
        return next((at for at in range(first, name.start + 1) if sentence.tokens[at].raw in leading), None)

    def _is_product(self, sentence: Sentence, name: Name) -> bool:
        """Whether a name is an article's ("the Fernleaf app") or ends as products do."""
        if self._led_from(sentence, name) is not None:
            return False
        products = {match.end for match in self.reading.in_sentence(sentence, "product-word")}
        determined = {match.end for match in self.reading.in_sentence(sentence, "determiner")}
        return name.end in products or name.start in determined

    def _followed_by_we(self, sentence: Sentence, start: int) -> bool:
        if any(match.start > start for match in self.reading.in_sentence(sentence, "name-tied")):
            return True
        following = self.reading.sentences[sentence.index + 1 : sentence.index + 2]
        return any(
            other.block is sentence.block and self.reading.in_sentence(other, "name-tied") for other in following
        )

    def _signed(self) -> Iterator[Tie]:
        """A name that heads contact details, or that closes the policy."""
        contacts = contact_sentences(self.reading)
        labels = {match.sentence.index: match.end for match in self.reading.matches("name-label")}
        last = len(self.reading.sentences) - 3
        for sentence in self.reading.sentences:
            near = any(sentence.index + step in contacts for step in range(4))
            if sentence.index == 0 or not (near or sentence.index >= last):
                continue
            start = labels.get(sentence.index, sentence.own)
            name = self.names.starting(sentence, start, start)
            labelled = start > sentence.own or self.reading.heading_says(sentence.path[-1:], ("section-controller",))
            if name is None or not (name.formal or self._stands_alone(sentence, name, labelled=labelled)):
                continue
            headed = self.reading.heading_says(sentence.path, ("section-identity",))
            if sentence.index >= last or headed or self._is_own(sentence, name):
                yield Tie(2 if labelled and name.formal else 4, sentence, name)

    def _presented(self) -> Iterator[Tie]:
        """Under "Who we are": Acme is a bakery in Leeds."""
        starts = {(match.sentence.index, match.start) for match in self._said("name-presented")}
        for sentence in self.reading.sentences:
            name = self.names.starting(sentence, sentence.own, sentence.own)
            if name is None or (sentence.index, name.end) not in starts or self._is_product(sentence, name):
                continue
            if self.reading.heading_says(sentence.path[-1:], ("section-identity",)):
                yield Tie(4, sentence, name)

    def _stands_alone(self, sentence: Sentence, name: Name, *, labelled: bool) -> bool:
        rest = sentence.tokens[name.end :] if sentence.kind != "heading" else sentence.tokens
        alone = not rest or rest[0].kind in ("email", "phone", "url") or _is_house(rest[0])
        return alone and (labelled or self.names.is_repeated(name))

    def _said(self, concept: str) -> Iterator[Match]:
        for match in self.reading.matches(concept):
            if not match.denied and (match.sentence.kind != "heading" or match.sentence.index == 0):
                yield match


def _is_opened(sentence: Sentence, at: int) -> bool:
    """Whether an opening bracket or quotation mark stands right before a token."""
    return sentence.text[: sentence.tokens[at].start].rstrip()[-1:] in tuple(_OPENING)


def _is_title_of_more(sentence: Sentence, end: int) -> bool:
    """Whether what begins with a word goes on after it with a capital, as a quoted title does: "Our Purposes"."""
    return end < len(sentence.tokens) and sentence.tokens[end].gap == 0 and sentence.tokens[end].raw[:1].isupper()


def _is_house(token: Token) -> bool:
    """Whether a number comes after a comma, as that of a house does after a name: Acme, 4 Mill Lane."""
    return token.gap == COMMA and token.raw[:1].isdigit()


def _written(sentence: Sentence, name: Name) -> str:
    """A name as it is written, with the bracket that closes one of its own."""
    start, end = sentence.tokens[name.start].start, sentence.tokens[name.end - 1].end
    said = sentence.text[start:end]
    return said + ")" if said.count("(") > said.count(")") and sentence.text[end:].startswith(")") else said


def _is_slot(sentence: Sentence, name: Name) -> bool:
    """Whether a name stands in square brackets, and no legal name with its address: a place that is still to be filled in."""
    opened = sentence.text[: sentence.tokens[name.start].start].rstrip().endswith("[")
    return opened and not (
        name.formal and sentence.text[sentence.tokens[name.end - 1].end :].lstrip()[:1] in (";", ",")
    )


def _is_bare_slot(sentence: Sentence, match: Match) -> bool:
    """Whether a match is all that stands between square or curly brackets, or between angle brackets."""
    before = sentence.text[: sentence.tokens[match.start].start].rstrip()
    after = sentence.text[sentence.tokens[match.end - 1].end :].lstrip()
    return (before[-1:], after[:1]) in _SLOTS


def _is_title(sentence: Sentence) -> bool:
    """Whether a line is written as titles are, each long word with a capital, so that a capital makes no name."""
    long = [token.raw for token in sentence.tokens[sentence.own :] if token.raw.isalpha() and len(token.raw) > _SMALL]
    return len(long) > _SMALL and all(word[0].isupper() for word in long)


def _is_bracketed(sentence: Sentence, at: int) -> bool:
    """Whether a token is one of several defined between brackets: (collectively "Acme, we, us")."""
    token = sentence.tokens[at]
    before = sentence.text[: token.start]
    return before.rfind("(") > before.rfind(")") and sentence.text[token.end : token.end + 1] in tuple(_CLOSING)


def _past_bracket(sentence: Sentence, at: int) -> int:
    """The token after a bracket that opens right before token `at`; -1 when none does."""
    if at >= len(sentence.tokens) or not _is_opened(sentence, at):
        return -1
    close = sentence.text.find(")", sentence.tokens[at].start)
    return (
        next((index for index in range(at, len(sentence.tokens)) if sentence.tokens[index].start > close), -1)
        if close > 0
        else -1
    )
