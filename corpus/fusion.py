"""Several scorings made into one."""

from collections.abc import Mapping, Sequence


def convex_combination(scorings: Sequence[tuple[float, Mapping[str, float]]]) -> dict[str, float]:
    """Return the fused score of every id, between 0 and 1, best first; ties stand in the order of
    their ids.

    An id's score is the mean over the scorings, each with a weight, of its share of that scoring's
    best score, nought where it has none or a negative one (Bruch, Gai and Ingber 2023, "An Analysis
    of Fusion Functions for Hybrid Retrieval", arXiv 2210.11934, who find it ahead of fusion by
    ranks). Least is nought: BM25 has no less, and a cosine of nought already says that nothing is
    alike.
    """
    scores: dict[str, float] = {}
    total = sum(weight for weight, _ in scorings)
    for weight, scoring in scorings:
        best = max(scoring.values(), default=0.0)
        for id_, score in scoring.items():
            share = max(score, 0.0) / best if best > 0 else 0.0
            scores[id_] = scores.get(id_, 0.0) + share * weight / total
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
