"""The passages that were read, the one most likely to answer first."""

import math
from collections.abc import Sequence

from corpus.model import Hit
from service.judgement import Judgement

# How much the reader's order counts beside the search's for what may answer together with another
# passage. Chosen on the development halves that training/splits.md names.
_READER = 0.3


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


def starting_points(read: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """Return the hits of both orders from which to go on to what answers together with them.

    The first that was read stays first. The others stand by the weighed mean of the logarithms of
    their ranks, since the reader tells what answers by itself: a passage that only leads on to the
    answer it puts low, and the search does not.
    """
    by_reading, by_search = _ranks(read), _ranks(found)

    def place(hit: Hit) -> float:
        id_ = hit.passage.id
        reading = by_reading.get(id_, len(read) + 1)
        search = by_search.get(id_, len(found) + 1)
        return _READER * math.log(reading) + (1.0 - _READER) * math.log(search)

    others = sorted((*read[1:], *found), key=place)
    return list({hit.passage.id: hit for hit in (*read[:1], *others)}.values())


def _ranks(hits: Sequence[Hit]) -> dict[str, int]:
    return {hit.passage.id: rank for rank, hit in enumerate(hits, start=1)}
