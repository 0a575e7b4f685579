from corpus.fusion import convex_combination


def test_a_score_is_the_mean_of_shares_of_the_best_in_each_scoring() -> None:
    fused = convex_combination([{"a": 12.0, "b": 6.0}, {"b": 0.5, "c": 0.25}])
    assert fused == {"b": 0.75, "a": 0.5, "c": 0.25}
    assert list(fused) == ["b", "a", "c"]


def test_what_is_unlike_the_question_gains_nothing() -> None:
    assert convex_combination([{"a": 0.5, "b": -0.5, "c": 0.0}]) == {"a": 1.0, "b": 0.0, "c": 0.0}
    assert convex_combination([{"a": -0.1}, {"a": 0.0}]) == {"a": 0.0}


def test_ties_stand_in_the_order_of_their_ids() -> None:
    assert list(convex_combination([{"z": 1.0}, {"a": 2.0}, {"m": 3.0}])) == ["a", "m", "z"]


def test_no_scorings_give_no_scores() -> None:
    assert convex_combination([]) == {}
    assert convex_combination([{}, {}]) == {}
