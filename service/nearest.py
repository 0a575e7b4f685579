"""The passages that were read, the one most likely to answer first."""

import math

from corpus.model import Hit
from service.judgement import Judgement


def nearest(judgement: Judgement) -> list[Hit]:
    """Return the passages by their best candidate; those without one last, as they were found."""
    best: dict[str, float] = {}
    for candidate in judgement.candidates:
        for found in candidate.found:
            best.setdefault(found.reading.hit.passage.id, candidate.score)
    return sorted(
        (reading.hit for reading in judgement.readings),
        key=lambda hit: (-best.get(hit.passage.id, -math.inf), -hit.score, hit.passage.id),
    )
