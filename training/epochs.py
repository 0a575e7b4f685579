"""What an epoch reads, and in which steps.

In every second epoch, of a group's wrong passages or wrong questions those are read that the reader
is most taken in by as the epoch begins, else any: what it tells apart already teaches it nothing.
Negatives mined with the model itself are what dense retrievers gained most from (Xiong et al. 2021,
ANCE, arXiv 2007.00808), and the same holds for near misses: of several swaps in a question, the one
that the reader still takes for answered.
"""

from collections.abc import Sequence

import numpy as np

from training.pack import Pack

Rows = np.ndarray
Step = list[Rows]
# Groups of like length are read together, out of as many as fill so many steps.
POOL = 32


def to_be_mined(packed: Pack) -> Rows:
    """The wrong rows of groups that have more of them than they use."""
    spare = np.bincount(packed.group, weights=packed.wrong) > packed.used
    return np.flatnonzero(packed.wrong & spare[packed.group])


def chosen(packed: Pack, relevance: np.ndarray) -> list[Rows]:
    """The rows that each group reads; `relevance` (one number a row) says what is hardest."""
    # Within a group, what is always read comes first, then the wrong rows, hardest first.
    key = np.where(packed.wrong, relevance.max() + 1 - relevance, -1.0)
    order = np.lexsort((key, packed.group))
    bounds = np.searchsorted(packed.group, np.arange(len(packed.used) + 1))
    always = np.bincount(packed.group, weights=~packed.wrong).astype(int)
    return [
        order[start : start + fixed + used]
        for start, fixed, used in zip(bounds, always, packed.used, strict=False)
    ]


def steps(
    groups: Sequence[Rows], sizes: np.ndarray, passages: int, rng: np.random.Generator
) -> list[Step]:
    """Whole groups in random order, of like length each: at least `passages` passages a step, or,
    where a pool ends, half as many: too few groups could not be shared among workers."""
    mixed = [groups[number] for number in rng.permutation(len(groups))]
    longest = [int(sizes[rows].max()) for rows in mixed]
    made: list[Step] = []
    per_pool = max(1, POOL * passages * len(mixed) // sum(map(len, mixed)))
    for at in range(0, len(mixed), per_pool):
        pool = range(at, min(at + per_pool, len(mixed)))
        step: Step = []
        for number in sorted(pool, key=longest.__getitem__):
            step.append(mixed[number])
            if sum(map(len, step)) >= passages:
                made.append(step)
                step = []
        if made and sum(map(len, step)) < passages / 2:
            made[-1] = [*made[-1], *step]
        elif step:
            made.append(step)
    return [made[number] for number in rng.permutation(len(made))]


def share(step: Step, sizes: np.ndarray, rank: int, workers: int) -> Step:
    """One worker's groups: about as many tokens as every other's."""
    by_size = sorted(step, key=lambda rows: -int(sizes[rows].sum()))
    return by_size[rank::workers]
