"""What the readings amount to: candidate answers, the best first, and what speaks for them."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.candidate import Candidate, Found, same
from service.evidence import share, weighed
from service.fit import Asked, asked
from service.numbers import has_figure, in_digits, unhedged
from service.reader import Reading
from service.selection import conflict, select
from service.wording import normalised

# A rival this far below, or none at all, is no rival.
_FAR_BELOW = 10.0
# What answers a clue stands among so many candidates.
_AMONG_THE_FIRST = 5
# Who asks for two things seldom asks for the same one twice: in log-odds.
_NEARLY_AS_GOOD = 2.0
# In front of a name or a number these tell nothing that a sentence does not.
_LEADING = re.compile(r"^(?:in|at|on|off|of|by|to|for) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The readings of a question's passages and what they amount to.

    `candidates` are all answers found, best first; `selected` those to answer with; `conflict` says
    that these are figures which articles disagree about, the newer first; `features` is what the
    probability that they are right is estimated from; `led_by` tells first what the question only
    described.
    """

    readings: tuple[Reading, ...]
    candidates: tuple[Candidate, ...]
    selected: tuple[Candidate, ...]
    conflict: bool
    features: Mapping[str, float]
    led_by: tuple[Candidate, ...] = ()


def judge(question: str, readings: Sequence[Reading], order: Mapping[str, float]) -> Judgement:
    """Weigh the readings of one question against each other.

    `order` has a weight for each kind of evidence (see `service.evidence`).
    """
    wanted = _asked(question, readings)
    candidates = _candidates(weighed(wanted, readings, order))
    torn = conflict(wanted, candidates)
    selected = torn or select(question, wanted, candidates)
    return Judgement(
        readings=tuple(readings),
        candidates=candidates,
        selected=selected,
        conflict=bool(torn),
        features=_features(wanted, candidates, selected) if candidates else {},
    )


def _asked(question: str, readings: Sequence[Reading]) -> Asked:
    return asked(question, [reading.hit.passage.text for reading in readings])


def agreed(judgements: Sequence[tuple[str, Judgement]]) -> list[Judgement]:
    """Return the judgements of several questions with the same answer chosen in each: the one that
    all have among their first and that is least behind in them. None where there is no such."""
    if not all(judgement.candidates for _, judgement in judgements):
        return []
    (_, first), *others = judgements
    best: tuple[float, list[Candidate]] = (-math.inf, [])
    for candidate in first.candidates[:_AMONG_THE_FIRST]:
        chosen = [candidate, *(_alike(candidate, other) for _, other in others)]
        kept = [one for one in chosen if one is not None]
        behind = zip(kept, (judgement for _, judgement in judgements), strict=False)
        score = sum(one.score - judgement.candidates[0].score for one, judgement in behind)
        if len(kept) == len(chosen) and score > best[0]:
            best = (score, kept)
    return [
        answered_with(question, judgement, candidate)
        for (question, judgement), candidate in zip(judgements, best[1], strict=False)
    ]


def answered_with(
    question: str,
    judgement: Judgement,
    candidate: Candidate,
    among: Sequence[Candidate] | None = None,
) -> Judgement:
    """Return the judgement with one of its candidates selected, and the features of that: how it
    stands among all, or only among some."""
    rivals = judgement.candidates if among is None else among
    features = _features(_asked(question, judgement.readings), rivals, (candidate,))
    return replace(judgement, selected=(candidate,), conflict=False, features=features)


def apart_from(question: str, judgement: Judgement, taken: Candidate) -> Judgement | None:
    """Return the judgement with the best candidate selected that says something else than one that
    is `taken`; None where there is none that comes near it."""
    words = normalised(taken.text)
    others = [c for c in judgement.candidates if not same(words, normalised(c.text))]
    if not others or others[0].score < judgement.selected[0].score - _NEARLY_AS_GOOD:
        return None
    return answered_with(question, judgement, others[0], others)


def _alike(candidate: Candidate, judgement: Judgement) -> Candidate | None:
    """Return the best of the first candidates of a judgement that says the same."""
    words = normalised(candidate.text)
    others = judgement.candidates[:_AMONG_THE_FIRST]
    return next((other for other in others if same(words, normalised(other.text))), None)


def _candidates(found: Iterable[Found]) -> tuple[Candidate, ...]:
    """Put what was found together by what it says, one place a passage."""
    groups: dict[str, dict[str, Found]] = defaultdict(dict)
    for one in found:
        places = groups[_said(one.text)]
        known = places.get(one.reading.hit.passage.id)
        if known is None or known.score < one.score:
            places[one.reading.hit.passage.id] = one
    candidates = [_candidate(list(places.values())) for places in groups.values()]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.text)))


def _said(answer: str) -> str:
    """Return what is the same in answers that say the same: "off Naxos" and "Naxos", "about 40" and
    "40", "twelve" and "12"."""
    plain = normalised(in_digits(unhedged(answer)) if has_figure(answer) else answer)
    return _LEADING.sub("", plain) or plain or answer


def _candidate(places: Sequence[Found]) -> Candidate:
    ordered = sorted(places, key=lambda found: (-found.score, found.reading.hit.passage.id))
    top = ordered[0].score
    score = top + math.log(sum(math.exp(found.score - top) for found in ordered))
    return Candidate(text=ordered[0].text, score=score, found=tuple(ordered))


def _features(
    wanted: Asked, candidates: Sequence[Candidate], selected: Sequence[Candidate]
) -> dict[str, float]:
    """Return the evidence for the first candidate selected, and how it stands among the others.

    What one passage does not speak of another may: names are missing only when they are missing
    from all the passages that the answer is taken from, and absent when no passage that was read
    has them, as when the articles are about something else altogether; numbers are not counted
    there, being written in too many ways. "lead" is the log of the first candidate's share under a
    softmax over all of them.
    """
    first = selected[0]
    words = normalised(first.text)
    every = [candidate.score - first.score for candidate in candidates]
    rivals = (c.score for c in candidates if not same(words, normalised(c.text)))
    margin = first.score - next(rivals, first.score - _FAR_BELOW)
    lacking = frozenset[str].intersection(*(candidate.best.missing for candidate in selected))
    read = (found.missing for candidate in candidates for found in candidate.found)
    absent = _spelt(frozenset[str].intersection(*read))
    return {
        **first.best.evidence,
        "names_missing": share(lacking, wanted.names),
        "names_absent": share(absent, _spelt(wanted.names)),
        "margin": max(-_FAR_BELOW, min(margin, _FAR_BELOW)),
        "lead": -math.log(sum(map(math.exp, every))),
        "places": math.log(len(first.found)),
        "polar": float(wanted.polar),
        "told": 0.0,
    }


def _spelt(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in names if not any(c.isdigit() for c in name))
