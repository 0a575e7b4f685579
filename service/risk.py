"""How confident an answer must be, so that few of those given are wrong."""

from collections.abc import Sequence

from scipy.stats import binom

DELTA = 0.1
_TRIED = 20


def least_confidence(
    confidences: Sequence[float], right: Sequence[bool], max_wrong: float, delta: float = DELTA
) -> float | None:
    """Return the least confidence to answer at, or None when none keeps the rate.

    With probability at least `1 - delta` over the questions given, at most a share `max_wrong` of
    the answers at or above the returned confidence are wrong on questions of the same kind. This
    is Learn then Test (Angelopoulos, Bates, Candes, Jordan and Lei 2021, arXiv 2110.01052): the
    thresholds that let through one twentieth of the answers, two twentieths and so on are tested
    with exact binomial tail probabilities and Bonferroni's correction, and the lowest that passes
    is taken.
    """
    ordered = sorted(zip(confidences, right, strict=True), reverse=True)
    tried = {round(len(ordered) * share / _TRIED) for share in range(1, _TRIED + 1)} - {0}
    for count in sorted(tried, reverse=True):
        wrong = sum(not is_right for _, is_right in ordered[:count])
        if binom.cdf(wrong, count, max_wrong) <= delta / _TRIED:
            return ordered[count - 1][0]
    return None
