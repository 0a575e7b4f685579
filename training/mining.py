"""Which of several wrong passages or wrong questions an earlier reader is most taken in by.

What a reader tells apart already teaches it nothing. Negatives mined with an earlier model are what
dense retrievers gained most from (Xiong et al. 2021, ANCE), and the same holds for near misses:
of several swaps in a question, the one that the reader still takes for answered is kept.
"""

from collections.abc import Sequence

from service.reader import Reader
from training.sets import Example, hit

# Of paragraphs that lack the sentence that answers, half have a relevance above this.
_FAR_FROM = -2.0


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
            hits = [hit(example.title, example.text) for example in candidates]
            readings = self.reader.read(candidates[0].question, hits, spans=1)
        else:
            readings = [
                self.reader.read(example.question, [hit(example.title, example.text)], spans=1)[0]
                for example in candidates
            ]
        order = sorted(range(len(candidates)), key=lambda at: -readings[at].relevance)
        return [candidates[at] for at in order[:count]]

    def taken_in_by(self, example: Example) -> bool:
        """Tell whether the reader comes anywhere near believing that the example is answered."""
        if self.reader is None:
            return True
        (reading,) = self.reader.read(example.question, [hit(example.title, example.text)], spans=1)
        return reading.relevance > _FAR_FROM
