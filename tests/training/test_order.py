"""The weights of an order, on candidates that anyone can put in order."""

import numpy as np

from training.order import Candidates, fit_order


def candidates(*rows: tuple[float, float, bool]) -> Candidates:
    return Candidates(
        evidence=np.array([[a, b] for a, b, _ in rows]), right=np.array([r for *_, r in rows])
    )


TOLD_BY_THE_FIRST = [
    candidates((2.0, 0.0, True), (0.0, 1.0, False), (1.0, 3.0, False)),
    candidates((0.0, 2.0, False), (1.0, 0.0, True)),
]


def test_what_tells_the_right_candidates_from_the_wrong_ones_is_weighed_up() -> None:
    first, second = fit_order(TOLD_BY_THE_FIRST, [0.0, 0.0], [1, 1], penalty=0.01)
    assert first > 0.5
    assert second == 0.0


def test_a_sign_may_be_free() -> None:
    _, second = fit_order(TOLD_BY_THE_FIRST, [0.0, 0.0], [1, 0], penalty=0.01)
    assert second < 0


def test_the_weights_are_those_of_the_least_loss() -> None:
    """The gradient is checked by a search that uses none."""
    found = fit_order(TOLD_BY_THE_FIRST, [0.0, 0.0], [0, 0], penalty=0.1)

    def loss(weights: np.ndarray) -> float:
        total = 0.0
        for one in TOLD_BY_THE_FIRST:
            odds = np.exp(one.evidence @ weights)
            total -= np.log(odds[one.right].sum() / odds.sum())
        return float(total / len(TOLD_BY_THE_FIRST) + 0.1 * weights @ weights)

    around = [found + step for step in np.random.default_rng(0).normal(size=(200, 2)) * 0.05]
    assert all(loss(found) <= loss(other) for other in around)


def test_questions_whose_candidates_are_all_wrong_tell_nothing() -> None:
    wrong = candidates((9.0, 0.0, False), (0.0, 9.0, False))
    start, signs = [0.0, 0.0], [1, 1]
    with_it = fit_order([*TOLD_BY_THE_FIRST, wrong], start, signs, penalty=0.01)
    without = fit_order(TOLD_BY_THE_FIRST, start, signs, penalty=0.01)
    assert np.allclose(with_it, without)
