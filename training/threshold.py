"""The span score from which answering beats refusing, on held-out paragraphs.

For the one-paragraph measures only: the service answers from several passages and decides by the
confidence that `training.calibrate` fits.
"""

import random
from pathlib import Path

from training import written
from training.sets import NONE, SPAN, Example

_SEED = 11


def half_unanswerable(data: Path) -> list[Example]:
    """Return questions that were written about paragraphs of SQuAD and are held out: the traps, and
    as many that are answered."""
    held = [e for story in written.stories(data, held=True, kind="squad") for e in story.examples()]
    traps, answered = ([e for e in held if e.kind == kind] for kind in (NONE, SPAN))
    return [*traps, *random.Random(_SEED).sample(answered, min(len(traps), len(answered)))]
