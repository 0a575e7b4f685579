"""Rows without a text behind them."""

import numpy as np

from training.encode import Row
from training.sets import SPAN


def row(length: int, kind: int = SPAN, mark: int = 5) -> Row:
    """A row of `length` tokens; its passage begins at the fifth."""
    ids = np.arange(1000, 1000 + length, dtype=np.uint16)
    marks = (mark,) if kind == SPAN else ()
    return Row(ids, 3, 4, marks, marks, kind)
