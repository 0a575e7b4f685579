"""The short answer: the words that answer, before the sentences that carry them."""

import math
from collections.abc import Sequence

from service.judgement import Judgement
from service.reader import Reading
from service.wording import asks_for_several, asks_yes_or_no, joined

# Below this the reader cannot tell yes from no, and the sentence has to speak for itself.
_CLEAR = 0.65


def short_answer(question: str, judgement: Judgement) -> str | None:
    """Return "Yes" or "No", or the words of the articles that answer; None when it is unclear."""
    if not judgement.selected:
        return None
    if asks_yes_or_no(question):
        return yes_or_no(judgement.readings)
    texts = [candidate.text for candidate in judgement.selected]
    return joined(texts) if asks_for_several(question) else "; ".join(dict.fromkeys(texts))


def yes_or_no(readings: Sequence[Reading]) -> str | None:
    """Return what the passages say to a yes/no question, each weighed by how far it answers it."""
    logits = [r.relevance + math.log(1.0 - r.kinds.none + 1e-4) for r in readings]
    weights = [math.exp(logit - max(logits)) for logit in logits]
    yes = sum(w * r.kinds.yes for w, r in zip(weights, readings, strict=True))
    no = sum(w * r.kinds.no for w, r in zip(weights, readings, strict=True))
    if yes + no == 0.0:
        return None
    share = yes / (yes + no)
    if max(share, 1 - share) < _CLEAR:
        return None
    return "Yes" if share >= _CLEAR else "No"
