"""How high the right passages stand in a ranking.

A ranking is given as the gold groups that each place satisfies: `[set(), {0}, {1}]` says that the
second passage is gold for group 0 and the third one for group 1. Groups are numbered from 0; each
is one piece of evidence that the answer needs.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from math import log2

Ranking = Sequence[AbstractSet[int]]


def hit(ranking: Ranking, k: int) -> float:
    """Return 1 if one of the first `k` places is gold, otherwise 0 (also "success at k")."""
    return float(any(ranking[:k]))


def recall(ranking: Ranking, k: int, needed: int) -> float:
    """Return the share of the `needed` groups that the first `k` places satisfy."""
    found: set[int] = set().union(*ranking[:k])
    return len(found) / needed if needed else 0.0


def reciprocal_rank(ranking: Ranking) -> float:
    """Return 1 / the rank of the first gold place, 0 without one; its mean over questions is MRR
    (Voorhees 1999, TREC-8 question answering)."""
    first = next((rank for rank, gold in enumerate(ranking, start=1) if gold), None)
    return 1 / first if first else 0.0


def average_precision(grades: Sequence[float], relevant: int) -> float:
    """Return the mean, over the `relevant` documents there are, of the precision at the rank of
    each, 0 for those not found; its mean over questions is MAP, as in trec_eval.

    `grades` are the relevance grades in the order of the ranking. 0 where nothing is relevant.
    """
    ranks = [rank for rank, grade in enumerate(grades, start=1) if grade > 0]
    precisions = (found / rank for found, rank in enumerate(ranks, start=1))
    return sum(precisions) / relevant if relevant else 0.0


def ndcg(grades: Sequence[float], ideal: Sequence[float], k: int) -> float:
    """Return the normalised discounted cumulative gain of the first `k` places.

    `grades` are the relevance grades in the order of the ranking; `ideal` those of all relevant
    documents. The gain is the grade and the discount log2(rank + 1), as in trec_eval and BEIR
    (Järvelin and Kekäläinen 2002). 0 where nothing is relevant.
    """
    best = _gain(sorted(ideal, reverse=True)[:k])
    return _gain(grades[:k]) / best if best else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
