"""Whether what is cited bears out what is said, by a model's probabilities.

ALCE's citation recall and precision (Gao et al. 2023, "Enabling Large Language Models to Generate
Text with Citations", section 4), with the support model in the place of their NLI model; and how
well such a model tells supported claims from others.
"""

from collections.abc import Sequence

SUPPORTED = 0.5
Weighed = tuple[float, Sequence[float], Sequence[float]]
"""A sentence: the support of its citations together, of each alone, of all but each."""


def support_recall(sentences: Sequence[Weighed], least: float = SUPPORTED) -> float:
    """Return the share of the sentences that their citations, taken together, bear out."""
    held = sum(_supported(one, least) for one in sentences)
    return held / len(sentences) if sentences else 0.0


def support_precision(sentences: Sequence[Weighed], least: float = SUPPORTED) -> float:
    """Return the share of the citations that are of use.

    A citation is, if its sentence is borne out and the citation either bears it out alone or is
    missed when it is left out. 0 without citations.
    """
    useful = [
        _supported(one, least) and (alone >= least or without < least)
        for one in sentences
        for alone, without in zip(one[1], one[2], strict=True)
    ]
    return sum(useful) / len(useful) if useful else 0.0


def balanced_accuracy(scored: Sequence[tuple[float, bool]], least: float) -> float | None:
    """Return the mean of the two classes' recall, when a score from `least` on is a yes.

    None without one of each class.
    """
    yes = [score >= least for score, positive in scored if positive]
    no = [score < least for score, positive in scored if not positive]
    return (sum(yes) / len(yes) + sum(no) / len(no)) / 2 if yes and no else None


def halved_balanced_accuracy(scored: Sequence[tuple[float, bool]]) -> float | None:
    """Return the balanced accuracy where each half of the claims is judged at the threshold that is
    best for the other half, so that none is judged at one that it helped to choose.

    The halves are every other claim. None where a half has only one class.
    """
    halves = scored[::2], scored[1::2]
    best = [_best(half) for half in halves]
    judged = [
        (float(score >= least), positive)
        for half, least in zip(halves, reversed(best), strict=True)
        if least is not None
        for score, positive in half
    ]
    return balanced_accuracy(judged, 0.5) if None not in best else None


def _best(scored: Sequence[tuple[float, bool]]) -> float | None:
    """Return the lowest score that, as a threshold, gives the best balanced accuracy."""
    found = [
        (accuracy, -least)
        for least in sorted({score for score, _ in scored})
        if (accuracy := balanced_accuracy(scored, least)) is not None
    ]
    return -max(found)[1] if found else None


def _supported(sentence: Weighed, least: float) -> bool:
    together, alone, _ = sentence
    return bool(alone) and together >= least
