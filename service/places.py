"""Whole sentences around a place in a passage."""

from collections.abc import Sequence

from corpus.model import Passage
from corpus.sentences import sentences

Bounds = Sequence[tuple[int, int]]


def sentence_bounds(passage: Passage) -> Bounds:
    """Return where each sentence of a passage begins and ends, in characters of the article."""
    return [(passage.start + a, passage.start + b) for a, b in sentences(passage.text)]


def touched(bounds: Bounds, start: int, end: int, *, beside: int = 0) -> tuple[int, int]:
    """Return where the sentence, or sentences, that `start:end` stands in begin and end, with so
    many of `bounds` `beside` them on either side.

    All offsets count characters of the article.
    """
    found = [number for number, (a, b) in enumerate(bounds) if a < end and b > start]
    if not found:
        return start, end
    first, last = max(0, found[0] - beside), min(len(bounds) - 1, found[-1] + beside)
    return bounds[first][0], bounds[last][1]


def sentences_around(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return `touched` of a passage, which is a run of whole sentences."""
    return touched(sentence_bounds(passage), start, end)
