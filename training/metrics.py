"""How well a number tells the answerable from the unanswerable."""

from collections.abc import Sequence

import numpy as np


def best_threshold(
    scores: Sequence[float], gains: Sequence[float], empty: Sequence[float]
) -> float:
    """The score from which answering (worth `gains`) beats an empty answer (worth `empty`)."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    won = np.cumsum((np.asarray(gains) - np.asarray(empty))[order])
    best = int(np.argmax(won))
    return float("inf") if won[best] <= 0 else float(np.asarray(scores)[order][best])


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Chance that a positive outscores a negative; ties count half (Mann and Whitney 1947)."""
    values, right = np.asarray(scores), np.asarray(positive, dtype=bool)
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    ups, downs = int(right.sum()), int((~right).sum())
    return float((rank[right].sum() - ups * (ups + 1) / 2) / (ups * downs))


def ndcg(found: Sequence[str], relevant: set[str], depth: int = 10) -> float:
    """nDCG with one grade of relevance."""
    gained = sum(1 / np.log2(i + 2) for i, key in enumerate(found[:depth]) if key in relevant)
    ideal = sum(1 / np.log2(i + 2) for i in range(min(depth, len(relevant))))
    return float(gained / ideal) if ideal else 0.0
