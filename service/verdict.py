"""The probability that a source bears a statement out, from how much of the statement it has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.errors import ModelUnavailable
from service import logistic
from service.coverage import SIGNS, Source, compared

FILE = Path(__file__).parent.parent / "models" / "support" / "support.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportModel:
    """A logistic regression on `service.coverage` (`training/support_fit.py` says how it is
    fitted).

    Classes weigh the same in it, so that 0.5 is where neither is likelier. `shown` is the least
    probability of a sentence that is shown, which few true ones miss.
    """

    bias: float
    weights: Mapping[str, float]
    shown: float

    def probability(self, statement: str, source: Source) -> float:
        """Return the probability of support, between 0 and 1; 0 without any source."""
        return self.weigh(compared(statement, source)) if source.sentences else 0.0

    def weigh(self, features: Mapping[str, float]) -> float:
        """Return the probability that goes with the features of a statement and its source."""
        return logistic.probability({"bias": self.bias, **self.weights}, features)


@cache
def shipped() -> SupportModel:
    """Return the model that comes with the installation. Raises ModelUnavailable."""
    return load(FILE)


def load(file: Path) -> SupportModel:
    """Read a model. Raises ModelUnavailable."""
    try:
        model = SupportModel(**json.loads(file.read_text(encoding="utf-8"))["model"])
        unknown = model.weights.keys() - SIGNS.keys()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelUnavailable(
            f"The support model {file} cannot be read: {error}. Restore it from the repository."
        ) from error
    if unknown:
        raise ModelUnavailable(
            f"The support model {file} weighs {', '.join(sorted(unknown))}, which is not measured "
            "here. Restore it from the repository, or make it with: python -m training.support_fit"
        )
    return model
