"""What the readings amount to: candidate answers, the best first, and what speaks for them."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.candidate import Candidate, Found, same, text_of
from service.fit import Asked, Missing, asked, missing
from service.reader import Reading, Span
from service.selection import select
from service.wording import normalised

_PARAGRAPH_END = "\n\n"
# A rival this far below, or none at all, is no rival.
_FAR_BELOW = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The readings of a question's passages and what they amount to.

    `candidates` are all answers found, best first; `selected` those to answer with; `features` is
    what the probability that they are right is estimated from.
    """

    readings: tuple[Reading, ...]
    candidates: tuple[Candidate, ...]
    selected: tuple[Candidate, ...]
    features: Mapping[str, float]


def judge(question: str, readings: Sequence[Reading], order: Mapping[str, float]) -> Judgement:
    """Weigh the readings of one question against each other.

    `order` has a weight for each kind of evidence (see `_evidence`).
    """
    wanted = asked(question)
    candidates = _candidates(wanted, readings, order)
    selected = select(question, wanted, candidates)
    return Judgement(
        readings=tuple(readings),
        candidates=candidates,
        selected=selected,
        features=_features(wanted, candidates, selected) if candidates else {},
    )


def _candidates(
    wanted: Asked, readings: Sequence[Reading], order: Mapping[str, float]
) -> tuple[Candidate, ...]:
    groups: dict[str, dict[str, Found]] = defaultdict(dict)
    for rank, reading in enumerate(readings, start=1):
        lacking = missing(wanted, reading.hit)
        for span in reading.spans:
            if _PARAGRAPH_END in text_of(reading, span):
                continue
            evidence = _evidence(wanted, reading, span, lacking, rank)
            score = sum(weight * evidence[name] for name, weight in order.items())
            found = Found(
                reading=reading, span=span, evidence=evidence, missing=lacking.names, score=score
            )
            places = groups[normalised(found.text) or found.text]
            known = places.get(reading.hit.passage.id)
            if known is None or known.score < score:
                places[reading.hit.passage.id] = found
    candidates = [_candidate(list(places.values())) for places in groups.values()]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.text)))


def _candidate(places: Sequence[Found]) -> Candidate:
    ordered = sorted(places, key=lambda found: (-found.score, found.reading.hit.passage.id))
    top = ordered[0].score
    score = top + math.log(sum(math.exp(found.score - top) for found in ordered))
    return Candidate(text=ordered[0].text, score=score, found=tuple(ordered))


def _evidence(
    wanted: Asked, reading: Reading, span: Span, lacking: Missing, rank: int
) -> dict[str, float]:
    """Return what speaks for one span: the reader's logits, the passage's place among those
    retrieved, and whether the words fit."""
    return {
        "span": span.score,
        "relevance": reading.relevance,
        "answerable": math.log((1.0 - reading.kinds.none + 1e-4) / (reading.kinds.none + 1e-4)),
        "log_rank": math.log(rank),
        "suits": wanted.suits(text_of(reading, span)),
        "names_missing": _share(lacking.names, wanted.names),
        "words_missing": _share(lacking.words, wanted.words),
    }


def _features(
    wanted: Asked, candidates: Sequence[Candidate], selected: Sequence[Candidate]
) -> dict[str, float]:
    """Return the evidence for the first candidate selected, and how it stands among the others.

    What one passage does not speak of another may: names are missing only when they are missing
    from all the passages that the answer is taken from.
    """
    first = selected[0]
    words = normalised(first.text)
    rivals = (c.score for c in candidates if not same(words, normalised(c.text)))
    margin = first.score - next(rivals, first.score - _FAR_BELOW)
    lacking = frozenset[str].intersection(*(candidate.best.missing for candidate in selected))
    return {
        **first.best.evidence,
        "names_missing": _share(lacking, wanted.names),
        "margin": max(-_FAR_BELOW, min(margin, _FAR_BELOW)),
        "places": math.log(len(first.found)),
        "polar": float(wanted.polar),
    }


def _share(lacking: frozenset[str], wanted: Sequence[str]) -> float:
    return len(lacking) / len(wanted) if wanted else 0.0
