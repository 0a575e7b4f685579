"""Which of several wrong passages or wrong questions a reader is most taken in by.

For the thresholds, whose near misses should be as hard as those that people write; what is trained
on is picked by the network itself (`training/epochs.py`).
"""

from collections.abc import Sequence

from service.reader import Reader
from training.sets import Example


class Hardest:
    """Chooses with a reader; without one, takes what comes first."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader

    def of(self, candidates: Sequence[Example], count: int = 1) -> list[Example]:
        """The `count` unanswerable examples whose passage seems most relevant, such first."""
        if self.reader is None or len(candidates) <= count:
            return list(candidates[:count])
        alike = {example.question for example in candidates}
        if len(alike) == 1:
            hits = [example.hit for example in candidates]
            readings = self.reader.read(candidates[0].question, hits, spans=1)
        else:
            readings = [
                self.reader.read(example.question, [example.hit], spans=1)[0]
                for example in candidates
            ]
        order = sorted(range(len(candidates)), key=lambda at: -readings[at].relevance)
        return [candidates[at] for at in order[:count]]
