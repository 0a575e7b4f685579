"""SQuAD's own scores, and how well a number tells the answerable from the unanswerable."""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

ARTICLES = re.compile(r"\b(a|an|the)\b")


def normalised(text: str) -> str:
    """Lower case, no punctuation, no articles, single spaces: as SQuAD's script does."""
    kept = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(ARTICLES.sub(" ", kept).split())


def f1(said: str, gold: str) -> float:
    """Overlap of words; two empty answers agree fully."""
    left, right = normalised(said).split(), normalised(gold).split()
    if not left or not right:
        return float(left == right)
    same = sum((Counter(left) & Counter(right)).values())
    return 2 * same / (len(left) + len(right))


def best_f1(said: str, golds: Sequence[str]) -> float:
    """Against the accepted answer that fits best; unanswerable questions accept only ''."""
    return max(f1(said, gold) for gold in golds or ("",))


def exact(said: str, golds: Sequence[str]) -> float:
    return float(any(normalised(said) == normalised(gold) for gold in golds or ("",)))


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
