"""The passages among which those are sought that answer a question together."""

import math
from collections import Counter
from collections.abc import Iterable

from corpus.model import Hit
from service.bridges import Bridge, Spoken, bridge
from service.fit import asked, missing

# Names of one passage that are searched for, in the order in which it names them.
_NAMES = 12


class Pool:
    """Passages, the best first, with the words of the question and the names that each speaks of.

    How much a word or a name tells is counted among them: what all of them say tells none of them
    apart.
    """

    def __init__(self, question: str, hits: Iterable[Hit]) -> None:
        self._question = question
        self._asked = asked(question)
        self._spoken: dict[str, Spoken] = {}
        self._covers: dict[str, frozenset[str]] = {}
        self._rarities: dict[str, float] = {}
        self._weights: dict[str, float] = {}
        self.hits: dict[str, Hit] = {}
        self.add(hits)

    def add(self, hits: Iterable[Hit]) -> None:
        """Put passages behind those that are there; one that is known stays where it is."""
        new = {hit.passage.id: hit for hit in hits if hit.passage.id not in self.hits}
        for id_, hit in new.items():
            self._spoken[id_] = Spoken.of(hit, self._question)
            self._covers[id_] = frozenset(self._asked.words) - missing(self._asked, hit).words
        self.hits |= new
        self._rarities, self._weights = {}, {}

    def covers(self, id_: str) -> frozenset[str]:
        """Return the question's words that a passage speaks of."""
        return self._covers[id_]

    def worth(self, words: frozenset[str]) -> float:
        """Return which share of the question some of its words are, the rarer the more; 1 for any
        where none tells the passages apart."""
        if not self._weights:
            counts = Counter(word for covered in self._covers.values() for word in covered)
            self._weights = {word: self._rarity(counts[word]) for word in self._asked.words}
        total = sum(self._weights.values())
        return sum(self._weights[word] for word in words) / total if total else 1.0

    def bridge(self, one: str, other: str) -> Bridge | None:
        """Return the strongest name that leads from one passage to the other."""
        return bridge(self._spoken[one], self._spoken[other], self._rarity_of)

    def queries(self, id_: str) -> list[str]:
        """Return what to search for after a passage: each name that it speaks of, with what the
        question asks and the passage lacks."""
        lacking = " ".join(word for word in self._asked.words if word not in self._covers[id_])
        return [f"{name.strip()} {lacking}" for name in self._spoken[id_].names[:_NAMES]]

    def _rarity_of(self, name: str) -> float:
        if name not in self._rarities:
            count = sum(spoken.speaks_of(name) for spoken in self._spoken.values())
            self._rarities[name] = self._rarity(count) / math.log(len(self.hits) + 1)
        return self._rarities[name]

    def _rarity(self, count: int) -> float:
        return max(0.0, math.log((len(self.hits) + 1) / (count + 0.5)))
