"""How sure an answer is, and the parts of one question are beside one another."""

from dataclasses import replace

import pytest

from service.confidence import Calibration, load, together

CALIBRATION = Calibration(
    order={},
    polarity={},
    bias=0.0,
    weights={"lead": 2.0},
    yes_no={"bias": 1.0, "lead": 0.0, "told": 1.0},
    thresholds={},
)


def test_a_yes_or_no_question_has_weights_of_its_own() -> None:
    for polar, probability in ((0.0, 0.5), (1.0, 0.8808)):
        features = {"lead": 0.0, "told": 1.0, "polar": polar}
        assert CALIBRATION.probability(features) == pytest.approx(probability, abs=1e-4)


def test_without_such_weights_it_has_those_of_all_questions() -> None:
    earlier = replace(CALIBRATION, yes_no={})
    assert earlier.probability({"lead": 0.0, "told": 9.0, "polar": 1.0}) == 0.5


def test_as_shipped_a_sentence_that_decides_nothing_makes_yes_or_no_less_sure() -> None:
    shipped = load()
    decides = {**dict.fromkeys(shipped.weights, 0.0), "polar": 1.0, "told": 4.0}
    assert shipped.probability(decides) > shipped.probability({**decides, "told": -2.0}) + 0.1


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
