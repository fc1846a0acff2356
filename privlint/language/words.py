"""How a language writes words: contractions, spellings, inflections, numbers (the language folder's `words.toml`)."""

from typing import Any, NamedTuple

# How hosts mask addresses in any language
_MASKED = {"hidden": ("email protected",), "at": ("@",), "dot": (".",)}
_RESERVED = "example"
_SHORTEST_PART = 3  # letters of the first part of a compound


class Words(NamedTuple):
    """The word data of a language. All keys are lower case but legal forms; `normalised` keeps the normal forms of raw words."""

    contractions: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    spellings: dict[str, str]
    spelling_endings: tuple[tuple[str, str], ...]
    kept_hyphens: frozenset[str]
    inflections: tuple[tuple[str, tuple[str, ...]], ...]
    irregular: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    units: dict[str, str]
    between_period: frozenset[str]
    whole_periods: dict[str, list[tuple[tuple[str, ...], str]]]  # by the first word
    not_after_period: frozenset[str]
    months: dict[str, int]
    ordinals: frozenset[str]
    between_date: frozenset[str]
    ages: tuple[int, int]
    articles: frozenset[str]
    legal_forms: frozenset[str]
    leading_forms: frozenset[str]
    abbreviations: frozenset[str]
    abbreviation_endings: tuple[str, ...]
    last_abbreviations: frozenset[str]  # these may end a sentence, when one of `openers` follows
    openers: frozenset[str]
    never_names: frozenset[str]
    gap_stops: frozenset[str]
    common: frozenset[str]  # words that do not tell what a sentence is about
    form_endings: dict[str, str]
    participles: frozenset[str]
    no_forms: dict[str, frozenset[str]]
    base_endings: tuple[str, ...]  # of what a plural leaves, where the word is written otherwise: "injurie" is "injury"
    base_written: dict[str, str]  # what is written instead
    as_written: dict[str, str]  # raw words that mean something only in exactly this spelling
    lone_letters: frozenset[str]  # letters that may end a sentence
    dotted_days: bool  # a number with a full stop before a month is a day
    counted: frozenset[str]  # before these a number with a full stop is an ordinal: "das 16. Lebensjahr"
    no_small_months: frozenset[str]  # months only with a capital
    postcode_digits: frozenset[int]  # digits of a postal code before the name of a town
    capital_nouns: bool  # every noun has a capital, so that one tells no name
    name_places: dict[str, frozenset[str]]  # "at" and "in" before a name
    before_subject: frozenset[str]
    owning_endings: tuple[str, ...]  # of a word that owns what follows: "users'"
    around: bool  # what a verb takes stands around it, not after it
    officer_mailboxes: tuple[str, ...]
    masks: tuple[tuple[str, ...], ...]  # what stands instead of a masked mail address, of its "@", of its dots
    sample_hosts: frozenset[str]  # names of hosts that stand for the reader's own, without hyphens
    denying: dict[str, tuple[str, ...]]  # how to put a negation into a sentence
    compound_heads: tuple[str, ...]
    no_compounds: frozenset[str]
    glued_endings: frozenset[str]
    glue: frozenset[str]  # what may stand before them
    hyphened_starts: tuple[str, ...]  # words with a hyphen that begin longer ones: "e-mail-"
    letters: tuple[tuple[str, str], ...]  # one letter for another
    no_topics: frozenset[str]  # words, without the ending of the plural, that tell of no matter in particular
    normalised: dict[str, tuple[str, ...]]

    def normalise(self, raw: str) -> tuple[str, ...]:
        """The normal forms that a raw word (no white space) is read as: "Don’t" is ("do", "not"); none for a bare "'s"."""
        known = self.normalised.get(raw)
        if known is None:
            known = self.normalised[raw] = tuple(self._normalise(raw))
        return known

    def parts(self, raw: str) -> list[str]:
        """The words that a word with hyphens is read as; they and the hyphens between them are the word."""
        lowered = raw.lower()
        if lowered in self.kept_hyphens:
            return [raw]
        for start in self.hyphened_starts:
            if lowered.startswith(start):
                return [raw[: len(start) - 1], *raw[len(start) :].split("-")]
        return raw.split("-")

    def inflect(self, word: str) -> frozenset[str]:
        """All inflections of a normalised base form, the base included."""
        if word in self.irregular:
            return frozenset(self.irregular[word])
        for ending, forms in self.inflections:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)] if ending else word
                return frozenset(self._spell(stem + form) for form in forms)
        return frozenset((word,))

    def is_participle(self, norm: str) -> bool:
        """Whether a normal form looks like a past participle (or past tense)."""
        return norm in self.participles or self._has_form(norm, "participle")

    def is_gerund(self, norm: str) -> bool:
        """Whether a normal form looks like a gerund or present participle."""
        return self._has_form(norm, "gerund")

    def is_third_person(self, norm: str) -> bool:
        """Whether a normal form looks like a verb in the third person, or a plural."""
        return self._has_form(norm, "third-person")

    def topic(self, norm: str) -> str:
        """The matter that a normal form names, without the ending of a plural; none if it is too common to name one."""
        base = norm[: -len(self.form_endings["third-person"])] if self.is_third_person(norm) else norm
        if base.endswith(self.base_endings):
            ending = next(ending for ending in self.base_endings if base.endswith(ending))
            base = base[: -len(ending)] + self.base_written[ending]
        is_common = len(base) < _SHORTEST_PART or base in self.no_topics or self.is_adverb(norm)
        return base if self.no_topics and not is_common else ""

    def is_sample_host(self, name: str) -> bool:
        """Whether a part of a host's name is kept for examples (RFC 2606), or stands where one's own belongs."""
        lowered = name.casefold()
        return lowered == _RESERVED or lowered.replace("-", "") in self.sample_hosts

    def is_adverb(self, norm: str) -> bool:
        """Whether a normal form looks like an adverb."""
        return len(norm) > 4 and norm.endswith(self.form_endings["adverb"])

    def _has_form(self, norm: str, form: str) -> bool:
        return norm.endswith(self.form_endings[form]) and norm not in self.no_forms[form]

    def _normalise(self, raw: str) -> list[str]:
        if raw in self.as_written:
            return [self.as_written[raw]]
        word = raw.lower().replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")
        for letter, instead in self.letters:
            word = word.replace(letter, instead)
        if word in self.contractions:
            return self.contractions[word].split()
        if "'" in word:
            for ending, meaning in self.endings:
                if word.endswith(ending):
                    base = word[: len(word) - len(ending)]
                    if meaning == "s":
                        base, meaning = base + "s", ""
                    return [part for part in (self._spell(base), meaning) if part]
            word = word.strip("'")
        return self._parted(self._spell(word)) if word else []

    def _parted(self, word: str) -> list[str]:
        """A compound as its first part and its head; any other word as it is."""
        if self.compound_heads and word.endswith(self.compound_heads) and word not in self.no_compounds:
            for head in self.compound_heads:
                if word.endswith(head) and len(word) - len(head) >= _SHORTEST_PART:
                    return [word[: len(word) - len(head)], head]
        return [word]

    def _spell(self, word: str) -> str:
        if word in self.spellings:
            return self.spellings[word]
        for ending, instead in self.spelling_endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return word[: len(word) - len(ending)] + instead
        return word


