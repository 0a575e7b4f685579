from training.halves import developed_on


def test_about_half_of_all_questions_are_developed_on_and_always_the_same() -> None:
    ids = [f"question-{number}" for number in range(2_000)]
    chosen = [id_ for id_ in ids if developed_on(id_)]
    assert 900 < len(chosen) < 1_100
    # SHA-256 of "a" begins with ca, that of "e" with 3f.
    assert developed_on("a")
    assert not developed_on("e")
