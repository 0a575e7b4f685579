"""From the features of a judgement to the probability that its answer is right."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import ModelUnavailable
from service import logistic

# By how much the odds rise that a part is answered rightly where another part is.
_BESIDE_AN_ANSWER = 3.0

FILE = Path(__file__).parent.parent / "models" / "reader" / "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights fitted on held-out questions (`training/calibrate.py` says how).

    `order` weighs the evidence by which candidates are put in order; `polarity` is a logistic
    regression for "yes"; `bias` and `weights` are one from a judgement's features to whether the
    right place was found, and `yes_no`, with a "bias" among its weights, is one for questions that
    ask for yes or no (those have the former where it is empty); `thresholds` has the least
    confidence to answer at, by the rate of wrong answers among the answered that it keeps. The
    confidence is the probability of the right place, times that of the "Yes" or "No" that is said
    (`service.polarity.certainty`).
    """

    order: Mapping[str, float]
    polarity: Mapping[str, float]
    bias: float
    weights: Mapping[str, float]
    thresholds: Mapping[str, float]
    yes_no: Mapping[str, float] = field(default_factory=dict)

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability of the right place, between 0 and 1; 0 without any features."""
        if not features:
            return 0.0
        own = self.yes_no if features["polar"] else {}
        return logistic.probability(own or {"bias": self.bias, **self.weights}, features)

    def threshold(self, max_wrong: float) -> float:
        """Return the threshold for the greatest fitted rate that is not above `max_wrong`.

        A rate below every fitted one gets the strictest threshold there is.
        """
        fitted = sorted((float(rate), value) for rate, value in self.thresholds.items())
        kept = [value for rate, value in fitted if rate <= max_wrong + 1e-9]
        return kept[-1] if kept else fitted[0][1]


def together(parts: Sequence[float], threshold: float) -> list[float]:
    """Return the probabilities of the parts of one question: where the surest is answered the
    others are likelier, since whoever asks two things of the same articles, one of which stands
    there, seldom asks in vain for the other."""
    surest = max(range(len(parts)), key=parts.__getitem__)
    if parts[surest] < threshold:
        return list(parts)
    return [
        part if number == surest else _likelier(part, _BESIDE_AN_ANSWER)
        for number, part in enumerate(parts)
    ]


def _likelier(probability: float, times: float) -> float:
    """The probability whose odds are so many times greater."""
    odds = times * probability
    return odds / (odds + 1.0 - probability)


def of(data: Path) -> Calibration:
    """Return the calibration that lies in a data folder, or else the shipped one.

    Raises ModelUnavailable.
    """
    own = data / FILE.name
    return load(own if own.exists() else FILE)


def load(file: Path = FILE) -> Calibration:
    """Read a calibration. Raises ModelUnavailable."""
    try:
        return Calibration(**json.loads(file.read_text(encoding="utf-8"))["calibration"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(
            f"The calibration {file} cannot be read: {error}. Restore it from the repository."
        ) from error