def words_from(table: dict[str, Any]) -> Words:
    """The word data out of the parsed `words.toml`; raises KeyError when a part is missing."""
    periods = table["periods"]
    words = Words(
        contractions=table["contractions"]["whole"],
        endings=_longest_first(table["contractions"]["endings"]),
        spellings=table["spelling"]["words"],
        spelling_endings=_longest_first(table["spelling"]["endings"]),
        kept_hyphens=frozenset(table["hyphens"]["keep"]),
        inflections=tuple((row["ending"], tuple(row["forms"])) for row in table["inflection"]),
        irregular={word: tuple(forms) for word, forms in table["irregular"].items()},
        numbers=table["numbers"],
        units={word: unit for unit, names in periods["units"].items() for word in names},
        between_period=frozenset(periods["between"]),
        whole_periods={},
        not_after_period=frozenset(periods["not-after"]),
        months=table["dates"]["months"],
        ordinals=frozenset(table["dates"]["ordinals"]),
        between_date=frozenset(table["dates"]["between"]),
        ages=(table["ages"]["lowest"], table["ages"]["highest"]),
        articles=frozenset(table["articles"]["words"]),
        legal_forms=frozenset(table["legal-forms"]["words"]),
        leading_forms=frozenset(table["legal-forms"]["leading"]),
        abbreviations=frozenset(table["abbreviations"]["words"]),
        abbreviation_endings=tuple(table["abbreviations"]["endings"]),
        last_abbreviations=frozenset(table["abbreviations"]["last"]),
        openers=frozenset(table["abbreviations"]["openers"]),
        never_names=frozenset(table["names"]["never"]),
        gap_stops=frozenset(table["gap-stops"]["words"]),
        no_topics=frozenset(table.get("topics", {}).get("never", ())),
        base_endings=tuple(table["forms"].get("base-endings", ())),
        base_written=table["forms"].get("base-endings", {}),
        form_endings={form: table["forms"][form] for form in ("participle", "gerund", "third-person", "adverb")},
        participles=frozenset(table["forms"]["participles"]),
        no_forms={form: frozenset(table["forms"][f"no-{form}s"]) for form in ("participle", "gerund", "third-person")},
        as_written=table.get("as-written", {}),
        lone_letters=frozenset(table["abbreviations"].get("lone-letters", ())),
        dotted_days=table["dates"].get("dotted-days", False),
        counted=frozenset(table["dates"].get("counted", ())),
        no_small_months=frozenset(table["dates"].get("never-small", ())),
        postcode_digits=frozenset(table.get("postcodes", {}).get("digits", ())),
        capital_nouns=table["names"].get("capital-nouns", False),
        name_places={place: frozenset(table["names"].get(place, ())) for place in ("at", "in")},
        owning_endings=tuple(table.get("clauses", {}).get("owning", ())),
        before_subject=frozenset(table.get("clauses", {}).get("before-subject", ())),
        around=table.get("statements", {}).get("complements", "after") == "around",
        officer_mailboxes=tuple(table.get("mailboxes", {}).get("officer", ())),
        masks=tuple((*always, *table.get("masks", {}).get(kind, ())) for kind, always in _MASKED.items()),
        sample_hosts=frozenset(table.get("placeholders", {}).get("hosts", ())),
        denying={part: tuple(words) for part, words in table.get("denying", {}).items()},
        compound_heads=tuple(sorted(table.get("compounds", {}).get("heads", ()), key=lambda head: (-len(head), head))),
        no_compounds=frozenset(table.get("compounds", {}).get("never", ())),
        letters=tuple(table["spelling"].get("letters", {}).items()),
        common=frozenset(table.get("common", {}).get("words", ())),
        glue=frozenset(table.get("glued-endings", {}).get("after", ())),
        hyphened_starts=tuple(f"{word}-" for word in table["hyphens"].get("start", ())),
        glued_endings=frozenset(table.get("glued-endings", {}).get("words", ())),
        normalised={},
    )
    for phrase, value in periods["whole"].items():
        whole = tuple(phrase.replace("-", " ").split())
        words.whole_periods.setdefault(whole[0], []).append((whole, value))
    return words


def _longest_first(pairs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))
