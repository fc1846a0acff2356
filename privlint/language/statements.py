"""Clauses to statements: who does what with which data, for whom, why, unless and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from privlint.language.clause_parser import parse_clauses
from privlint.language.clauses import ClauseMap
from privlint.language.lalr import Tree
from privlint.language.lexicon import Lexicon
from privlint.language.phrasing import Phrase, Phrasing, Verb
from privlint.language.qualifiers import Qualifiers
from privlint.language.sentences import Sentence
from privlint.model.statements import Statement
from privlint.model.tree import Document

_SILENT = {"other", "define"}  # actions that bound a predicate and make no statement
ABOUT_DATA = {"collect", "use", "store", "share", "sell", "transfer", "delete", "access", "protect"}
_FAR = 4  # words between a verb and its object
_NEAR = 3  # words after a verb in which "no" or "nothing" denies it
_FAR_NAME = 12  # words between a verb and the name of who receives
_MOVED_BY_ITSELF = {"transfer", "store"}  # "your data stays in", "your data never leaves"
_ANY_DATA = {"personal", "any"}
_GIVING = {"share", "sell", "transfer"}
_ANSWERS = (("answer-no", "denied"), ("answer-yes", "affirmed"))
AGENTS = {
    "passive-agent-controller": "controller",
    "passive-agent-other": "third-party",
    "passive-agent-reader": "reader",
}


@dataclass(slots=True, eq=False, repr=False)
class Clause:
    """A clause of the tree, with what the reader learns about it."""

    sentence: Sentence
    head: list[Phrase]
    predicates: list[tuple[list[Phrase], list[Phrase]]]  # verbs and complement
    subject: str = ""
    following: Clause | None = None
    made_to: str = ""  # who is made to do what the verb before says
    about: list[Phrase] = field(default_factory=list)  # the data that its subject names, or that of the clause before


class StatementReader:
    """Reads statements sentence by sentence; pronouns look back within the paragraph."""

    def __init__(self, document: Document, clauses: ClauseMap, lexicon: Lexicon) -> None:
        self.document = document
        self.clauses = clauses
        self.lexicon = lexicon
        self.phrasing = self._phrasing()
        self.qualifiers = Qualifiers(lexicon, clauses)
        self.block: object = None
        self.last_data: tuple[str, ...] = ()
        self.last_breadth = "some"  # of the data that a pronoun stands for

    def _phrasing(self) -> Phrasing:
        return Phrasing(self.lexicon, self.clauses)

    def read(self, sentences: tuple[Sentence, ...]) -> tuple[Statement, ...]:
        """The statements of the sentences, in order; headings, what has no verb, and questions without an answer state nothing."""
        answers = self._answers(sentences)
        stated: list[Sentence] = []
        phrases: list[Phrase] = []
        for sentence in sentences:
            states = sentence.index in answers or (sentence.kind != "heading" and not sentence.question)
            if states and self.phrasing.may_state(sentence):
                own = list(self.phrasing.terminals(sentence))
                if any(phrase.kind == "VERB" for phrase in own):
                    stated.append(sentence)
                    phrases.extend(own)
        found: list[Statement] = []
        for sentence, tree in zip(stated, parse_clauses(phrases).trees(), strict=True):
            read = self._sentence(sentence, [_clause(sentence, clause, phrases) for clause in tree.trees()])
            if sentence.index in answers:
                read = self._answered(sentence, read, answers[sentence.index])
            found.extend(read)
        return tuple(found)

    def _answers(self, sentences: tuple[Sentence, ...]) -> dict[int, str]:
        """The polarity of the short answers ("No.", "Yes, we do."), by the index of the question that each stands right after."""
        found: dict[int, str] = {}
        for question, answer in pairwise(sentences):
            if question.question and question.path[-1] is answer.path[-1]:
                for name, polarity in _ANSWERS:
                    if self.phrasing.is_word(answer, answer.own, name):
                        found[question.index] = polarity
        return found

    def _answered(self, question: Sentence, read: Iterator[Statement], polarity: str) -> Iterator[Statement]:
        """What a question that is answered yes or no states; one that the reader asks calls the controller "you"."""
        asks = any(self.phrasing.is_word(question, at, "reader-of-itself") for at in range(len(question.tokens)))
        for statement in read:
            if statement.polarity == "affirmed" and statement.supposed == "no":
                actor = "controller" if asks and statement.actor == "reader" else statement.actor
                yield statement._replace(polarity=polarity, actor=actor)

    def _sentence(self, sentence: Sentence, clauses: list[Clause]) -> Iterator[Statement]:
        if sentence.block is not self.block:
            self.block, self.last_data, self.last_breadth = sentence.block, (), "some"
        subject = ""
        about: list[Phrase] = []
        for clause, following in zip(clauses, [*clauses[1:], None], strict=False):
            clause.following = following
            about = clause.about = self._about(clause, about)
            own = [phrase.cls for phrase in clause.head if phrase.kind == "SUBJECT"]
            subject = clause.subject = own[-1] if own else self._inherited(sentence, clause, subject)
            yield from self._clause(clause)

    def _about(self, clause: Clause, before: list[Phrase]) -> list[Phrase]:
        """The data that a clause is about, given those of the clause before."""
        kinds = {phrase.kind for phrase in clause.head}
        if "DATA" in kinds or ("SUBJECT" in kinds and not self._is_relative(clause.sentence, clause.head[0].start)):
            return [phrase for phrase in clause.head if phrase.kind == "DATA"]
        return before

    def _is_relative(self, sentence: Sentence, start: int) -> bool:
        """Whether a clause goes on with what stands before it ("the address *that you enter* is forwarded")."""
        first = start - self.phrasing.is_word(sentence, start - 1, "relative-pronoun")
        return first > sentence.own and not sentence.tokens[first].gap

    def _inherited(self, sentence: Sentence, clause: Clause, before: str) -> str:
        """The subject of a clause that names none: the antecedent of "who", else the clause before's."""
        verbs = [phrase for chain, _ in clause.predicates for phrase in chain]
        if verbs:
            start = self.phrasing.chain_start(sentence, verbs[0].start)
            if self.phrasing.is_word(sentence, start - 1, "relative-pronoun"):
                if self._ends(sentence, "subject-reader", start - 1):
                    return "reader"
                people = [phrase for phrase in clause.head if phrase.kind == "RECIPIENT" and phrase.end >= start - 2]
                return "third-party" if people else before
        return before

    def _clause(self, clause: Clause) -> Iterator[Statement]:
        sentence = clause.sentence
        head_data = clause.about
        previous: Phrase | None = None
        earlier: Verb | None = None
        for number, (chain, complement) in enumerate(clause.predicates):
            pending: list[tuple[Phrase, Verb]] = []
            for phrase in chain:
                verb = self.phrasing.verb(sentence, phrase, previous, earlier)
                pending.append((phrase, verb))
                previous, earlier = phrase, verb
            carried = self._shared_object(clause, number)
            for phrase, verb in pending:
                statement = self._statement(clause, phrase, verb, complement or carried, head_data)
                if statement is not None:
                    yield statement
            head_data = [phrase for phrase in complement if phrase.kind == "DATA"] or head_data

    def _shared_object(self, clause: Clause, number: int) -> list[Phrase]:
        """The complement of the next predicate, for a verb that has none of its own ("sell or otherwise share X")."""
        if number + 1 < len(clause.predicates):
            return clause.predicates[number + 1][1]
        following = clause.following
        return (
            following.predicates[0][1] if following is not None and following.predicates and not following.head else []
        )

    def _statement(
        self, clause: Clause, phrase: Phrase, verb: Verb, complement: list[Phrase], before: list[Phrase]
    ) -> Statement | None:
        action, sentence = phrase.cls, clause.sentence
        if action in _SILENT:
            self._recall(clause, phrase, verb, complement, before)
            return None
        if phrase.start < sentence.own:
            complement = self._completed(sentence, complement)
            if not complement:
                return None
        if verb.denied and self._is_denied_supposition(sentence, phrase):
            return None
        if not verb.passive and not classes_of(complement, "DATA"):
            complement = [*self.phrasing.data_within(sentence, phrase), *complement]
        data = classes_of(before if verb.passive else complement, "DATA")
        if not data and verb.passive:
            data = classes_of(complement, "DATA")
        goes = self.phrasing.is_word(sentence, phrase.start, "goes-by-itself")
        moved = not data and (action in _MOVED_BY_ITSELF or goes)
        if moved:
            data = classes_of(before, "DATA")
        named = bool(data)
        pointed = self._pointed_at(sentence, before if verb.passive else complement) if data == ("personal",) else ()
        data = pointed or self._resolved(sentence, phrase, data, action, passive=verb.passive)
        recipients = self._recipients(sentence, phrase, [*clause.head, *complement] if verb.passive else complement)
        actor = "controller" if goes and data else self._actor(clause, phrase, verb, complement, data)
        if given := self._given(clause, phrase, verb, actor, recipients):
            action, actor, recipients = "share", "controller", given
        if action in _GIVING and not recipients:
            recipients = self._called(sentence, phrase)
        if action == "share" and not recipients:
            recipients = self.phrasing.recipients_within(sentence, phrase)
        if action == "share" and not recipients and self.phrasing.is_word(sentence, phrase.start, "makes-public"):
            recipients = ("public",)
        if action in ABOUT_DATA and not data and not recipients and action not in ("collect",):
            return None
        taken = before if moved else complement
        breadth = "some" if not pointed and self._is_narrowed(sentence, phrase, verb, before, taken) else "all"
        if data and not named:
            breadth = self.last_breadth
        if data:
            self.last_data, self.last_breadth = data, breadth
        start, end = self._extent(clause, phrase, complement)
        conditions, exceptions = self.qualifiers.of(sentence, phrase.start)
        return Statement(
            actor=actor,
            action=action,
            polarity="denied" if verb.denied or self._takes_nothing(sentence, phrase, complement) else "affirmed",
            modality=verb.modality,
            data=data,
            recipients=recipients,
            purposes=classes_of(complement, "PURPOSE"),
            conditions=conditions,
            exceptions=exceptions,
            only=self._only(sentence, clause, phrase),
            period=self._period(sentence, complement),
            section=tuple(section.heading.text.text for section in sentence.path if section.heading is not None),
            sentence=sentence.index,
            span=sentence.source_span(start, end),
            quote=sentence.quote,
            kind=sentence.kind,
            places=self._places(sentence, complement),
            verb=sentence.source_span(phrase.start, phrase.end),
            supposed="yes" if self._is_supposed(sentence, phrase) else "no",
            breadth=breadth,
            voice="reduced" if verb.reduced else "passive" if verb.passive else "active",
        )

    def _recall(
        self, clause: Clause, phrase: Phrase, verb: Verb, complement: list[Phrase], before: list[Phrase]
    ) -> None:
        """Remembers for pronouns the data that a verb takes which makes no statement ("we value your data and keep *it* safe")."""
        data = classes_of(before if verb.passive else complement, "DATA")
        if data and phrase.start >= clause.sentence.own:
            narrow = self._is_narrowed(clause.sentence, phrase, verb, before, complement)
            self.last_data, self.last_breadth = data, "some" if narrow else "all"

    def _completed(self, sentence: Sentence, complement: list[Phrase]) -> list[Phrase]:
        """What completes a verb of the lead: the item's own words, and of the lead the data or those who receive where it names none."""
        own = [part for part in complement if part.start >= sentence.own]
        kinds = {part.kind for part in own}
        shared = {"DATA", "RECIPIENT"} - kinds if kinds & {"DATA", "RECIPIENT"} else set()
        return [part for part in complement if part.start >= sentence.own or part.kind in shared] if own else []

    def _extent(self, clause: Clause, phrase: Phrase, complement: list[Phrase]) -> tuple[int, int]:
        """The tokens of a statement, from its subject to the end of what it takes."""
        start = min((part.start for part in clause.head), default=phrase.start)
        return start, max([phrase.end, *(part.end for part in complement)])

    def _takes_nothing(self, sentence: Sentence, phrase: Phrase, complement: list[Phrase]) -> bool:
        """Whether the denial stands at what the verb takes or whom it leads to ("collect no data", "share it with nobody")."""
        firsts = [
            min((part.start for part in complement if part.kind == kind and part.start >= phrase.end), default=0)
            for kind in ("DATA", "RECIPIENT")
        ]
        near = range(phrase.end, min(phrase.end + _NEAR, (firsts[0] or len(sentence.tokens)) + 1))
        places = [*near, *(at - back for at in firsts for back in (0, 1))]
        return any(
            at in self.clauses.of(sentence).cues and self.phrasing.is_word(sentence, at, "denied-object")
            for at in places
            if at >= phrase.end
        )

    def _is_denied_supposition(self, sentence: Sentence, phrase: Phrase) -> bool:
        begin, _ = self.clauses.bounds(sentence, phrase.start)
        return any(self.phrasing.is_word(sentence, at, "if-word") for at in range(begin, min(begin + 2, phrase.start)))

    def _is_supposed(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Whether a verb stands in a clause that is told, asked, wished or supposed ("how we share", "ensure that it is not")."""
        begin, _ = self.clauses.bounds(sentence, phrase.start)
        symbol = self.phrasing.words["supposing"]
        for at in range(max(0, begin - 8), phrase.start):
            asks = sentence.question and at == sentence.own  # "do you", with an answer
            if asks or self._ends(sentence, "reserving", at) or self.phrasing.is_word(sentence, at, "data-held"):
                continue
            for end in sentence.chart[at].get(symbol, ()):
                governs = end <= phrase.start and (at >= begin - 2 or end >= begin)
                if governs and not self._is_asserted(sentence, at, end):
                    return True
        return False

    def _is_asserted(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether the words that seem to suppose belong to a promise, or tell a fact ("we *assure* you that")."""
        symbol = self.phrasing.words["asserting"]
        return any(
            stop >= end for at in range(max(0, start - _NEAR), start + 1) for stop in sentence.chart[at].get(symbol, ())
        )

    def _resolved(
        self, sentence: Sentence, phrase: Phrase, data: tuple[str, ...], action: str, *, passive: bool
    ) -> tuple[str, ...]:
        if data or action not in ABOUT_DATA:
            return data
        subject = self.phrasing.chain_start(sentence, phrase.start) - 1
        if passive and subject == self.clauses.bounds(sentence, phrase.start)[0]:
            return self.last_data if self.phrasing.is_word(sentence, subject, "data-pronoun") else ()
        near = range(phrase.end, min(phrase.end + 3, len(sentence.tokens)))
        if any(self.phrasing.is_word(sentence, at, "data-pronoun") for at in near):
            return self.last_data or ("personal",)
        return ()

    def _pointed_at(self, sentence: Sentence, parts: list[Phrase]) -> tuple[str, ...]:
        """The classes of the data spoken of before, where the words for the data point back ("this information")."""
        first = next((part.start for part in parts if part.kind == "DATA"), -1)
        if not self.phrasing.is_word(sentence, first, "pointing-back"):
            return ()
        return tuple(cls for cls in self.last_data if cls not in _ANY_DATA)

    def _recipients(self, sentence: Sentence, phrase: Phrase, parts: list[Phrase]) -> tuple[str, ...]:
        """The classes of those who receive: what "with", "to" or a list leads to, or whom a verb of giving takes at once."""
        taken = phrase.end if self.phrasing.is_word(sentence, phrase.start, "gives-whom") else -1
        led = [
            part
            for part in parts
            if part.kind == "RECIPIENT"
            and (
                part.start in (sentence.own, taken)
                or sentence.tokens[part.start].gap
                or self.phrasing.is_led(sentence, part.start)
            )
        ]
        return classes_of(led, "RECIPIENT")

    def _given(
        self, clause: Clause, phrase: Phrase, verb: Verb, actor: str, recipients: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Who is given data where the subject is the one who receives it ("partners receive", "partners are given access to")."""
        subjects = [part for part in clause.head if part.kind == "SUBJECT" and part.cls == "third-party"]
        if not subjects or (recipients and verb.passive):
            return ()
        wished = self.phrasing.is_word(
            clause.sentence, phrase.start - 1, "infinitive-mark"
        )  # "call you to get an answer"
        receives = (not wished and self.phrasing.is_word(clause.sentence, phrase.start, "receives")) or (
            phrase.cls == "access" and verb.denied  # "no third party sees your data"
        )
        if not (verb.passive and phrase.cls == "share") and not (actor == "third-party" and receives):
            return ()
        return self.phrasing.recipients_at(clause.sentence, subjects[-1].start)

    def _called(self, sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
        """The class "named", where a company or person follows "to" or "with" by a name that is not the controller's."""
        for at in self._reach(sentence, phrase):
            for begin in sentence.chart[at].get(self.phrasing.words["recipient-lead"], ()):
                if self.phrasing.is_name(sentence, begin):
                    return ("named",)
        return ()

    def _reach(self, sentence: Sentence, phrase: Phrase) -> Iterable[int]:
        """Where the name of who receives may stand."""
        return range(phrase.end, min(self.clauses.bounds(sentence, phrase.start)[1], phrase.end + _FAR_NAME))

    def _is_narrowed(
        self, sentence: Sentence, phrase: Phrase, verb: Verb, before: list[Phrase], complement: list[Phrase]
    ) -> bool:
        """Whether the statement is about some data only: narrowed by its words, far from its verb, or a pronoun's."""
        data = [part for part in (before if verb.passive else complement) if part.kind == "DATA"]
        if not data:
            return not self.phrasing.is_word(sentence, phrase.end, "nothing-at-all")
        far = not verb.passive and phrase.start >= sentence.own and data[0].start - phrase.end > _FAR
        return far or any(self.phrasing.is_narrowed(sentence, part) for part in data)

    def _actor(
        self, clause: Clause, phrase: Phrase, verb: Verb, complement: list[Phrase], data: tuple[str, ...]
    ) -> str:
        agents = [part.cls for part in complement if part.kind == "AGENT" and part.start >= phrase.end]
        if verb.passive:
            if agents:
                return AGENTS[agents[0]]
            return "controller" if data else "unknown"
        governed = clause.made_to if verb.joined else self._made_to(clause, phrase)
        clause.made_to = governed
        return governed or clause.subject or ("reader" if phrase.start == clause.sentence.own else "unknown")

    def _made_to(self, clause: Clause, phrase: Phrase) -> str:
        """Who is made or allowed to do it ("allow third parties *to collect*"), or nobody."""
        sentence = clause.sentence
        start = self.phrasing.chain_start(sentence, phrase.start)
        if start - 2 in self.clauses.of(sentence).cues and self.phrasing.is_word(sentence, start - 1, "we"):
            return "controller"  # "without us collecting"
        parts = [*clause.head, *(part for _, complement in clause.predicates for part in complement)]
        for begin in range(max(0, start - 4), start):
            if begin + 1 == start and self._ends(sentence, "reader-enabled", start):
                return "reader"
            who = self._ends(sentence, "causative", begin) and self._named(sentence, begin, start, parts)
            if who:
                return who
        return ""

    def _named(self, sentence: Sentence, start: int, end: int, parts: list[Phrase]) -> str:
        """Who tokens `start` to `end` name, when they name somebody and nothing else."""
        if any(part.kind == "RECIPIENT" and (part.start, part.end) == (start, end) for part in parts):
            return "third-party"
        if end in sentence.chart[start].get(self.phrasing.words["subject-reader"], ()):
            return "reader"
        name = " ".join(token.norm for token in sentence.tokens[start:end])
        is_we = end in sentence.chart[start].get(self.phrasing.words["we"], ())
        return "controller" if is_we or name in self.clauses.own_names else ""

    def _ends(self, sentence: Sentence, name: str, end: int) -> bool:
        symbol = self.phrasing.words[name]
        return any(end in sentence.chart[at].get(symbol, ()) for at in range(max(0, end - 7), end))

    def _only(self, sentence: Sentence, clause: Clause, phrase: Phrase) -> str:
        limits = [part for _, complement in clause.predicates for part in complement if part.kind == "ONLY"]
        limits += [part for part in clause.head if part.kind == "ONLY"]
        if not limits:
            return ""
        after = [
            part
            for _, complement in clause.predicates
            for part in complement
            if part.start >= limits[0].end and part.kind != "ONLY"
        ]
        for part in after:
            if part.kind in ("PURPOSE", "RECIPIENT", "DATA"):
                return part.kind.lower()
        return "event"

    def _period(self, sentence: Sentence, complement: list[Phrase]) -> str:
        for part in complement:
            if part.kind == "PERIOD":
                symbol = self.lexicon.symbols["<period>"]
                values = sentence.class_values.get((part.start, part.end, symbol))
                return str(values[0]) if values else ""
        return ""

    def _places(self, sentence: Sentence, complement: list[Phrase]) -> tuple[str, ...]:
        from privlint.language.reading import match_values

        found: dict[str, None] = {}
        symbol = self.lexicon.symbols.get("{country}", -1)
        for part in complement:
            if part.kind == "PLACE":
                for value in match_values(sentence, part.start, part.end, self.lexicon, "country", symbol):
                    found[str(value)] = None
        return tuple(found)


def _clause(sentence: Sentence, tree: Tree, phrases: list[Phrase]) -> Clause:
    head, *parts = tree.trees()
    predicates: list[tuple[list[Phrase], list[Phrase]]] = []
    for predicate in parts:
        chain, *rest = (_phrases(part, phrases) for part in predicate.trees())
        predicates.append((chain, rest[0] if rest else []))
    return Clause(sentence, _phrases(head, phrases), predicates)


def _phrases(tree: Tree, phrases: list[Phrase]) -> list[Phrase]:
    return [phrases[token.place] for token in tree.tokens()]


def classes_of(phrases: list[Phrase], kind: str) -> tuple[str, ...]:
    """The classes of the phrases of one kind, each once."""
    return tuple(dict.fromkeys(phrase.cls for phrase in phrases if phrase.kind == kind))


def read_statements(
    document: Document, sentences: tuple[Sentence, ...], clauses: ClauseMap, lexicon: Lexicon
) -> tuple[Statement, ...]:
    """The statements of a document's sentences, in order."""
    if lexicon.words.around:
        from privlint.language.bracketed import BracketReader

        return BracketReader(document, clauses, lexicon).read(sentences)
    return StatementReader(document, clauses, lexicon).read(sentences)
