"""How sure the parts of one question are, beside one another."""

import pytest

from service.confidence import together


def test_a_part_in_doubt_is_surer_beside_one_that_is_answered() -> None:
    first, second = together([0.8, 0.2], threshold=0.35)
    assert first == 0.8
    assert second == pytest.approx(3 / 7)


def test_parts_keep_their_order() -> None:
    low, middle, high = together([0.34, 0.36, 0.9], threshold=0.35)
    assert low < middle < high == 0.9


def test_where_no_part_is_answered_none_is_surer() -> None:
    assert together([0.3, 0.2], threshold=0.35) == [0.3, 0.2]


def test_what_is_hopeless_stays_so() -> None:
    assert together([0.9, 0.0, 0.02], threshold=0.35)[1:] == [0.0, pytest.approx(0.0577, abs=1e-4)]


def test_a_question_of_one_part_is_as_sure_as_its_answer() -> None:
    assert together([0.9], threshold=0.35) == [0.9]
