"""Whole sentences around a place in a passage."""

from corpus.model import Passage
from corpus.sentences import sentences


def sentences_around(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence, or sentences, that `start:end` stands in begin and end.

    All offsets count characters of the article. Passages are runs of whole sentences.
    """
    bounds = [(passage.start + a, passage.start + b) for a, b in sentences(passage.text)]
    touched = [(a, b) for a, b in bounds if a < end and b > start]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)
