import ir_measures
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import AP, RR, R, Success, nDCG
from sklearn.metrics import ndcg_score

from eval.metrics.retrieval import average_precision, hit, ndcg, recall, reciprocal_rank

RANKING = st.lists(st.sets(st.integers(0, 3)), max_size=12)
# What each place holds: a piece of evidence of its own, or nothing.
PLACES = st.lists(st.booleans(), min_size=1, max_size=15)
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


def test_average_precision_is_the_mean_over_all_that_is_relevant() -> None:
    # Found at ranks 2 and 4, a third is not found: (1/2 + 2/4 + 0) / 3.
    assert average_precision([0, 1, 0, 3], 3) == pytest.approx(1 / 3)
    assert average_precision([], 2) == average_precision([0.0], 0) == 0


@given(grades=st.lists(st.integers(0, 3), min_size=1, max_size=15), missed=st.integers(0, 3))
def test_average_precision_is_that_of_trec_eval(grades: list[int], missed: int) -> None:
    found = {str(place): grade for place, grade in enumerate(grades)}
    qrels = found | {f"missed-{number}": 1 for number in range(missed)}
    relevant = sum(grade > 0 for grade in qrels.values())
    expected = trec_eval(AP, qrels, len(grades))
    assert average_precision(grades, relevant) == pytest.approx(expected, abs=1e-9)


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


def trec_eval(measure: ir_measures.Measure, qrels: dict[str, int], places: int) -> float:
    """What trec_eval gives for documents "0", "1" and so on, ranked in this order."""
    run = {"q": {str(place): -float(place) for place in range(places)}}
    return float(ir_measures.calc_aggregate([measure], {"q": qrels}, run)[measure])


@given(places=PLACES, missed=st.integers(0, 3), k=st.integers(1, 16))
def test_hit_recall_and_reciprocal_rank_are_those_of_trec_eval(
    places: list[bool], missed: int, k: int
) -> None:
    found = {str(place): 1 for place, gold in enumerate(places) if gold}
    qrels = found | {f"missed-{number}": 1 for number in range(missed)} or {"0": 0}
    ranking = [{place} if gold else set() for place, gold in enumerate(places)]
    ours = [hit(ranking, k), recall(ranking, k, len(found) + missed), reciprocal_rank(ranking)]
    theirs = [trec_eval(one, qrels, len(places)) for one in (Success @ k, R @ k, RR)]
    assert ours == pytest.approx(theirs, abs=1e-9)


@given(grades=st.lists(st.integers(0, 3), min_size=1, max_size=15), k=st.integers(1, 16))
def test_ndcg_is_that_of_trec_eval(grades: list[int], k: int) -> None:
    qrels = {str(place): grade for place, grade in enumerate(grades)} | {"missed": 2}
    expected = trec_eval(nDCG @ k, qrels, len(grades))
    assert ndcg(grades, [*grades, 2], k) == pytest.approx(expected, abs=1e-9)
