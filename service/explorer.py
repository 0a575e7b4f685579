"""From a question that asks for one thing to what the articles say of it, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.index import Index
from corpus.model import Filter, Hit
from service.candidate import Candidate, same
from service.confidence import Calibration
from service.decision import decide
from service.english.clues import clues
from service.english.nested import Nested, nested
from service.hops import Route, Search, follow
from service.judgement import Judgement, agreed, apart_from, judge
from service.nearest import nearest, starting_points
from service.polarity import NEITHER, Leaning, leaning
from service.reader import Reader, Reading
from service.retrieval import find, find_more, narrowed, shortlist
from service.short import tidied
from service.steps import Steps
from service.wording import asks_yes_or_no, normalised

# From here on nothing more is asked: one answer in four or five that is this sure is wrong.
_SURE = 0.7
# So many descriptions, one within the other, are asked for one after the other.
_DEEPEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Explored:
    """What was found for a question, or for one part of it.

    `core` is what was read for: the question without whose report it asks for, which are the
    `sources`. `steps` are the questions that were asked instead of it, if that was surer: one for
    each of its clues, or one for what it describes and one with that in its place.
    """

    asked: str
    core: str
    sources: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
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

    def __init__(
        self, index: Index, reader: Reader, decider: Reader, calibration: Calibration
    ) -> None:
        self._index = index
        self._reader, self._decider = reader, decider
        self._calibration = calibration

    def explore(self, asked: str, *, where: Filter, limit: int, step: Steps) -> Explored:
        """Return what the first `limit` passages, and those they lead to, say about a question.

        A question that no passage answers for sure is asked by each of its clues too, or after what
        it only describes. Raises CollectionUnknown.
        """
        with step("retrieve"):
            core, where = narrowed(self._index, asked, where)
        found = replace(
            self._explored(core, where, limit, step), asked=asked, sources=tuple(where.sources)
        )
        return self._further(found, where, limit, step, _DEEPEST)

    def told_apart(self, parts: Sequence[Explored]) -> list[Explored]:
        """Return the parts of one question, none of which gives the answer of a surer one if
        another answer comes near it."""
        kept = list(parts)
        taken: list[Candidate] = []
        for number in sorted(range(len(parts)), key=lambda n: -parts[n].confidence):
            kept[number] = self._apart(parts[number], taken)
            if answer := _single(kept[number]):
                taken.append(answer)
        return kept

    def _apart(self, found: Explored, taken: Sequence[Candidate]) -> Explored:
        given = next((other for other in taken if _says(found.judgement, other)), None)
        if given is None or not _single(found):
            return found
        apart = apart_from(found.core, found.judgement, given)
        if apart is None:
            return found
        return replace(found, judgement=apart, confidence=self._place(apart))

    def _explored(self, question: str, where: Filter, limit: int, step: Steps) -> Explored:
        judgement, route = self._read(question, where, limit, step)
        with step("read"):
            judgement, decided = decide(question, judgement, self._decider)
        lean = leaning(question, judgement, decided, self._calibration.polarity)
        return Explored(
            asked=question,
            core=question,
            judgement=judgement,
            route=route,
            leaning=lean,
            confidence=self._place(judgement) * lean.certainty,
        )

    def _further(
        self, found: Explored, where: Filter, limit: int, step: Steps, deepest: int
    ) -> Explored:
        if found.confidence < _SURE and (told := clues(found.core)):
            return self._by_clues(told, found, where, limit, step)
        if deepest and (description := nested(found.core)):
            return self._by_steps(description, found, where, limit, step, deepest)
        return found

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
        judgement = replace(
            weakest,
            readings=_together([*chosen, found.judgement]),
            selected=tuple(replace(one.selected[0], text=text) for one in chosen),
        )
        return replace(
            found, steps=tuple(told), judgement=judgement, leaning=NEITHER, confidence=sure
        )

    def _by_steps(
        self,
        description: Nested,
        found: Explored,
        where: Filter,
        limit: int,
        step: Steps,
        deepest: int,
    ) -> Explored:
        """Answer what is described first, and the question with that in its place; what was found
        before, unless both together are surer, or what was found is only what is described."""
        inner = self._explored(description.inner, where, limit, step)
        if not inner.judgement.selected:
            return found
        first = inner.judgement.selected[0]
        only_described = inner.confidence >= _SURE and _says(found.judgement, first)
        if inner.confidence <= found.confidence and not only_described:
            return found
        asked = description.outer(tidied(first.text))
        outer = self._explored(asked, where, limit, step)
        outer = self._further(outer, where, limit, step, deepest - 1)
        sure = inner.confidence * outer.confidence
        if sure <= found.confidence and not only_described:
            return found
        return replace(
            outer,
            asked=found.asked,
            sources=found.sources,
            steps=(description.inner, *(outer.steps or (asked,))),
            judgement=replace(
                outer.judgement,
                readings=_together([outer.judgement, inner.judgement, found.judgement]),
                led_by=(*outer.judgement.led_by, first),
            ),
            route=outer.route.after(nearest(outer.judgement)[:1], nearest(inner.judgement)[:1]),
            confidence=sure,
        )

    def _place(self, judgement: Judgement) -> float:
        return self._calibration.probability(judgement.features)

    def _more(self, where: Filter) -> Search:
        """Return how more passages are found after the first search for a question."""
        return lambda queries, known: find_more(self._index, queries, where=where, known=known)


def _single(found: Explored) -> Candidate | None:
    """Return the one thing that a part answers with; None where it is yes or no, or several."""
    selected = found.judgement.selected
    one = len(selected) == 1 and not (found.steps or asks_yes_or_no(found.core))
    return selected[0] if one else None


def _says(judgement: Judgement, first: Candidate) -> bool:
    words = normalised(first.text)
    return any(same(words, normalised(one.text)) for one in judgement.selected)


def _together(judgements: Sequence[Judgement]) -> tuple[Reading, ...]:
    """Return the readings of all, for each passage the first."""
    readings = (reading for judgement in judgements for reading in judgement.readings)
    by_passage: dict[str, Reading] = {}
    for reading in readings:
        by_passage.setdefault(reading.hit.passage.id, reading)
    return tuple(by_passage.values())
