"""Logistic regression whose weights may not contradict what a feature means.

Features of a judgement go together: where the span score is high, relevance is too. An unbounded
fit then gives some of them the wrong sign ("the more of the question's words are missing, the
better"), which holds on the questions it was fitted on and nowhere else.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]


def bounds(signs: Sequence[int]) -> list[tuple[float | None, float | None]]:
    """Return the bounds of weights that are to be at least 0 (1), at most 0 (-1), or free (0)."""
    return [(0.0 if sign > 0 else None, 0.0 if sign < 0 else None) for sign in signs]


def fit(
    rows: Floats,
    right: NDArray[np.bool_],
    signs: Sequence[int],
    *,
    penalty: float,
    shares: Floats | None = None,
) -> tuple[float, Floats]:
    """Return bias and weights: `rows` is questions x features, `signs` one for each feature.

    `penalty` weighs the squared weights, bias left out, against the mean loss of a question; in
    that mean each row has its share, which add up to 1, or all have the same.
    """
    labels = np.where(right, 1.0, -1.0)
    each = np.full(len(labels), 1.0 / len(labels)) if shares is None else shares

    def loss(found: Floats) -> tuple[float, Floats]:
        bias, weights = found[0], found[1:]
        margins = labels * (rows @ weights + bias)
        slope = -labels * each / (1.0 + np.exp(np.clip(margins, -30.0, 30.0)))
        gradient = np.concatenate([[slope.sum()], rows.T @ slope + 2 * penalty * weights])
        return float(each @ np.logaddexp(0.0, -margins) + penalty * weights @ weights), gradient

    start = np.zeros(rows.shape[1] + 1)
    held = [(None, None), *bounds(signs)]
    found = minimize(loss, start, method="L-BFGS-B", jac=True, bounds=held)
    return float(found.x[0]), found.x[1:]
