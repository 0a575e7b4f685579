"""Follow-ups are made to stand alone, and questions that do are left as they are."""

import pytest

from service.model import Turn
from service.rewrite import parts, stand_alone

BRIDGE = Turn(question="When did the Corvin bridge open?", answer="In May 1931")


@pytest.mark.parametrize(
    "question",
    [
        "Where did Cobo move its headquarters?",
        "Who is the mayor of Arvik?",
        "How many agencies signed the September 2021 notice?",
    ],
)
def test_a_question_that_names_what_it_asks_about_is_left_alone(question: str) -> None:
    assert stand_alone(question, [BRIDGE]) == question


def test_a_question_without_history_is_left_alone() -> None:
    assert stand_alone("How long is it?", []) == "How long is it?"


def test_a_pronoun_is_given_what_it_points_to() -> None:
    rewritten = stand_alone("How long is it?", [BRIDGE])
    assert rewritten.startswith("How long is it (")
    assert "Corvin bridge" in rewritten


def test_another_name_takes_the_place_of_the_first() -> None:
    assert stand_alone("And the Selby tunnel?", [BRIDGE]) == "When did the Selby tunnel open?"


@pytest.mark.parametrize("lead", ["And", "What about", "and how about"])
def test_the_swap_may_be_asked_in_several_ways(lead: str) -> None:
    turn = Turn(question="When did Huobi close its accounts?", answer="2021")
    assert stand_alone(f"{lead} Binance?", [turn]) == "When did Binance close its accounts?"


def test_two_questions_joined_by_and_are_taken_apart() -> None:
    assert parts("Who founded the yard, and when was it sold?") == [
        "Who founded the yard?",
        "when was it sold (founded yard)?",
    ]


@pytest.mark.parametrize("question", ["Who sells bread and butter?", "When and where was it sold?"])
def test_one_question_stays_one(question: str) -> None:
    assert parts(question) == [question]
