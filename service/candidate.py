"""A possible answer and the places that it was found in."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.reader import Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A span and the reading that it is of, with what speaks for it and the weighted sum of that.

    `missing` is what the question names and the passage does not speak of.
    """

    reading: Reading
    span: Span
    evidence: Mapping[str, float]
    missing: frozenset[str]
    score: float

    @property
    def text(self) -> str:
        return text_of(self.reading, self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer and every passage it was found in, the best first.

    `score` is the log of the summed exponentials of the places' scores: an answer that several
    passages give outweighs one that a single passage gives as well.
    """

    text: str
    score: float
    found: tuple[Found, ...]

    @property
    def best(self) -> Found:
        return self.found[0]


def text_of(reading: Reading, span: Span) -> str:
    passage = reading.hit.passage
    return passage.text[span.start - passage.start : span.end - passage.start]


def same(one: str, other: str) -> bool:
    """Tell whether two normalised answers are the same, or one a part of the other."""
    return bool(one and other) and (one in other or other in one)
