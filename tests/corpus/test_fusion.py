from corpus.fusion import reciprocal_rank_fusion


def test_scores_are_sums_of_reciprocal_ranks() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b"]])
    assert fused == {"b": 1 / 62 + 1 / 61, "a": 1 / 61}
    assert list(fused) == ["b", "a"]


def test_ties_stand_in_the_order_of_their_ids() -> None:
    assert list(reciprocal_rank_fusion([["z"], ["a"], ["m"]])) == ["a", "m", "z"]


def test_no_rankings_give_no_scores() -> None:
    assert reciprocal_rank_fusion([]) == {}
    assert reciprocal_rank_fusion([[], []]) == {}
