"""The hardest of several wrong passages and questions, as the shipped reader sees them."""

from dataclasses import replace

import pytest

from service.reader import Reader
from training.mining import Hardest
from training.sets import NONE, Example

NEAR = "The bakery in Paris that John Smith founded sells bread to half of the city."
FAR = "Clouds of ice form where the air is cold and damp, some ten kilometres up."
MISS = Example(
    question="When did John Smith found the bakery?",
    title="Bakeries",
    text=NEAR,
    spans=(),
    article="Bakeries",
    kind=NONE,
)


@pytest.fixture(scope="module")
def hardest() -> Hardest:
    return Hardest(Reader())


def test_the_passage_that_looks_most_like_an_answer_is_kept(hardest: Hardest) -> None:
    far = replace(MISS, text=FAR)
    assert hardest.of([far, MISS]) == [MISS]
    assert hardest.of([far, MISS, far], 2) == [MISS, far]


def test_the_question_that_is_most_nearly_answered_is_kept(hardest: Hardest) -> None:
    answered = replace(MISS, question="What did John Smith found in Paris?")
    odd = replace(MISS, question="What did the volcano bury in Java?")
    assert hardest.of([odd, answered]) == [answered]


def test_without_a_reader_the_first_come_first() -> None:
    far = replace(MISS, text=FAR)
    assert Hardest().of([far, MISS]) == [far]
    assert Hardest().of([]) == []
