"""A logistic regression: weights by name and features by name."""

import math

import pytest

from service.logistic import probability


def test_weights_are_for_features_of_their_name() -> None:
    logit = 0.5 + 2.0 * 0.25 - 1.0 * 3.0
    weights = {"told": 2.0, "bias": 0.5, "missing": -1.0}
    found = probability(weights, {"missing": 3.0, "told": 0.25, "unheard": 9.0})
    assert found == pytest.approx(1.0 / (1.0 + math.exp(-logit)))
    assert probability({}, {"told": 1.0}) == 0.5


def test_what_is_far_off_stays_between_0_and_1() -> None:
    assert 0.0 < probability({"told": 1.0}, {"told": -1e9}) < 1e-12
    assert 1.0 - 1e-12 < probability({"told": 1.0}, {"told": 1e9}) < 1.0


def test_a_feature_that_is_weighed_must_be_given() -> None:
    with pytest.raises(KeyError, match="told"):
        probability({"told": 1.0}, {"missing": 1.0})
