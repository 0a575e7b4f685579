"""From the logits of a passage's tokens to the places where an answer may stand."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Found = tuple[int, int, float]

LONGEST = 48
_CANDIDATES = 24


def best_spans(logits: Floats, words: Sequence[int | None], count: int) -> list[Found]:
    """The best spans as (first token, last token, start + end logit), best first, not overlapping.

    `logits` is tokens × 2. A span begins and ends with a whole word, by `words`, each token's word
    number; it is at most `LONGEST` tokens long. Of equal scores the earlier, shorter one leads.
    """
    starts, ends = _whole_words(logits, words)
    first = np.argsort(-starts, kind="stable")[:_CANDIDATES]
    last = np.argsort(-ends, kind="stable")[:_CANDIDATES]
    pairs = [
        (int(a), int(b), float(starts[a] + ends[b]))
        for a in first
        for b in last
        if a <= b < a + LONGEST and np.isfinite(starts[a] + ends[b])
    ]
    pairs.sort(key=lambda pair: (-pair[2], pair[0], pair[1]))
    return without_overlap(pairs, count)


def without_overlap(ordered: Sequence[Found], count: int) -> list[Found]:
    """The first `count` that share nothing with one before them; `ordered` is best first."""
    kept: list[Found] = []
    for found in ordered:
        if len(kept) == count:
            break
        if all(found[1] < other[0] or other[1] < found[0] for other in kept):
            kept.append(found)
    return kept


def _whole_words(logits: Floats, words: Sequence[int | None]) -> tuple[Floats, Floats]:
    number = np.array([-1 if word is None else word for word in words], dtype=np.int64)
    changes = number[1:] != number[:-1]
    begins, closes = np.append(True, changes), np.append(changes, True)
    never = np.float32(-np.inf)
    return np.where(begins, logits[:, 0], never), np.where(closes, logits[:, 1], never)
