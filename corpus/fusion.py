"""Several rankings made into one."""

from collections.abc import Iterable, Sequence

RRF_K = 60


def reciprocal_rank_fusion(rankings: Iterable[Sequence[str]], k: int = RRF_K) -> dict[str, float]:
    """Return the fused score of every id, best first; ties stand in the order of their ids.

    An id's score is the sum over the rankings that hold it of `1 / (k + rank)`, rank from 1
    (Cormack, Clarke and Buettcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and
    individual Rank Learning Methods", which also proposes k = 60).
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, id_ in enumerate(ranking, start=1):
            scores[id_] = scores.get(id_, 0.0) + 1.0 / (k + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
