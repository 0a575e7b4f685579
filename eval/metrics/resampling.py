"""How sure a mean or a difference is, by resampling the questions."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
_AT_ONCE = 1_000_000


def bootstrap_interval(
    values: Sequence[float], *, seed: int, level: float = 0.95, resamples: int = RESAMPLES
) -> tuple[float, float] | None:
    """Return the percentile bootstrap interval of the mean (Efron and Tibshirani 1993).

    None without values.
    """
    if not values:
        return None
    drawn = np.random.default_rng(seed)
    data = np.asarray(values, dtype=np.float64)
    means = np.concatenate(
        [
            data[drawn.integers(0, len(data), size=(rows, len(data)))].mean(axis=1)
            for rows in _rows(resamples, len(data))
        ]
    )
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def permutation_p_value(
    differences: Sequence[float], *, seed: int, resamples: int = RESAMPLES
) -> float:
    """Return the two-sided p-value of a mean difference between pairs, by flipping signs.

    Under the null hypothesis each question's two scores could as well be swapped (Fisher 1935; for
    retrieval, Smucker, Allan and Carterette 2007). The one observed counts among the arrangements,
    so that p is never 0; pairs without a difference change nothing. 1 without a difference.
    """
    data = np.asarray([one for one in differences if one], dtype=np.float64)
    if not len(data):
        return 1.0
    drawn = np.random.default_rng(seed)
    # A sum of the same numbers in another order may differ in its last digits.
    bar = abs(data.sum()) - 1e-9 * np.abs(data).sum()
    extreme = sum(
        int((np.abs(_signs(drawn, rows, len(data)) @ data) >= bar).sum())
        for rows in _rows(resamples, len(data))
    )
    return (extreme + 1) / (resamples + 1)


def _signs(drawn: np.random.Generator, rows: int, columns: int) -> NDArray[Any]:
    return drawn.integers(0, 2, size=(rows, columns)) * 2.0 - 1.0


def _rows(resamples: int, columns: int) -> list[int]:
    size = max(_AT_ONCE // columns, 1)
    return [min(size, resamples - start) for start in range(0, resamples, size)]
