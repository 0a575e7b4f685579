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
from service.places import sentence_bounds, touched
from service.reader import Kinds, Reader
from service.wording import asks_yes_or_no

FOLDER = Path(__file__).parent.parent / "models" / "polarity"
# So many sentences on either side of the one found are read with it.
NEIGHBOURS = 1
_FAINT = 1e-3


def decide(question: str, judgement: Judgement, model: Reader) -> tuple[Judgement, Kinds | None]:
    """Return `read_again`; the judgement as it is and None where something else than yes or no is
    asked for, or nothing was found."""
    if not (judgement.selected and asks_yes_or_no(question)):
        return judgement, None
    return read_again(question, judgement, model)


def read_again(question: str, judgement: Judgement, model: Reader) -> tuple[Judgement, Kinds]:
    """Return a judgement that has a candidate with the evidence "told" that its sentence decides,
    and what the model says of that sentence."""
    (reading,) = model.read(question, [around(judgement.selected[0].best)])
    features = {**judgement.features, "told": told(reading.kinds)}
    return replace(judgement, features=features), reading.kinds


def told(kinds: Kinds) -> float:
    """Return the log-odds that a sentence says yes or no rather than neither."""
    return math.log((kinds.yes + kinds.no + _FAINT) / (kinds.none + _FAINT))


def around(found: Found) -> Hit:
    """Return the sentences around a place as a passage of their own."""
    hit, passage = found.reading.hit, found.reading.hit.passage
    start, end = touched(
        sentence_bounds(passage), found.span.start, found.span.end, beside=NEIGHBOURS
    )
    text = passage.text[start - passage.start : end - passage.start]
    return replace(hit, passage=replace(passage, start=start, end=end, text=text))
