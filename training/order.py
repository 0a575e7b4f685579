"""The weights by which candidates are put in order, by maximum likelihood: the chance of a right
candidate under a softmax over all candidates of its question."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from training.logistic import bounds

Floats = NDArray[np.float64]
_NEVER = -1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The candidates of one question: evidence, candidates x features, and which are right."""

    evidence: Floats
    right: NDArray[np.bool_]


def fit_order(
    questions: Sequence[Candidates], start: Sequence[float], signs: Sequence[int], *, penalty: float
) -> Floats:
    """Return the weights of the evidence, begun from `start`, with `signs` held (`bounds`).

    Questions whose candidates are all right or all wrong tell nothing. `penalty` weighs the squared
    weights against the mean loss of a question. The gradient is that of a log-linear model: the
    evidence that is expected of all candidates, less that of the right ones.
    """
    telling = [q for q in questions if q.right.any() and not q.right.all()]
    widest = max((len(q.right) for q in telling), default=0)
    rows = np.zeros((len(telling), widest, len(start)))
    there, right = np.zeros((2, len(telling), widest), dtype=bool)
    for at, question in enumerate(telling):
        count = len(question.right)
        rows[at, :count], there[at, :count] = question.evidence, True
        right[at, :count] = question.right

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = rows @ weights
        every, chosen = np.where(there, scores, _NEVER), np.where(right, scores, _NEVER)
        all_of_them, right_ones = logsumexp(every, axis=1), logsumexp(chosen, axis=1)
        expected = np.exp(every - all_of_them[:, None]) - np.exp(chosen - right_ones[:, None])
        gradient = np.einsum("qc,qcf->f", expected, rows) / len(telling) + 2 * penalty * weights
        return float((all_of_them - right_ones).mean() + penalty * weights @ weights), gradient

    found = minimize(loss, np.array(start), jac=True, method="L-BFGS-B", bounds=bounds(signs))
    weights: Floats = found.x
    return weights
