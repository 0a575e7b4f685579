"""The span score from which answering beats refusing, on held-out paragraphs.

For the one-paragraph measures only: the service answers from several passages and decides by the
confidence that `training.calibrate` fits.
"""

import random
from collections.abc import Iterable
from pathlib import Path

from safetensors.numpy import load_file

from corpus import bundled
from training import sets
from training.nearmiss import NearMisses, in_question
from training.sets import Example
from training.words import Likeness

_SEED = 11


def half_unanswerable(data: Path, count: int) -> list[Example]:
    """Return held-out SQuAD questions with their paragraphs, every second one a near miss."""
    held = [e for e in sets.squad(data / "squad/train-v1.1.json.gz") if sets.held_out(e.article, 5)]
    picked = random.Random(_SEED).sample(held, count)
    weights = load_file(bundled.folder() / "model.safetensors")
    words = weights["embeddings.word_embeddings.weight"].astype("float32")
    edits = NearMisses(held, Likeness(words, bundled.tokenizer()), _SEED)
    return list(_alternating(picked, edits))


def _alternating(examples: Iterable[Example], edits: NearMisses) -> Iterable[Example]:
    missed = False
    for example in examples:
        swap = None if missed else edits.swap(example)
        missed = swap is not None
        yield in_question(example, swap) if swap else example
