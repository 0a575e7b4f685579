"""The vectors of a passage's sentences: often one sentence answers a question that the rest of its
passage is not about, and then the vector of the whole is of little use.

They cost no run of the embedding model of their own: each is the mean of what it made of the
sentence's tokens where they stand in the passage, as the passage's own vector is the mean over all
of them ("late chunking", Günther et al. 2024, arXiv 2409.04701).
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Spans = Sequence[tuple[int, int]]
# Of unit vectors in so many steps, cosines are right to about .001.
_STEPS = 127
_DIGITS = 6


def can_be_made(model: "SentenceTransformer") -> bool:
    """Tell whether a model's vector of a text is the mean over the text's tokens and nothing more,
    so that a part of the text has one as well."""
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    _, *after = model
    return (
        bool(after)
        and isinstance(after[0], Pooling)
        and after[0].pooling_mode == "mean"
        and all(isinstance(module, Normalize) for module in after[1:])
        and getattr(model.tokenizer, "is_fast", False)
    )


def means(tokens: NDArray[np.float32], offsets: Spans, parts: Spans) -> NDArray[np.float32]:
    """Return the mean of the tokens in each part of a text that has any, at most `len(parts)` x
    dimension; `offsets` has the characters that each token stands for."""
    starts, ends = np.asarray(offsets).T
    within = [(starts >= start) & (ends <= end) & (ends > starts) for start, end in parts]
    rows = [tokens[chosen].mean(axis=0) for chosen in within if chosen.any()]
    return np.stack(rows) if rows else tokens[:0]


def packed(rows: NDArray[np.float32]) -> bytes:
    """Return vectors as they are kept: a byte a number, of the directions alone."""
    greatest = np.abs(rows).max(axis=1, keepdims=True)
    steps: NDArray[np.int8] = np.rint(rows / np.maximum(greatest, 1e-12) * _STEPS).astype(np.int8)
    return steps.tobytes()


def nearest(vector: Sequence[float], kept: Mapping[str, bytes]) -> dict[str, float]:
    """Return, for each passage of which vectors are kept, the cosine of its nearest sentence."""
    there = {id_: rows for id_, rows in kept.items() if rows}
    if not there:
        return {}
    question = np.asarray(vector, dtype=np.float32)
    rows = np.frombuffer(b"".join(there.values()), dtype=np.int8).reshape(-1, len(question))
    directions = rows.astype(np.float32)
    cosines = directions @ question / np.linalg.norm(directions, axis=1)
    counts = [len(each) // len(question) for each in there.values()]
    first = np.cumsum([0, *counts[:-1]])
    best: NDArray[Any] = np.maximum.reduceat(cosines, first).astype(np.float64).round(_DIGITS)
    return dict(zip(there, best.tolist(), strict=True))
