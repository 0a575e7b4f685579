"""Reading in turns: what a search finds first, and as many passages again where none of those
answers.

Half of the questions in other words than the articles' that a dozen passages leave open are
answered by the next dozen, in a large collection; most questions need no second turn.
"""

from collections.abc import Sequence

from corpus.model import Hit
from service.reader import Reader, Reading
from service.retrieval import shortlist

# The logit of relevance from which a passage is taken to answer.
_ANSWERS = 0.0


def read_in_turns(
    reader: Reader, question: str, found: Sequence[Hit], *, limit: int
) -> list[Reading]:
    """Return the readings of the first `limit` passages found, in order, then those of up to as
    many more where none of the first is likely to answer."""
    first = shortlist(found, limit=limit)
    readings = reader.read(question, first)
    if any(reading.relevance > _ANSWERS for reading in readings):
        return readings
    read = {hit.passage.id for hit in first}
    more = [hit for hit in shortlist(found, limit=2 * limit) if hit.passage.id not in read]
    return [*readings, *reader.read(question, more)]
