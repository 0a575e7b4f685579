"""Questions put in other words by rule."""

import random

import pytest

from training.phrases import RULES, rephrased


def ways(question: str) -> set[str | None]:
    return {rephrased(question, random.Random(seed)) for seed in range(60)}


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("How many people died in the flood?", "How many lives were lost in the flood?"),
        ("Who founded Acme?", "Who was behind Acme?"),
        ("In what year did the mill close?", "When did the mill close?"),
        ("How far is Ely from Cambridge?", "What is the distance between Ely and Cambridge?"),
        ("Who is the CEO of Kraken?", "Who runs Kraken?"),
    ],
)
def test_what_is_asked_for_is_kept(question: str, other: str) -> None:
    assert other in ways(question)


def test_a_question_that_no_rule_knows_has_no_other_words() -> None:
    assert ways("Which of these is blue?") == {None}


def test_every_way_of_every_rule_can_be_put_in_place() -> None:
    for pattern, others in RULES:
        for other in others:
            used = {int(digit) for digit in "123" if f"\\{digit}" in other}
            assert used <= set(range(pattern.groups + 1)), other
