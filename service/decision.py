"""How the sentence that decides a yes/no question decides it.

The reader looks for an answer's words, and in a whole passage; whether what stands there means yes
or no is another skill. The polarity model (`models/polarity`, the reader's network taught that
alone by `training/windows.py`) reads the sentences of the first candidates, each with its
neighbours, and says how likely yes, no, and neither is: by that one of them is chosen.
"""

import math
from dataclasses import replace
from pathlib import Path

from corpus.model import Hit
from service.candidate import Candidate, Found
from service.judgement import Judgement, answered_with
from service.places import sentence_bounds, touched
from service.reader import Kinds, Reader
from service.wording import asks_yes_or_no

FOLDER = Path(__file__).parent.parent / "models" / "polarity"
# So many sentences on either side of the one found are read with it.
NEIGHBOURS = 1
# The sentences of so many candidates are read. How much it counts that one decides, beside its
# score: on held-out questions, .4 to .6 put the right place first most often.
_CANDIDATES, _DECIDES = 4, 0.5
# Of sentences that decide with such log-odds or greater, as many are the right ones.
_PLAIN = 3.0
_FAINT = 1e-3


def decide(question: str, judgement: Judgement, model: Reader) -> tuple[Judgement, Kinds | None]:
    """Return `read_again`; the judgement as it is and None where something else than yes or no is
    asked for, or nothing was found."""
    if not (judgement.selected and asks_yes_or_no(question)):
        return judgement, None
    return read_again(question, judgement, model)


def read_again(question: str, judgement: Judgement, model: Reader) -> tuple[Judgement, Kinds]:
    """Return a judgement that has a candidate, with the one selected whose sentence decides as well
    as answers, and what the model says of that sentence.

    The evidence "told" is added to the features: that the sentence decides, up to where more of it
    tells nothing more.
    """
    first, hits = zip(*_first(judgement), strict=True)
    said = [reading.kinds for reading in model.read(question, hits)]
    chosen, kinds = max(
        zip(first, said, strict=True), key=lambda one: one[0].score + _DECIDES * told(one[1])
    )
    if chosen is not first[0]:
        judgement = answered_with(question, judgement, chosen)
    features = {**judgement.features, "told": min(told(kinds), _PLAIN)}
    return replace(judgement, features=features), kinds


def _first(judgement: Judgement) -> list[tuple[Candidate, Hit]]:
    """Return the candidate selected and the first behind it whose sentences are others, with the
    sentences of each."""
    found: dict[tuple[str, int], tuple[Candidate, Hit]] = {}
    for candidate in (judgement.selected[0], *judgement.candidates):
        hit = around(candidate.best)
        found.setdefault((hit.passage.article_id, hit.passage.start), (candidate, hit))
        if len(found) == _CANDIDATES:
            break
    return list(found.values())


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
