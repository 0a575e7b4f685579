"""The threshold keeps the rate of wrong answers that it states."""

import random

import pytest

from service.risk import DELTA, least_confidence


def questions(count: int, seed: int) -> tuple[list[float], list[bool]]:
    """Answers that are right as often as they are confident."""
    rng = random.Random(seed)
    confidences = [rng.random() for _ in range(count)]
    return confidences, [rng.random() < confidence for confidence in confidences]


def test_what_is_always_right_may_always_be_answered() -> None:
    assert least_confidence([0.1 * n for n in range(100)], [True] * 100, 0.1) == 0.0


def test_what_is_always_wrong_may_never_be() -> None:
    assert least_confidence([0.1 * n for n in range(100)], [False] * 100, 0.1) is None


def test_a_few_right_answers_are_no_proof() -> None:
    assert least_confidence([0.9] * 10, [True] * 10, 0.1) is None


def test_no_questions_give_no_threshold() -> None:
    assert least_confidence([], [], 0.1) is None


@pytest.mark.parametrize("max_wrong", [0.05, 0.1, 0.2, 0.3])
def test_the_rate_is_kept_on_other_questions_as_often_as_stated(max_wrong: float) -> None:
    """Of answers that are right as often as they are confident, (1 - t) / 2 are wrong from t on."""
    found = [least_confidence(*questions(1000, seed), max_wrong) for seed in range(200)]
    kept = [least is None or (1 - least) / 2 <= max_wrong for least in found]
    assert sum(kept) >= (1 - DELTA) * 200


def test_nearly_all_is_answered_that_keeps_the_rate() -> None:
    """With 0.3, everything from 0.4 on may be."""
    found = [least_confidence(*questions(1000, seed), 0.3) for seed in range(20)]
    assert all(least is not None and least < 0.6 for least in found)
