"""Articles cut into passages, at the ends of sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.bundled import count_tokens
from corpus.model import Article, Passage
from corpus.sentences import sentences
from corpus.settings import PASSAGE_TOKENS

_BREAK_IN_PARAGRAPH = 1.0
_BREAK_IN_SENTENCE = 4.0

_WORD = re.compile(r"\S{1,40}\s*")
_CLAUSE_END = re.compile(r"[,;:.!?)\]\u2013\u2014\u2026\u3001\u3002\uff0c\uff1a\uff1b]\s*$")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
# The tokenizer makes one token of any word it cannot read, however long, and a line of one word is
# a line: neither may let a passage grow without bound.
_CHARACTERS_A_TOKEN = 8
_LEAST = 6


@dataclass(frozen=True, slots=True)
class Length:
    """How long passages are to be, in tokens."""

    aim: int

    @property
    def most(self) -> int:
        return self.aim * 6 // 5

    @property
    def tolerance(self) -> float:
        """A passage this far off the aim costs as much as a break in the middle of a paragraph, so
        that 120 to 180 tokens up to the end of one are better than 150 that stop before it."""
        return self.aim / 5

    @property
    def fragment(self) -> int:
        """The most that a piece of a sentence has which is longer than a passage."""
        return self.aim * 2 // 5


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or a fragment of one that is too long: passages are runs of these."""

    start: int
    end: int
    weight: int
    whole: bool = True


def split(article: Article, tokens: int = PASSAGE_TOKENS) -> list[Passage]:
    """Return the passages of an article, in order, which hold every character of its text that is
    not white space exactly once.

    A passage has `tokens` tokens, give or take a fifth, where the text allows it, and never many
    more; it ends with a sentence, and with a paragraph when one ends nearby. Among all ways to cut
    the text the one that departs least from this is taken, so that no crumb is left at the end.
    """
    length = Length(tokens)
    units = list(_units(article.text, length))
    ends = _best_ends(units, _break_costs(article.text, units), length)
    return [
        _passage(article, units[first].start, units[end - 1].end)
        for first, end in zip([0, *ends], ends, strict=False)
    ]


def _passage(article: Article, start: int, end: int) -> Passage:
    return Passage(
        article_id=article.id,
        version=article.version,
        start=start,
        end=end,
        text=article.text[start:end],
    )


def _units(text: str, length: Length) -> Iterator[_Unit]:
    for start, end in sentences(text):
        weight = _weight(text[start:end], length.most)
        if weight <= length.most:
            yield _Unit(start, end, max(weight, _LEAST))
        else:
            yield from _fragments(text, start, end, length)


def _weight(piece: str, most: int) -> int:
    """Return how many tokens a piece counts for; past `most` a lower bound is enough."""
    by_length = -(-len(piece) // _CHARACTERS_A_TOKEN)
    return by_length if by_length > most else max(by_length, count_tokens(piece))


def _fragments(text: str, start: int, end: int, length: Length) -> Iterator[_Unit]:
    """Cut a sentence that is longer than a passage, at clause ends or else between words."""
    words = list(_WORD.finditer(text, start, end))
    counted = {word: _weight(word, length.most) for word in {found.group() for found in words}}
    weights = [counted[found.group()] for found in words]
    places = [_place(found.group()) for found in words]
    first = 0
    while first < len(words):
        stop = _fragment_end(weights, places, first, length.fragment)
        begin, finish = words[first].start(), words[stop - 1].end()
        piece = text[begin:finish]
        last = stop == len(words)
        weight = _weight(piece, length.most)
        yield _Unit(begin, begin + len(piece.rstrip()), weight, whole=last)
        first = stop


def _fragment_end(weights: list[int], places: list[int], first: int, full: int) -> int:
    """Return where the fragment that begins with word `first` ends: where it is full, or at the
    best place in its second half."""
    stop, total = first + 1, weights[first]
    while stop < len(weights) and (total := total + weights[stop]) <= full:
        stop += 1
    if stop == len(weights):
        return stop
    return 1 + max(range((first + stop) // 2, stop), key=lambda word: (places[word], word))


def _place(word: str) -> int:
    """Return how good a place to cut is behind a word: 0 inside of it, 2 behind a clause."""
    return (word[-1].isspace() or not word.isascii()) + bool(_CLAUSE_END.search(word))


def _break_costs(text: str, units: list[_Unit]) -> list[float]:
    """Return, for each unit, what it costs to end a passage behind it."""
    gaps = [text[unit.end : after.start] for unit, after in pairwise(units)]
    ending = [_BREAK_IN_PARAGRAPH if unit.whole else _BREAK_IN_SENTENCE for unit in units]
    return [
        0.0 if _BLANK_LINE.search(gap) else cost
        for gap, cost in zip([*gaps, "\n\n"], ending, strict=False)
    ]


def _best_ends(units: list[_Unit], costs: list[float], length: Length) -> list[int]:
    """Return behind how many units each passage ends, at the least total cost."""
    aim, most, tolerance = length.aim, length.most, length.tolerance
    cheapest, begins = [0.0], [0]
    for end in range(1, len(units) + 1):
        best, begin, weight = float("inf"), end - 1, 0
        for first in range(end - 1, -1, -1):
            weight += units[first].weight
            if weight > most and first < end - 1:
                break
            cost = cheapest[first] + ((weight - aim) / tolerance) ** 2
            if cost < best:
                best, begin = cost, first
        cheapest.append(best + costs[end - 1])
        begins.append(begin)
    ends, at = [], len(units)
    while at > 0:
        ends.append(at)
        at = begins[at]
    return ends[::-1]
