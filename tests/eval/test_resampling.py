from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics.latency import percentile
from eval.metrics.resampling import bootstrap_interval, permutation_p_value

DIFFERENCES = st.lists(st.sampled_from([-1.0, -0.25, 0.0, 0.5, 1.0]), max_size=9)


def exact_p_value(differences: list[float]) -> float:
    """Over all ways to swap the pairs, the share whose mean differs as much."""
    sums = [
        sum(sign * one for sign, one in zip(signs, differences, strict=True))
        for signs in product((-1, 1), repeat=len(differences))
    ]
    return sum(abs(one) >= abs(sum(differences)) - 1e-9 for one in sums) / len(sums)


def test_equal_runs_do_not_differ() -> None:
    assert permutation_p_value([], seed=0) == permutation_p_value([0.0] * 50, seed=0) == 1


def test_a_change_that_helps_every_question_is_no_chance() -> None:
    assert permutation_p_value([1.0] * 20, seed=0) < 0.001


def test_one_better_and_one_worse_may_be_chance() -> None:
    assert permutation_p_value([1.0, -1.0] * 10, seed=0) == 1


@settings(max_examples=40)
@given(DIFFERENCES)
def test_the_p_value_is_the_exact_one_up_to_sampling(differences: list[float]) -> None:
    assert permutation_p_value(differences, seed=1) == pytest.approx(
        exact_p_value(differences), abs=0.03
    )


def test_the_interval_of_a_coin_is_that_of_the_normal_approximation() -> None:
    # Half a unit of deviation over the root of 400 questions, times 1.96, either way.
    low, high = bootstrap_interval([0.0, 1.0] * 200, seed=0) or (0, 0)
    assert low == pytest.approx(0.451, abs=0.005)
    assert high == pytest.approx(0.549, abs=0.005)


def test_the_interval_is_the_same_for_the_same_seed() -> None:
    values = [0.0, 0.3, 1.0, 0.7]
    assert bootstrap_interval(values, seed=3) == bootstrap_interval(values, seed=3)


def test_equal_values_leave_no_doubt_and_none_leave_no_interval() -> None:
    assert bootstrap_interval([0.5, 0.5], seed=0) == (0.5, 0.5)
    assert bootstrap_interval([], seed=0) is None


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([10.0, 20.0, 30.0, 40.0], 0.5) == 25
    assert percentile([10.0], 0.95) == 10
    assert percentile([], 0.5) is None
