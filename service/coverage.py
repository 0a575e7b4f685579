"""How much of a statement stands in a source, and how close together, told by words alone.

Words of a statement that are scattered over a source are not what it says. So terms are counted
within one sentence, within three, within neighbours, and in the whole; each clause by itself, since
a statement that is borne out in part is the common failure (Kamoi et al. 2023, WiCE).
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from rapidfuzz.distance import LCSseq

from corpus.sentences import sentences
from service.numbers import numbers, numbers_missing
from service.terms import clauses, names, terms, weighed
from service.wording import NEGATIONS

# What each feature may at most speak for: support (1), or the lack of it (-1).
SIGNS: Mapping[str, int] = {
    "best": 1,
    "three": 1,
    "around": 1,
    "least_clause": 1,
    "pairs": 1,
    "order": 1,
    "elsewhere": -1,
    "numbers_missing": -1,
    "names_missing": -1,
    "denied": -1,
}
_TOGETHER = 3
# How far apart, in terms, a pair may stand that stands together in the statement.
_APART = 3
_MOST_NUMBERS = 2
_DENIAL = re.compile(rf"\b(?:{NEGATIONS})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Sentences in the order of their text. What it is `about` (a title, a date) need not be said
    again in each: its terms are known everywhere."""

    sentences: tuple[str, ...]
    about: str = ""

    @classmethod
    def of(cls, texts: Sequence[str], about: str = "") -> Self:
        """Return texts, of one sentence or many, as a source."""
        return cls(
            sentences=tuple(text[a:b] for text in texts for a, b in sentences(text)), about=about
        )


def compared(statement: str, source: Source) -> dict[str, float]:
    """Return the features of `SIGNS`. Shares are between 0 and 1 and weigh terms by rarity."""
    found = _Found(statement, source)
    there = frozenset[str]().union(*found.places)
    named = names(statement)
    said = found.best_of(source)
    text = " ".join([*source.sentences, source.about])
    return {
        "best": found.best,
        "three": found.cover(found.three()),
        "around": max((found.cover(near) for near in found.neighbours()), default=0.0),
        "least_clause": found.least_clause(statement),
        "pairs": found.pairs(),
        "order": found.order(),
        "elsewhere": found.elsewhere(named | set(numbers(statement))),
        "numbers_missing": min(len(numbers_missing(statement, text)), _MOST_NUMBERS),
        "names_missing": len(named - there) / len(named) if named else 0.0,
        "denied": float(bool(_DENIAL.search(statement)) != bool(_DENIAL.search(said))),
    }


class _Found:
    """Which terms of a statement each sentence of a source has, with those that are known."""

    def __init__(self, statement: str, source: Source) -> None:
        self.terms = terms(statement)
        self.weights = weighed(statement)
        self.total = sum(self.weights.values()) or 1.0
        self.known = frozenset(terms(source.about)) & self.weights.keys()
        self.said = [terms(sentence) for sentence in source.sentences]
        self.places = [self.known | (self.weights.keys() & said) for said in self.said]
        self.covers = [self.cover(place) for place in self.places]
        self.best = max(self.covers, default=0.0)

    def best_of(self, source: Source) -> str:
        """Return the first of the sentences that have most."""
        return source.sentences[self.covers.index(self.best)] if self.covers else ""

    def cover(self, place: Iterable[str]) -> float:
        # Exact, since the order of a set is not the same in every process.
        return math.fsum(self.weights[term] for term in place) / self.total

    def three(self) -> frozenset[str]:
        """Return the terms of the three sentences that, each after the last, add most."""
        together = frozenset[str]()
        for _ in range(min(_TOGETHER, len(self.places))):
            together = max((together | place for place in self.places), key=self.cover)
        return together

    def neighbours(self) -> Iterable[frozenset[str]]:
        around = (self.places[max(0, at - 1) : at + 2] for at in range(len(self.places)))
        return (frozenset[str]().union(*near) for near in around)

    def least_clause(self, statement: str) -> float:
        """Return the share of its terms that the clause has in its best sentence that has least."""
        parts = [self.weights.keys() & terms(clause) for clause in clauses(statement)]
        shares = [
            max((self.cover(place & part) for place in self.places), default=0.0) / self.cover(part)
            for part in parts
            if self.cover(part)
        ]
        return min(shares, default=1.0)

    def elsewhere(self, exact: set[str]) -> float:
        """Return how much less is in the best sentence with the weakest of the exact terms than in
        the best of all: a name or number that is swapped in stands where little else does."""
        pairs = list(zip(self.places, self.covers, strict=True))
        links = (
            max((cover for place, cover in pairs if term in place), default=0) for term in exact
        )
        return self.best - min((link for link in links if link), default=self.best)

    def pairs(self) -> float:
        """Return the share of neighbouring terms that stand together, in order, in a sentence."""
        wanted = [pair for pair in pairwise(self.terms) if not self.known.intersection(pair)]
        there = {
            (one, other)
            for said in self._telling()
            for place, one in enumerate(said)
            if one in self.weights
            for other in said[place + 1 : place + 1 + _APART]
        }
        return sum(pair in there for pair in wanted) / len(wanted) if wanted else 1.0

    def order(self) -> float:
        """Return the greatest share of the terms that a sentence has in the same order."""
        wanted = [term for term in self.terms if term not in self.known]
        runs = (LCSseq.similarity(wanted, said) for said in self._telling())
        return max(runs, default=0) / len(wanted) if wanted else 1.0

    def _telling(self) -> list[list[str]]:
        """Return the sentences that have any term which is not known."""
        both = zip(self.said, self.places, strict=True)
        return [said for said, place in both if len(place) > len(self.known)]
