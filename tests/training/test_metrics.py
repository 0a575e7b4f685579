"""Metrics against values by hand and against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import ndcg_score, roc_auc_score

from eval.metrics.squad import exact_match, token_f1
from training.metrics import auroc, best_threshold, ndcg


def test_case_articles_and_punctuation_do_not_count() -> None:
    assert exact_match("The Norman kings!", ["norman kings"]) == 1
    assert token_f1("the Norman kings of England", ["Norman kings"]) == pytest.approx(2 / 3)


def test_saying_nothing_is_right_only_where_nothing_answers() -> None:
    assert token_f1("", ()) == 1
    assert token_f1("", ["Paris"]) == 0
    assert token_f1("Paris", ()) == 0


def test_the_threshold_keeps_what_is_worth_saying() -> None:
    assert best_threshold([3, 2, 1], [1, 1, 0], [0, 0, 1]) == 2
    assert best_threshold([3, 2], [0, 0], [1, 1]) == float("inf")


def test_auroc_agrees_with_scikit_learn_ties_included() -> None:
    rng = np.random.default_rng(3)
    scores, right = rng.integers(0, 9, 200).tolist(), (rng.random(200) < 0.4).tolist()
    assert auroc(scores, right) == pytest.approx(roc_auc_score(right, scores))


def test_ndcg_agrees_with_scikit_learn() -> None:
    found = ["a", "b", "c", "d"]
    relevant = {"b", "d"}
    truth = [[float(key in relevant) for key in found]]
    assert ndcg(found, relevant) == pytest.approx(ndcg_score(truth, [[4, 3, 2, 1]]))
