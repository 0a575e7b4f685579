"""How long something took, from many times."""

from collections.abc import Sequence

import numpy as np


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the value below which `share` (0 to 1) of the values lie, between neighbours by
    straight lines (numpy's default). None without values."""
    return float(np.quantile(np.asarray(values, dtype=np.float64), share)) if values else None
