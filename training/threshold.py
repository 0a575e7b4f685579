"""The span score from which answering beats refusing, on held-out paragraphs.

For the one-paragraph measures only: the service answers from several passages and decides by the
confidence that `training.calibrate` fits.
"""

import random
from collections.abc import Iterable
from pathlib import Path

from training import sets
from training.mining import Hardest
from training.nearmiss import NearMisses, in_question
from training.polarity import likeness
from training.sets import Example

_SEED, _SWAPS = 11, 3


def half_unanswerable(data: Path, count: int, hardest: Hardest) -> list[Example]:
    """Return held-out SQuAD questions with their paragraphs, every second one a near miss: of three
    that the rules make, the one that `hardest` picks, for those that people write are harder."""
    held = [e for e in sets.squad_train(data) if sets.held_out(e.article, 5)]
    picked = random.Random(_SEED).sample(held, count)
    edits = NearMisses(held, likeness(), _SEED)
    return list(_alternating(picked, edits, hardest))


def _alternating(
    examples: Iterable[Example], edits: NearMisses, hardest: Hardest
) -> Iterable[Example]:
    missed = False
    for example in examples:
        swaps = [] if missed else edits.swaps(example, _SWAPS)
        missed = bool(swaps)
        yield hardest.of([in_question(example, s) for s in swaps])[0] if swaps else example
