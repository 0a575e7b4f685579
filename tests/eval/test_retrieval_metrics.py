import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from eval.metrics.retrieval import hit, ndcg, recall, reciprocal_rank

RANKING = st.lists(st.sets(st.integers(0, 3)), max_size=12)
# Second place holds evidence 0, third holds nothing, fourth holds evidence 1.
FOURTH = [set(), {0}, set(), {1}]


def test_a_hit_needs_one_gold_passage_among_the_first_k() -> None:
    assert [hit(FOURTH, k) for k in (1, 2, 3)] == [0, 1, 1]


def test_recall_is_the_share_of_the_evidence_found() -> None:
    assert [recall(FOURTH, k, needed=2) for k in (1, 3, 4)] == [0, 0.5, 1]


def test_evidence_that_stands_twice_is_found_once() -> None:
    assert recall([{0}, {0}], 5, needed=2) == 0.5


def test_the_reciprocal_rank_is_that_of_the_first_gold_passage() -> None:
    assert reciprocal_rank(FOURTH) == 0.5
    assert reciprocal_rank([{1}]) == 1
    assert reciprocal_rank([set(), set()]) == 0


def test_nothing_found_scores_nothing() -> None:
    assert hit([], 5) == recall([], 5, needed=1) == recall([], 5, needed=0) == 0
    assert reciprocal_rank([]) == ndcg([], [1.0], 10) == ndcg([0.0], [], 10) == 0


def test_one_relevant_document_in_third_place_has_half_the_gain() -> None:
    # 1 / log2(3 + 1) = 1/2, against 1 / log2(1 + 1) = 1.
    assert ndcg([0, 0, 1], [1], 10) == pytest.approx(0.5)


def test_what_stands_below_k_gains_nothing() -> None:
    assert ndcg([0, 0, 1], [1], 2) == 0


@given(grades=st.lists(st.integers(0, 3), min_size=2, max_size=12), k=st.integers(1, 12))
def test_ndcg_is_that_of_scikit_learn(grades: list[int], k: int) -> None:
    falling = np.arange(len(grades), 0, -1)
    expected = ndcg_score([grades], [falling], k=k)
    assert ndcg(grades, [grade for grade in grades if grade], k) == pytest.approx(
        expected, abs=1e-9
    )


@given(ranking=RANKING, k=st.integers(1, 12))
def test_hit_recall_and_reciprocal_rank_agree(ranking: list[set[int]], k: int) -> None:
    found = recall(ranking, k, needed=4)
    assert 0 <= found <= recall(ranking, k + 1, needed=4) <= 1
    assert (found > 0) == bool(hit(ranking, k)) == (reciprocal_rank(ranking) >= 1 / k)
