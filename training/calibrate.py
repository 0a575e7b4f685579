"""Fits, on held-out questions, what turns readings into an order, a probability and a refusal.

    python -m training.calibrate --data DIR [--questions 3000] [--store DIR] [--readings FILE]

Asking takes far longer than fitting: what was read is kept in FILE, and taken from there when it
exists. Writes `models/reader/calibration.json`:

- `polarity`: a logistic regression for "yes" (`training/polarity.py`);
- `order`: the weights by which candidates are put in order, fitted by maximum likelihood: the
  chance of a right candidate under a softmax over all candidates of its question;
- `bias`, `weights`: a logistic regression from a judgement's features to whether the right place
  was found, with signs held; times the certainty of a "Yes" or "No" it is the confidence;
- `yes_no`: the same for yes/no questions, for which other things tell;
- `thresholds`: the least confidence to answer at, for several rates of wrong answers, by Learn
  then Test (`service/risk.py`).

What is asked of a large collection and what is asked of small ones are fitted to alike
(`training/small.py`). Of what was asked, as many questions without an answer are left out as
leave one in five (`openbook.UNANSWERED`): the confidence is a probability among questions of which
so many have none. The rest are cut in two by article: the first half fits the order and the
regression, of so few weights that sharing it costs less than halving it would; the other half fits
the thresholds, which must not have seen what was fitted.
"""

import argparse
import json
import pickle
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.special import expit
from sklearn.metrics import brier_score_loss, roc_auc_score

from eval.metrics.squad import token_f1
from service import decision
from service.confidence import FILE
from service.judgement import judge
from service.reader import Reader
from service.risk import least_confidence
from training import openbook, small
from training.judging import (
    ALIKE,
    FEATURES,
    ORDER,
    YES_NO_FEATURES,
    Judged,
    judged,
    judgements,
)
from training.logistic import fit
from training.openbook import Asked
from training.order import Candidates, fit_order
from training.polarity import fit as fit_polarity
from training.polarity import likeness
from training.sets import SPAN
from training.words import Likeness

# What speaks for a candidate may not count against it, and the other way round; the rest is free.
_SIGNS = {
    "span": 1,
    "relevance": 1,
    "answerable": 1,
    "log_rank": -1,
    "suits": 1,
    "names_missing": -1,
    "names_absent": -1,
    "words_missing": -1,
    "sentence_missing": -1,
    "margin": 1,
    "lead": 1,
    "places": 1,
    "told": 1,
}
_START = {"span": 1.0, "relevance": 1.0, "suits": 1.0}
_RATES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3)
# Candidates are ordered alike for penalties between these two; what speaks against few questions,
# such as a name that no passage has, is only heard at the lower one.
_ORDER_PENALTY, _PENALTY = 0.01, 0.0005
# There are few yes/no questions.
_YES_NO_PENALTY = 0.003


def order_of(asked: Sequence[Asked]) -> dict[str, float]:
    """Return the weights of the evidence, one for each name in `ORDER`."""
    weights = fit_order(
        [_candidates(one) for one in asked if one.example.kind == SPAN],
        [_START.get(name, 0.0) for name in ORDER],
        _signs(ORDER),
        penalty=_ORDER_PENALTY,
    )
    return {name: round(float(w), 4) for name, w in zip(ORDER, weights, strict=True)}


def _signs(names: Sequence[str]) -> list[int]:
    return [_SIGNS.get(name, 0) for name in names]


def _candidates(one: Asked) -> Candidates:
    judgement = judge(one.example.question, one.readings, _START)
    places = [found for candidate in judgement.candidates for found in candidate.found]
    rows = [[found.evidence[name] for name in ORDER] for found in places]
    right = [token_f1(found.text, one.example.answers) >= ALIKE for found in places]
    return Candidates(evidence=np.array(rows), right=np.array(right, dtype=bool))


def calibrate(
    asked: Sequence[Asked], polarity_of: Callable[[Mapping[str, float]], Mapping[str, float]]
) -> dict[str, Any]:
    """Fit all and say how well they do on the last half; `polarity_of` fits "yes" to an order."""
    asked = openbook.as_expected(asked)
    half = len(asked) // 2
    order = order_of(asked[:half])
    decider = Reader(decision.FOLDER)
    first, last = (judgements(part, order, decider) for part in (asked[:half], asked[half:]))
    polarity = polarity_of(order)
    fitted_on = judged(first, polarity)
    weights = _place(fitted_on, FEATURES, ~fitted_on.polar, _PENALTY)
    yes_no = _place(fitted_on, YES_NO_FEATURES, fitted_on.polar, _YES_NO_PENALTY)
    told = judged(last, polarity)
    found = np.where(told.polar, _weighed(told, yes_no), _weighed(told, weights))
    sure, right = found * told.certainty, told.right
    thresholds = {
        str(rate): least_confidence(sure.tolist(), right.tolist(), rate) for rate in _RATES
    }
    return {
        "calibration": {
            "order": order,
            "polarity": polarity,
            "bias": weights.pop("bias"),
            "weights": weights,
            "yes_no": yes_no,
            "thresholds": {rate: round(t, 4) for rate, t in thresholds.items() if t is not None},
        },
        "measured": {
            "questions": len(asked),
            "right": round(float(right.mean()), 4),
            "auroc": round(float(roc_auc_score(right, sure)), 4),
            "brier": round(float(brier_score_loss(right, sure)), 4),
            "answered_at": {
                rate: round(float((sure >= t).mean()), 4)
                for rate, t in thresholds.items()
                if t is not None
            },
        },
    }


def _place(
    told: Judged, names: Sequence[str], of_kind: np.ndarray, penalty: float
) -> dict[str, float]:
    """Return a regression, fitted on one kind of question, for whether the right place was found:
    "bias", and a weight for each name."""
    rows = told.features[of_kind, : len(names)]
    bias, weights = fit(rows, told.found[of_kind], _signs(names), penalty=penalty)
    pairs = zip(("bias", *names), (bias, *weights), strict=True)
    return {name: round(float(weight), 4) for name, weight in pairs}


def _weighed(told: Judged, weights: Mapping[str, float]) -> np.ndarray:
    bias, *each = weights.values()
    return np.asarray(expit(told.features[:, : len(each)] @ np.array(each) + bias))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=3000)
    parser.add_argument("--others", type=int, default=openbook.OTHERS)
    parser.add_argument("--passages", type=int, default=openbook.PASSAGES)
    parser.add_argument("--store", type=Path, help="folder to keep the collections in")
    parser.add_argument("--readings", type=Path, help="file to keep what was read in")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="footnote-calibrate-") as folder:
        fitted = _fitted(given, given.store or Path(folder))
    FILE.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(fitted, indent=2))


def _fitted(given: argparse.Namespace, store: Path) -> dict[str, Any]:
    alike = likeness()
    asked = _asked(given, store, alike)
    return calibrate(asked, lambda order: fit_polarity(given.data, alike, order))


def _asked(given: argparse.Namespace, store: Path, alike: Likeness) -> list[Asked]:
    kept: Path | None = given.readings
    if kept and kept.exists():
        return list(pickle.loads(kept.read_bytes()))
    questions = openbook.held_out(given.data, given.questions)
    large = openbook.ask(
        given.data,
        questions,
        alike,
        others=given.others,
        passages=given.passages,
        store=store / "large",
    )
    few = small.ask(given.data, questions, passages=given.passages, store=store / "small")
    asked = sorted([*large, *few], key=lambda one: openbook.by_article(one.example))
    if kept:
        kept.write_bytes(pickle.dumps(asked))
    return asked


if __name__ == "__main__":
    main()
