"""Which of the candidates to answer with: the figures that articles disagree about, or one, the
items of a list, or the halves of a question."""

from collections.abc import Sequence

from service.candidate import Candidate, same
from service.fit import Asked
from service.numbers import has_figure, unit
from service.wording import asks_for_prose, asks_for_several, normalised

# In log-odds below the best: an item of a list, another reason, a second article's half of the
# answer, and a figure that a newer article may have corrected.
_ITEM, _REASON, _HALF, _CORRECTED = 2.0, 1.5, 4.0, 1.5
_MOST = 4
# What decides between yes and no speaks of what is asked: the words of the sentence count for more
# than those of a span.
_SPEAKS_OF_IT = 4.0


def select(question: str, wanted: Asked, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates to answer with, the first being the one that answers best."""
    if not candidates:
        return ()
    if wanted.polar:
        return (max(candidates, key=_answers),)
    first, *others = _newest_first(wanted, candidates)
    chosen = [first]
    if asks_for_several(question):
        chosen += _near(others, first, _ITEM, apart=True)
    elif asks_for_prose(question):
        chosen += _near(others, first, _REASON, apart=False)[:1]
    # One number, day or person is asked for: another one beside it is another's.
    if len(chosen) == 1 and wanted.shape is None:
        chosen += _other_half(first, others)
    return tuple(chosen[:_MOST])


def conflict(wanted: Asked, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the two figures that articles of different dates give for one thing, the newer first;
    none where they agree, or where the question asks for yes or no or names the time it means."""
    if not candidates or wanted.polar or wanted.shape is None or wanted.names_a_time:
        return ()
    first, *others = candidates
    for other in others:
        if other.score > first.score - _CORRECTED and _disagree(first, other):
            dated = sorted((first, other), key=_published, reverse=True)
            return tuple(dated)
    return ()


def _disagree(one: Candidate, other: Candidate) -> bool:
    """Tell whether both give a figure of the same kind for what the question names, in sentences
    that speak of it equally, on different days."""
    day, other_day = _published(one), _published(other)
    evidence = [candidate.best.evidence for candidate in (one, other)]
    return (
        bool(day and other_day and day != other_day)
        and has_figure(one.text)
        and unit(one.text) == unit(other.text)
        and not one.best.missing
        and not other.best.missing
        and evidence[0]["sentence_missing"] == evidence[1]["sentence_missing"]
    )


def _published(candidate: Candidate) -> str:
    day = candidate.best.reading.hit.published
    return day.isoformat() if day else ""


def _answers(candidate: Candidate) -> float:
    """Return how far a candidate's passage answers, and its sentence speaks of the question: the
    words of a span matter little where the answer is yes or no."""
    evidence = candidate.best.evidence
    answers = evidence["relevance"] + evidence["answerable"]
    return candidate.score + answers - _SPEAKS_OF_IT * evidence["sentence_missing"]


def _near(
    others: Sequence[Candidate], first: Candidate, margin: float, *, apart: bool
) -> list[Candidate]:
    """Return the candidates that score nearly as well; `apart` from each other, word by word."""
    kept: list[Candidate] = []
    for other in others:
        if other.score < first.score - margin or other.best.span.score <= 0:
            continue
        if not any(_overlap(other, taken, apart) for taken in [first, *kept]):
            kept.append(other)
    return kept


def _overlap(one: Candidate, other: Candidate, apart: bool) -> bool:
    a, b = normalised(one.text), normalised(other.text)
    return bool(set(a.split()) & set(b.split())) if apart else same(a, b)


def _other_half(first: Candidate, others: Sequence[Candidate]) -> list[Candidate]:
    """Return the best candidate of a passage that speaks of a name which the first's does not."""
    for other in others:
        speaks = first.best.missing - other.best.missing
        if speaks and other.score > first.score - _HALF:
            return [other]
    return []


def _newest_first(wanted: Asked, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Put a figure of a newer article before that of an older one which scores about as well.

    News corrects itself; a question that names no time asks for what is known now.
    """
    first, *others = candidates
    when = first.best.reading.hit.published
    if wanted.shape is None or wanted.names_a_time or when is None:
        return [first, *others]
    for other in others:
        later = other.best.reading.hit.published
        close = other.score > first.score - _CORRECTED and wanted.suits(other.text)
        if close and later is not None and later > when and _may_correct(other, first):
            return [other, first, *(c for c in others if c is not other)]
    return [first, *others]


def _may_correct(other: Candidate, first: Candidate) -> bool:
    """Tell whether both give figures, not of different kinds, and the other's sentence speaks of
    the question as much."""
    missing = [one.best.evidence["sentence_missing"] for one in (other, first)]
    figures = has_figure(first.text) and has_figure(other.text)
    units = {unit(first.text), unit(other.text)} - {""}
    return figures and len(units) < 2 and missing[0] <= missing[1]
