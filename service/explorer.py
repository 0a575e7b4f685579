"""From a question that asks for one thing to what the articles say of it, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.index import Index
from corpus.model import Filter, Hit
from service.confidence import Calibration
from service.english.clues import clues
from service.hops import Route, Search, follow
from service.judgement import Judgement, agreed, judge
from service.nearest import nearest, starting_points
from service.polarity import NEITHER, Leaning, leaning
from service.reader import Reader
from service.retrieval import find, find_more, narrowed, shortlist
from service.steps import Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """What was found for a question, or for one part of it.

    `core` is what was read for: the question without whose report it asks for, which are the
    `sources`. `clues` are the questions that it was taken apart into, if it had to be.
    """

    asked: str
    core: str
    sources: tuple[str, ...]
    clues: tuple[str, ...] = ()
    judgement: Judgement
    route: Route
    leaning: Leaning
    confidence: float

    def nearest(self) -> list[Hit]:
        """Return the passages that were read, the one most likely to answer first, then those that
        answer together with it."""
        return self.route.order(nearest(self.judgement))


class Explorer:
    """Searches, reads, goes on from what was read, and judges. Thread-safe."""

    def __init__(self, index: Index, reader: Reader, calibration: Calibration) -> None:
        self._index = index
        self._reader = reader
        self._calibration = calibration

    def explore(self, asked: str, *, where: Filter, limit: int, step: Steps) -> Explored:
        """Return what the first `limit` passages, and those they lead to, say about a question.

        A question that tells by two things what it means is asked by each of them too. Raises
        CollectionUnknown.
        """
        with step("retrieve"):
            core, where = narrowed(self._index, asked, where)
        judgement, route = self._read(core, where, limit, step)
        lean = leaning(core, judgement, self._calibration.polarity)
        sure = self._place(judgement) * lean.certainty
        found = Explored(
            asked=asked,
            core=core,
            sources=tuple(where.sources),
            judgement=judgement,
            route=route,
            leaning=lean,
            confidence=sure,
        )
        told = clues(core)
        return self._by_clues(told, found, where, limit, step) if told else found

    def _read(
        self, question: str, where: Filter, limit: int, step: Steps
    ) -> tuple[Judgement, Route]:
        order = self._calibration.order
        with step("retrieve"):
            found = find(self._index, question, where=where)
            hits = shortlist(found, limit=limit)
        with step("read"):
            judgement = judge(question, self._reader.read(question, hits), order)
        with step("follow"):
            begin = starting_points(nearest(judgement), found)
            route = follow(question, begin, self._more(where))
        with step("read"):
            if further := self._reader.read(question, route.beyond(hits)):
                judgement = judge(question, [*judgement.readings, *further], order)
        return judgement, route

    def _by_clues(
        self, told: Sequence[str], found: Explored, where: Filter, limit: int, step: Steps
    ) -> Explored:
        """Answer with what answers every clue, and is as sure as the least sure of them; what was
        found before, unless that is surer."""
        read = [(clue, self._read(clue, where, limit, step)[0]) for clue in told]
        chosen = agreed(read)
        if not chosen:
            return found
        weakest = min(chosen, key=self._place)
        sure = self._place(weakest)
        if sure <= found.confidence:
            return found
        text = max((one.selected[0].text for one in chosen), key=len)
        readings = {
            reading.hit.passage.id: reading
            for one in [found.judgement, *reversed(chosen)]
            for reading in one.readings
        }
        judgement = replace(
            weakest,
            readings=tuple(readings.values()),
            selected=tuple(replace(one.selected[0], text=text) for one in chosen),
        )
        return replace(
            found, clues=tuple(told), judgement=judgement, leaning=NEITHER, confidence=sure
        )

    def _place(self, judgement: Judgement) -> float:
        return self._calibration.probability(judgement.features)

    def _more(self, where: Filter) -> Search:
        """Return how more passages are found after the first search for a question."""
        return lambda queries, known: find_more(self._index, queries, where=where, known=known)
