"""What the readings amount to: candidate answers, the best first, and how sure we may be."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.reader import Reading, Span
from service.wording import normalised

# Weights of a span's own score, of "no answer here", of its passage's relevance and of the fused
# retrieval score; the sum is comparable over the passages of one question.
SPAN, NO_ANSWER, RELEVANCE, RETRIEVAL = 1.0, 0.5, 1.0, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A span and the reading that it is of, with their combined score."""

    reading: Reading
    span: Span
    score: float

    @property
    def text(self) -> str:
        passage = self.reading.hit.passage
        return passage.text[self.span.start - passage.start : self.span.end - passage.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer and every place it was found in, the best first.

    `score` is the log of the summed exponentials of the places' scores: an answer that several
    passages give outweighs one that a single passage gives as well.
    """

    text: str
    score: float
    found: tuple[Found, ...]

    @property
    def best(self) -> Found:
        return self.found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The readings of a question's passages, the candidates in them, and the features from which
    the probability that the first candidate is right is estimated."""

    readings: tuple[Reading, ...]
    candidates: tuple[Candidate, ...]
    features: Mapping[str, float]


def judge(readings: Sequence[Reading]) -> Judgement:
    """Weigh the readings of one question against each other."""
    candidates = _candidates(readings)
    return Judgement(
        readings=tuple(readings),
        candidates=candidates,
        features=_features(candidates) if candidates else {},
    )


def _candidates(readings: Sequence[Reading]) -> tuple[Candidate, ...]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for reading in readings:
        best_here: dict[str, Found] = {}
        for span in reading.spans:
            found = Found(reading=reading, span=span, score=_score(reading, span))
            key = normalised(found.text) or found.text
            if key not in best_here or best_here[key].score < found.score:
                best_here[key] = found
        for key, found in best_here.items():
            groups[key].append(found)
    candidates = [_candidate(group) for group in groups.values()]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.text)))


def _candidate(group: Sequence[Found]) -> Candidate:
    ordered = sorted(group, key=lambda found: (-found.score, found.reading.hit.passage.id))
    top = ordered[0].score
    score = top + math.log(sum(math.exp(found.score - top) for found in ordered))
    return Candidate(text=ordered[0].text, score=score, found=tuple(ordered))


def _score(reading: Reading, span: Span) -> float:
    # `span.score` is already less the "no answer" logit, of which only a part shall count here.
    return (
        SPAN * span.score
        + (SPAN - NO_ANSWER) * reading.no_answer
        + RELEVANCE * reading.relevance
        + RETRIEVAL * reading.hit.score
    )


def _features(candidates: Sequence[Candidate]) -> dict[str, float]:
    best = candidates[0].best
    rival = candidates[1].score if len(candidates) > 1 else candidates[0].score - 10.0
    return {
        "score": candidates[0].score,
        "margin": candidates[0].score - rival,
        "span": best.span.score,
        "no_answer": best.reading.no_answer,
        "relevance": best.reading.relevance,
        "retrieval": best.reading.hit.score,
        "places": float(len(candidates[0].found)),
    }
