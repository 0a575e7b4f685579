from collections.abc import Mapping

from corpus.fusion import convex_combination


def alike(*scorings: Mapping[str, float]) -> dict[str, float]:
    """Fuse scorings that count as much as each other."""
    return convex_combination([(1.0, scoring) for scoring in scorings])


def test_a_score_is_the_mean_of_shares_of_the_best_in_each_scoring() -> None:
    fused = alike({"a": 12.0, "b": 6.0}, {"b": 0.5, "c": 0.25})
    assert fused == {"b": 0.75, "a": 0.5, "c": 0.25}
    assert list(fused) == ["b", "a", "c"]


def test_a_scoring_counts_by_its_weight() -> None:
    assert convex_combination([(1, {"a": 12.0}), (3, {"b": 0.5})]) == {"b": 0.75, "a": 0.25}
    assert convex_combination([(0.4, {"a": 3.0})]) == {"a": 1.0}


def test_what_is_unlike_the_question_gains_nothing() -> None:
    assert alike({"a": 0.5, "b": -0.5, "c": 0.0}) == {"a": 1.0, "b": 0.0, "c": 0.0}
    assert alike({"a": -0.1}, {"a": 0.0}) == {"a": 0.0}


def test_ties_stand_in_the_order_of_their_ids() -> None:
    assert list(alike({"z": 1.0}, {"a": 2.0}, {"m": 3.0})) == ["a", "m", "z"]


def test_no_scorings_give_no_scores() -> None:
    assert alike() == {}
    assert alike({}, {}) == {}
