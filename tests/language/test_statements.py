"""Who does what with which data: statements out of sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privlint.language.lalr import Token, table
from tests.language.larks import by_lark, shape
from tests.language.understanding import statement, understand


@pytest.mark.parametrize(
    ("text", "action", "actor", "polarity"),
    [
        ("We share your e-mail address with couriers.", "share", "controller", "affirmed"),
        ("We never share your personal data with third parties.", "share", "controller", "denied"),
        ("Your personal data is not shared with anyone.", "share", "controller", "denied"),
        ("Under no circumstances will we sell your data.", "sell", "controller", "denied"),
        ("Neither we nor our partners sell your data.", "sell", "third-party", "denied"),
        ("No personal data is sold.", "sell", "controller", "denied"),
        ("Your data never reaches third parties.", "share", "controller", "denied"),
        ("Your address does not go to couriers.", "share", "controller", "denied"),
        ("We refrain from selling your data.", "sell", "controller", "denied"),
        ("We do not only collect your name.", "collect", "controller", "affirmed"),
        ("Google may collect your IP address.", "collect", "third-party", "affirmed"),
        ("Third parties who collect your data must tell you.", "collect", "third-party", "affirmed"),
        ("You provide your name to us.", "share", "reader", "affirmed"),
        ("Your address is collected by our payment provider.", "collect", "third-party", "affirmed"),
        ("Our servers store your IP address.", "store", "controller", "affirmed"),
        ("We store your name but do not tell anyone.", "store", "controller", "affirmed"),
        ("In no case is your data disclosed to others.", "share", "controller", "denied"),
        ("Your data is under no circumstances disclosed to others.", "share", "controller", "denied"),
        ("It is our policy not to share your data.", "share", "controller", "denied"),
        ("We read your letters with care and do not pass your name to anybody.", "share", "controller", "denied"),
    ],
)
def test_actor_action_and_polarity(text: str, action: str, actor: str, polarity: str) -> None:
    found = statement(text, action)
    assert (found.actor, found.polarity) == (actor, polarity)


def test_a_denial_reaches_coordinated_verbs_and_stops_at_but() -> None:
    found = {
        s.action: s.polarity
        for s in understand("We do not sell or rent your data, but we share it with hosts.").statements
    }
    assert found == {"sell": "denied", "share": "affirmed"}
    found = {s.action: s.polarity for s in understand("We may store, but not sell your name.").statements}
    assert found == {"store": "affirmed", "sell": "denied"}


def test_list_items_complete_their_stem_and_inherit_its_denial() -> None:
    reading = understand("We do not share:\n\n- your e-mail address\n- your health data\n")
    assert [(s.action, s.polarity, s.data) for s in reading.statements] == [
        ("share", "denied", ("contact",)),
        ("share", "denied", ("special",)),
    ]


def test_list_items_keep_what_their_stem_says_of_the_other_side() -> None:
    reading = understand("We share your address with:\n\n- our partners\n")
    assert [(s.data, s.recipients) for s in reading.statements][1:] == [(("contact",), ("partner",))]
    reading = understand("We share with our partners:\n\n- your address\n")
    assert [(s.data, s.recipients) for s in reading.statements][1:] == [(("contact",), ("partner",))]


@pytest.mark.parametrize(
    ("question", "answer", "polarity"),
    [
        ("## Do we share your data with anyone?", "No.", "denied"),
        ("Do you share my data with anyone?", "No, we don't. We keep it.", "denied"),
        ("## Will my data be shared with partners?", "Absolutely not!", "denied"),
        ("Do you share my data with partners?", "Yes, we do.", "affirmed"),
    ],
)
def test_a_question_states_what_its_short_answer_says(question: str, answer: str, polarity: str) -> None:
    found = statement(f"{question}\n\n{answer}", "share")
    assert (found.actor, found.polarity) == ("controller", polarity)


def test_a_question_without_a_short_answer_states_nothing() -> None:
    for answer in ("It depends.", "No. 5 is our house.", "Nobody knows."):
        assert not understand(f"## Do we share your data with anyone?\n\n{answer}").statements


def test_promises_state_what_they_promise() -> None:
    for lead in ("Rest assured that", "We guarantee that", "We promise you that", "That is why"):
        found = statement(f"{lead} your data will not be shared with third parties.", "share")
        assert (found.polarity, found.supposed, found.breadth) == ("denied", "no", "all")
    assert statement("We cannot guarantee that your data is not shared.", "share").supposed == "yes"


def test_a_participle_shares_the_auxiliary_of_the_passive_before_it() -> None:
    found = statement("Your data is kept in our office and never shared with third parties.", "share")
    assert (found.voice, found.polarity, found.recipients) == ("passive", "denied", ("third-party",))


def test_who_is_given_something_may_stand_right_after_the_verb() -> None:
    assert statement("We supply our partners with your address.", "share").recipients == ("partner",)


def test_words_that_fit_all_data_do_not_narrow_them() -> None:
    assert statement("Data collected through our website is not shared.", "share").breadth == "all"
    assert statement("Data collected through surveys is not shared.", "share").breadth == "some"
    assert statement("We do not share information that you give us.", "share").breadth == "all"
    assert statement("We share nothing with anybody.", "share").breadth == "all"


def test_exceptions_tell_their_purposes() -> None:
    found = statement("We do not share your data except to answer your questions.", "share")
    assert found.exceptions[0].purposes == {"support"}


def test_exceptions_and_conditions_stay_attached_with_their_class() -> None:
    found = statement("We do not share your data without your consent, except as described below.", "share")
    assert [qualifier.kind for qualifier in found.exceptions] == ["consent", "self-reference"]
    found = statement("If you register, we store your name.", "store")
    assert [qualifier.kind for qualifier in found.conditions] == ["user-action"]


def test_recipients_purposes_periods_and_limits_are_read() -> None:
    found = statement("We share your e-mail address with our hosting provider to process payments.", "share")
    assert (found.recipients, found.data, found.purposes) == (("processor",), ("contact",), ("payment",))
    assert statement("We keep your data for 12 months.", "store").period == "P12M"
    assert statement("We use your address only for billing.", "use").only == "purpose"


def test_a_pronoun_stands_for_the_data_named_before_it_in_the_paragraph() -> None:
    reading = understand("We collect your IP address. We delete it after a week.")
    assert [s.data for s in reading.statements] == [("online-identifier",), ("online-identifier",)]


def test_headings_and_questions_state_nothing() -> None:
    assert understand("# We sell your data\n\nDo we sell your data?\n").statements == ()


def test_wishes_and_suppositions_are_marked() -> None:
    assert statement("This policy explains how we share your data.", "share").supposed == "yes"
    assert statement("We share your data with hosts.", "share").supposed == "no"


def test_the_company_speaks_of_itself_by_its_name() -> None:
    text = "# Larkfield Privacy Policy\n\nLarkfield collects your name. Larkfield does not sell your data.\n"
    assert {s.actor for s in understand(text).statements} == {"controller"}


KINDS = st.sampled_from("VERB SUBJECT DATA RECIPIENT PURPOSE EXCEPTION CONDITION AGENT PERIOD PLACE ONLY".split())
CLAUSE = st.lists(KINDS, max_size=8).map(lambda kinds: ["_CLAUSE", *kinds])
SENTENCE = st.lists(CLAUSE, max_size=4).map(
    lambda clauses: ["_SENTENCE", *(kind for clause in clauses for kind in clause)]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(SENTENCE, max_size=4))
def test_any_run_of_phrases_parses_and_its_tree_is_that_of_lark(sentences: list[list[str]]) -> None:
    tokens = [Token(kind, place) for place, kind in enumerate(kind for sentence in sentences for kind in sentence)]
    assert shape(table("clauses").parse(tokens)) == by_lark("clauses", tokens)


WORDS = st.sampled_from(
    "we you they do not never no share sell data your third parties with and , . ; but if who only to for except "
    "is are collected 12 months Google without consent : ( ) ? information allow the".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_is_understood_and_statements_slice_back(text: str) -> None:
    reading = understand(text)
    for found in reading.statements:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        sentence = reading.sentences[found.sentence]
        assert sentence.span.start <= found.verb.start <= found.verb.end <= sentence.span.end
        assert found.polarity in ("affirmed", "denied")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_arbitrary_characters_are_understood(text: str) -> None:
    understand(text.encode("utf-8", "ignore").decode().replace("\0", ""))


@pytest.mark.parametrize(
    ("text", "data", "recipients"),
    [
        ("Your telephone number goes straight to our sponsors.", ("contact",), ("partner",)),
        ("Your name and address go to the courier.", ("identity", "contact"), ("processor",)),
        ("Advertising networks get your device ID.", ("online-identifier",), ("advertising",)),
        ("Our sponsors receive the names of all participants.", ("identity",), ("partner",)),
    ],
)
def test_who_is_said_to_get_data_is_given_them(text: str, data: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    found = statement(text, "share")
    assert (found.actor, found.data, found.recipients) == ("controller", data, recipients)


def test_partners_who_call_to_get_an_answer_are_not_given_it() -> None:
    found = understand("Our partners may call you to get your comments.").statements
    assert all(statement.action != "share" for statement in found)


def test_words_that_point_back_stand_for_the_data_spoken_of_before() -> None:
    reading = understand("We ask for your telephone number. This information is not sold. It is used for one call.")
    assert [(s.action, s.data) for s in reading.statements] == [
        ("collect", ("contact",)),
        ("sell", ("contact",)),
        ("use", ("contact",)),
    ]


def test_nobody_but_the_controller_collects_without_us_collecting() -> None:
    found = statement("You can read on without us collecting any personal data.", "collect")
    assert (found.actor, found.polarity) == ("controller", "denied")
