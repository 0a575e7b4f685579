"""Logistic regression with signs held, against scikit-learn where no sign is held."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from training.logistic import fit

RNG = np.random.default_rng(5)
ROWS = RNG.normal(size=(400, 3))
RIGHT = ROWS @ np.array([1.5, -1.0, 0.5]) + RNG.logistic(size=400) > 0.3


def test_without_signs_it_is_scikit_learns() -> None:
    theirs = LogisticRegression(C=1.0 / (2 * 0.01 * len(ROWS)), tol=1e-10).fit(ROWS, RIGHT)
    bias, weights = fit(ROWS, RIGHT, (0, 0, 0), penalty=0.01)
    assert weights == pytest.approx(theirs.coef_[0], abs=1e-3)
    assert bias == pytest.approx(theirs.intercept_[0], abs=1e-3)


def test_a_weight_never_takes_the_sign_that_it_must_not_have() -> None:
    _, weights = fit(ROWS, RIGHT, (1, 1, 1), penalty=0.01)
    assert weights[1] == 0.0
    assert weights[0] > 0.5


def test_a_row_with_twice_the_share_counts_as_if_it_stood_there_twice() -> None:
    twice = np.repeat(np.arange(len(ROWS)), np.arange(len(ROWS)) % 2 + 1)
    shares = (np.arange(len(ROWS)) % 2 + 1) / len(twice)
    bias, weights = fit(ROWS, RIGHT, (0, 0, 0), penalty=0.01, shares=shares)
    repeated = fit(ROWS[twice], RIGHT[twice], (0, 0, 0), penalty=0.01)
    assert weights == pytest.approx(repeated[1], abs=1e-3)
    assert bias == pytest.approx(repeated[0], abs=1e-3)
