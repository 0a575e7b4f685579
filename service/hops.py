"""From passage to passage: what answers a question together with the best passage.

One passage need not speak of all that is asked. The others are then searched for by what the best
ones name (`service/bridges.py`), and put in order by what each adds to those before it, as in the
greedy cover of a set.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.model import Hit
from service.bridges import Bridge
from service.pool import Pool

# Finds passages by several queries that are not among those known already.
Search = Callable[[Sequence[str], Sequence[Hit]], Sequence[Hit]]

# So many of the best passages are gone on from, and so many places are given out anew.
_SEEDS, _PLACES = 3, 5
# What it is worth, in logarithms of a rank, to cover all that is asked or to be the very thing that
# a passage before speaks of: as much as going from rank 400 to rank 1. Chosen on the development
# halves that training/splits.md names.
_WORTH = 6.0
# A share of the question that is nothing but the rounding of a sum.
_LITTLE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A passage, which of the question's words it adds to those before it, and the name that leads
    to it from one of them."""

    hit: Hit
    adds: frozenset[str] = frozenset()
    bridge: Bridge | None = None
    worth: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The passages that come first, in this order; none where the best passage lacks nothing.

    `lacking` is the share of the question, by how much its words tell, that the best one lacks.
    """

    lacking: float
    hops: tuple[Hop, ...]

    def order(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages with those of the route first, and the rest as they were."""
        place: dict[str, int] = {}
        for hop in self.hops:
            place.setdefault(hop.hit.passage.id, len(place))
        return sorted(hits, key=lambda hit: place.get(hit.passage.id, len(place)))

    def after(self, *first: Sequence[Hit]) -> "Route":
        """Return the route behind hits that come before it."""
        hops = (Hop(hit=hit) for hits in first for hit in hits)
        return replace(self, hops=(*hops, *self.hops))

    def beyond(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the passages of the route that are not among the hits."""
        there = {hit.passage.id for hit in hits}
        return [hop.hit for hop in self.hops if hop.hit.passage.id not in there]

    def traced(self) -> dict[str, object]:
        """Return where it leads and why, as plain data."""
        return {
            "lacking": self.lacking,
            "hops": [
                {
                    "passage": hop.hit.passage.id,
                    "adds": sorted(hop.adds),
                    "bridge": hop.bridge.name if hop.bridge else None,
                }
                for hop in self.hops
            ],
        }


def follow(question: str, hits: Sequence[Hit], search: Search) -> Route:
    """Return the route from the best passage on. `hits` are what the question itself finds, the
    best first, each counted once; `search` finds more."""
    pool = Pool(question, hits)
    known = list(pool.hits.values())
    best = [hit.passage.id for hit in known[:_SEEDS]]
    lacking = 1.0 - pool.worth(pool.covers(best[0])) if best else 0.0
    if lacking < _LITTLE:
        return Route(lacking=0.0, hops=())
    queries = dict.fromkeys(query for id_ in best for query in pool.queries(id_))
    pool.add(search(list(queries), known))
    return Route(lacking=lacking, hops=tuple(islice(_hops(pool, len(known)), _PLACES)))


def _hops(pool: Pool, known: int) -> Iterator[Hop]:
    """Yield the passages of a pool, each time the one worth most after those before it; the first
    stays the first. What the question itself did not find has the rank after the `known` ones."""
    ranks = {id_: min(rank, known + 1) for rank, id_ in enumerate(pool.hits, start=1)}
    bridges: dict[str, Bridge] = {}
    covered: frozenset[str] = frozenset()
    left = list(pool.hits)
    offered = left[:1]
    while offered:
        hops = [_hop(pool, id_, ranks[id_], covered, bridges.get(id_)) for id_ in offered]
        best = max(hops, key=lambda hop: hop.worth)
        yield best
        covered |= best.adds
        left.remove(best.hit.passage.id)
        for id_ in left:
            found = pool.bridge(best.hit.passage.id, id_)
            if found and (id_ not in bridges or found.strength > bridges[id_].strength):
                bridges[id_] = found
        offered = left


def _hop(pool: Pool, id_: str, rank: int, covered: frozenset[str], bridge: Bridge | None) -> Hop:
    adds = pool.covers(id_) - covered
    gain = pool.worth(adds) + (bridge.strength if bridge else 0.0)
    return Hop(hit=pool.hits[id_], adds=adds, bridge=bridge, worth=_WORTH * gain - math.log(rank))
