"""How confident an answer must be, so that few of those given are wrong."""

from collections.abc import Sequence
from functools import partial
from itertools import dropwhile

from scipy.stats import binom

DELTA = 0.05
_TRIED = 50


def least_confidence(
    confidences: Sequence[float], right: Sequence[bool], max_wrong: float, delta: float = DELTA
) -> float | None:
    """Return the least confidence to answer at, or None when none keeps the rate.

    With probability at least `1 - delta` over the questions given, at most a share `max_wrong` of
    the answers at or above the returned confidence are wrong on questions of the same kind. This
    is Learn then Test (Angelopoulos, Bates, Candes, Jordan and Lei 2021, arXiv 2110.01052) with
    fixed sequence testing: the thresholds that let through one fiftieth of the answers, two
    fiftieths and so on are tested one after the other with exact binomial tail probabilities, each
    at `delta`, until one fails; the last that passes is taken. The sequence begins where there are
    answers enough to pass with half the rate of wrong ones.
    """
    ordered = sorted(zip(confidences, right, strict=True), reverse=True)
    counts = sorted({round(len(ordered) * share / _TRIED) for share in range(1, _TRIED + 1)} - {0})
    few = partial(_too_few, max_wrong=max_wrong, delta=delta)
    least = None
    for count in dropwhile(few, counts):
        wrong = sum(not is_right for _, is_right in ordered[:count])
        if binom.cdf(wrong, count, max_wrong) > delta:
            break
        least = ordered[count - 1][0]
    return least


def _too_few(count: int, *, max_wrong: float, delta: float) -> bool:
    """Tell whether so few answers prove nothing even with half the rate of wrong ones."""
    return bool(binom.cdf(int(count * max_wrong / 2), count, max_wrong) > delta)
