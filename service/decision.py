"""How the sentence that decides a yes/no question decides it.

The reader looks for an answer's words, and in a whole passage; whether what stands there means yes
or no is another skill. The polarity model (`models/polarity`, the reader's network taught that
alone by `training/windows.py`) reads the sentence that was found, with its neighbours, and says how
likely yes, no, and neither is.
"""

import math
from dataclasses import replace
from pathlib import Path

from corpus.model import Hit
from service.candidate import Found
from service.judgement import Judgement
from service.places import sentence_bounds, with_neighbours
from service.reader import Kinds, Reader

FOLDER = Path(__file__).parent.parent / "models" / "polarity"
_FAINT = 1e-3


def decide(question: str, judgement: Judgement, model: Reader) -> tuple[Judgement, Kinds]:
    """Return the judgement of a yes/no question, which has to have a candidate, with the evidence
    "told" that it is decided, and what the model says of the sentence."""
    (reading,) = model.read(question, [_around(judgement.selected[0].best)])
    features = {**judgement.features, "told": told(reading.kinds)}
    return replace(judgement, features=features), reading.kinds


def told(kinds: Kinds) -> float:
    """Return the log-odds that a sentence says yes or no rather than neither."""
    return math.log((kinds.yes + kinds.no + _FAINT) / (kinds.none + _FAINT))


def _around(found: Found) -> Hit:
    """Return the sentences around a place as a passage of their own."""
    hit, passage = found.reading.hit, found.reading.hit.passage
    start, end = with_neighbours(sentence_bounds(passage), found.span.start, found.span.end)
    text = passage.text[start - passage.start : end - passage.start]
    return replace(hit, passage=replace(passage, start=start, end=end, text=text))
