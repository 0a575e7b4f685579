"""Follow-ups are made to stand alone, and questions that do are left as they are."""

import pytest

from service.model import Turn
from service.rewrite import stand_alone

BRIDGE = Turn(question="When did the Corvin bridge open?", answer="In May 1931")
YARD = Turn(
    question="Who founded the yard?", answer="The yard was founded by Elias Corvin in 1893."
)
DELO = Turn(question="When was Ben Delo charged?", answer="Ben Delo was charged in October 2020.")
EXCHANGES = Turn(
    question="Which exchanges stopped Chinese registrations?",
    answer="Huobi Global and Binance have both stopped new registrations.",
)


@pytest.mark.parametrize(
    "question",
    [
        "Where did Cobo move its headquarters?",
        "Who is the mayor of Arvik?",
        "How many agencies signed the September 2021 notice?",
        "Is it true that Tesla sold its coins?",
        "which banks lent arvik money for a new harbour?",
    ],
)
def test_a_question_that_names_what_it_asks_about_is_left_alone(question: str) -> None:
    assert stand_alone(question, [BRIDGE]) == question


def test_a_question_without_history_is_left_alone() -> None:
    assert stand_alone("How long is it?", []) == "How long is it?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("How long is it?", BRIDGE, "How long is the Corvin bridge?"),
        ("And who built it?", BRIDGE, "Who built the Corvin bridge?"),
        ("What happened to his company?", DELO, "What happened to Ben Delo's company?"),
        ("When was he born?", YARD, "When was Elias Corvin born?"),
        ("When did they say so?", EXCHANGES, "When did Huobi Global and Binance say so?"),
    ],
)
def test_what_a_pronoun_points_to_takes_its_place(
    question: str, earlier: Turn, expected: str
) -> None:
    assert stand_alone(question, [earlier]) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("When did China announce the ban?", "When did it take effect?", "the ban"),
        ("Who is India's finance minister?", "What did she say?", "India's finance minister"),
        (
            "What did Poly Network offer the hacker?",
            "Did they pay him?",
            "Did Poly Network pay the",
        ),
        ("Which bank lent the money?", "Where does it sit?", "Where does the bank sit?"),
        (
            "What was the US share of mining in May?",
            "What was it in June?",
            "the US share of mining",
        ),
    ],
)
def test_a_phrase_is_taken_up_where_its_kind_agrees_with_the_pronoun(
    earlier: str, question: str, expected: str
) -> None:
    assert expected in stand_alone(question, [Turn(question=earlier)])


def test_a_name_that_answers_is_taken_up_before_those_of_the_question() -> None:
    turn = Turn(question="Which exchange did Huang found?", answer="Huobi")
    assert stand_alone("When did it close?", [turn]) == "When did Huobi close?"


def test_what_was_asked_about_two_turns_ago_is_remembered() -> None:
    turns = [BRIDGE, Turn(question="How long is it?", answer="410 metres")]
    assert stand_alone("Who built it?", turns) == "Who built the Corvin bridge?"


def test_a_new_topic_takes_over_from_the_old_one() -> None:
    turns = [Turn(question="When did Huobi close?"), Turn(question="And Binance?")]
    assert stand_alone("Did it lose money?", turns) == "Did Binance lose money?"


def test_he_is_not_a_company_and_it_is_not_a_person() -> None:
    turn = Turn(question="Did Ben Delo leave Poly Network?")
    assert stand_alone("Where does he live?", [turn]) == "Where does Ben Delo live?"
    assert stand_alone("Where does it sit?", [turn]) == "Where does Poly Network sit?"


def test_a_title_before_the_questions_says_what_they_are_about() -> None:
    title = Turn(question="The Smashing Pumpkins", answer="Early years")
    assert stand_alone("What was their first album?", [title]) == (
        "What was The Smashing Pumpkins' first album?"
    )


def test_a_person_who_is_called_by_a_part_of_the_name_gets_the_whole() -> None:
    turns = [DELO, Turn(question="How old is he?", answer="38")]
    assert stand_alone("Did Delo pay?", turns) == "Did Ben Delo pay?"


def test_a_question_that_names_nothing_is_given_the_topic() -> None:
    assert stand_alone("Was there a trial?", [DELO]) == "Was there a trial (Ben Delo)?"


def test_what_was_done_is_named_where_a_question_only_points_to_it() -> None:
    assert stand_alone("When did Huobi do that?", [EXCHANGES]) == (
        "When did Huobi do that (exchanges stopped Chinese registrations)?"
    )


def test_then_is_the_date_that_was_spoken_of_last() -> None:
    turn = Turn(question="Which days do Arvik's figures cover?", answer="Up to 30 June 2021.")
    assert stand_alone("How many ships by then?", [turn]) == (
        "How many ships by 30 June 2021 (Arvik)?"
    )


def test_another_name_takes_the_place_of_the_first() -> None:
    assert stand_alone("And the Selby tunnel?", [BRIDGE]) == "When did the Selby tunnel open?"


@pytest.mark.parametrize("lead", ["And", "What about", "and how about"])
def test_the_swap_may_be_asked_in_several_ways(lead: str) -> None:
    turn = Turn(question="When did Huobi close its accounts?", answer="2021")
    assert stand_alone(f"{lead} Binance?", [turn]) == "When did Binance close its accounts?"


def test_a_company_takes_the_place_of_a_company_and_not_of_a_people() -> None:
    rewritten = stand_alone("What about KuCoin?", [EXCHANGES])
    assert rewritten == "What about KuCoin (exchanges stopped Chinese registrations)?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("Why?", "Did Binance leave China?", "Why did Binance leave China?"),
        ("Where?", "When was Ben Delo charged?", "Where was Ben Delo charged?"),
        ("And in 2022?", "How many left in 2021?", "How many left in 2022?"),
        ("and in May 2021?", "How far did it fall?", "How far did it fall in May 2021?"),
        ("Any others?", "Which banks lent the money?", "Which other banks lent the money?"),
        ("Who else?", "Who left Arvik?", "Who else left Arvik?"),
        ("What else?", "What did Huobi sell?", "What else did Huobi sell?"),
        (
            "And according to Reuters?",
            "How many people will the Naxos mine employ?",
            "According to Reuters, how many people will the Naxos mine employ?",
        ),
        (
            "and what does The Verge say about it?",
            "According to Reuters, how many left Arvik?",
            "According to The Verge, how many left Arvik?",
        ),
    ],
)
def test_a_question_of_hardly_a_word_asks_the_earlier_one_with_a_change(
    question: str, earlier: str, expected: str
) -> None:
    assert stand_alone(question, [Turn(question=earlier)]) == expected


def test_very_long_histories_and_questions_are_read_in_bounds() -> None:
    long = Turn(question="did the " * 250, answer="A " * 10_000)
    assert (
        stand_alone("How long is it?", [long] * 20 + [BRIDGE]) == "How long is the Corvin bridge?"
    )
    assert stand_alone("Why it? " * 200, [BRIDGE]) == "Why it? " * 200
