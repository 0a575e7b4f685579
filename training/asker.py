"""Questions put to the reader, each with the paragraph that it was written for."""

import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from eval.metrics.squad import token_f1
from service.reader import Reader, Reading
from training.metrics import best_threshold
from training.mining import Hardest
from training.sets import NONE, Example
from training.threshold import half_unanswerable

T = TypeVar("T")
Scores = dict[str, float | int | str]


def said(reading: Reading) -> str:
    spans = reading.spans
    return reading.hit.passage.text[spans[0].start : spans[0].end] if spans else ""


def belief(reading: Reading) -> float:
    """How much the reader believes in its best span."""
    return reading.spans[0].score if reading.spans else -99.0


class Asker:
    """A reader to be measured, the data to measure it on, and how many questions of a large set."""

    def __init__(self, data: Path, reader: Reader, sample: int) -> None:
        self.data, self.reader, self.sample = data, reader, sample
        self.pool = ThreadPoolExecutor(4)

    @cached_property
    def threshold(self) -> float:
        """The span score from which answering beats refusing on held-out questions."""
        asked = half_unanswerable(self.data, 800, Hardest(self.reader))
        readings = self.read(asked)
        empty = [float(example.kind == NONE) for example in asked]
        gains = [
            0.0 if example.kind == NONE else token_f1(said(reading), example.answers)
            for reading, example in zip(readings, asked, strict=True)
        ]
        return best_threshold([belief(reading) for reading in readings], gains, empty)

    def picked(self, examples: Iterable[T]) -> list[T]:
        """As many of the examples as a large set is measured on, always the same."""
        found = list(examples)
        count = min(len(found), self.sample)
        return random.Random(7).sample(found, count)

    def read(self, examples: Sequence[Example]) -> list[Reading]:
        """Each question with its own paragraph."""

        def one(e: Example) -> Reading:
            return self.reader.read(e.question, [e.hit])[0]

        return list(self.pool.map(one, examples))
