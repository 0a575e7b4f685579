"""What a logistic regression makes of features."""

import math
from collections.abc import Mapping

# Beyond this a probability is 0 or 1 to thirteen digits.
_MOST = 30.0


def probability(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """Return the probability, between 0 and 1: `weights` are "bias", if there is one, and those of
    the features that count, all of which must be given."""
    logit = sum(weight * features[name] for name, weight in weights.items() if name != "bias")
    logit = max(-_MOST, min(_MOST, logit + weights.get("bias", 0.0)))
    return 1.0 / (1.0 + math.exp(-logit))
