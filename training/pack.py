"""A mix as flat arrays, from which the passages of a step are gathered where the training runs.

Half a million passages as Python objects take minutes to load and a core to turn into tensors; as
arrays they lie on the GPU, and a step is a few gathers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
import torch
from torch import Tensor

from training.encode import Row
from training.loss import Target

MARKS = 8
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Group(Generic[One]):
    """The passages of one question: some are always read; of the wrong ones, those `used` that the
    reader is most taken in by when an epoch begins (`training/epochs.py`)."""

    always: Sequence[One]
    wrong: Sequence[One] = ()
    used: int = 0

    @property
    def every(self) -> list[One]:
        return [*self.always, *self.wrong]


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids, types and mask of some passages (passages × tokens), and what should come out."""

    ids: Tensor
    types: Tensor
    mask: Tensor
    target: Target


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Rows of all groups, one after the other; `first` is where a row's tokens begin, `group` and
    `wrong` say where a row belongs, `used` how many wrong rows a group reads.

    `marks` (rows × 2 × `MARKS`) are accepted starts and ends: token positions, or -1.
    """

    tokens: np.ndarray
    first: np.ndarray
    second: np.ndarray
    passage: np.ndarray
    kind: np.ndarray
    marks: np.ndarray
    group: np.ndarray
    wrong: np.ndarray
    used: np.ndarray

    @property
    def sizes(self) -> np.ndarray:
        """Tokens of each row."""
        return np.diff(self.first)

    def save(self, path: Path) -> None:
        np.savez(path, **{field.name: getattr(self, field.name) for field in fields(self)})


def load(path: Path) -> Pack:
    with np.load(path) as held:
        return Pack(**{field.name: held[field.name] for field in fields(Pack)})


def pack(groups: Iterable[Group[Row]]) -> Pack:
    """Lay the rows of all groups out as arrays."""
    kept = list(groups)
    rows = [row for group in kept for row in group.every]
    marks = np.full((len(rows), 2, MARKS), -1, dtype=np.int16)
    for line, row in enumerate(rows):
        for side, places in enumerate((row.starts, row.ends)):
            # What does not answer points at [CLS].
            found = (places or (0,))[:MARKS]
            marks[line, side, : len(found)] = found
    return Pack(
        tokens=np.concatenate([row.ids for row in rows]),
        first=np.cumsum([0, *(len(row.ids) for row in rows)]),
        second=np.array([row.second for row in rows], dtype=np.int16),
        passage=np.array([row.passage for row in rows], dtype=np.int16),
        kind=np.array([row.kind for row in rows], dtype=np.int8),
        marks=marks,
        group=np.repeat(np.arange(len(kept)), [len(group.every) for group in kept]),
        wrong=np.concatenate([np.arange(len(group.every)) >= len(group.always) for group in kept]),
        used=np.array([group.used for group in kept], dtype=np.int8),
    )


class Shelf:
    """A pack's arrays as tensors on a device."""

    def __init__(self, packed: Pack, device: str) -> None:
        self.device, self.sizes = device, packed.sizes
        self.group = packed.group
        self.tokens = torch.from_numpy(packed.tokens.astype(np.int32)).to(device)
        self.first, self.second, self.passage, self.kind, self.marks = (
            torch.from_numpy(array.astype(np.int64)).to(device)
            for array in (packed.first, packed.second, packed.passage, packed.kind, packed.marks)
        )

    def batch(self, rows: np.ndarray) -> Batch:
        """The passages numbered `rows`, padded alike."""
        # Attention's kernels on a GPU want a multiple of 8.
        longest = -(-int(self.sizes[rows].max()) // 8) * 8
        at = torch.from_numpy(rows).to(self.device)
        size = (self.first[at + 1] - self.first[at])[:, None]
        place = torch.arange(longest, device=self.device)[None]
        inside = place < size
        taken = self.tokens[(self.first[at][:, None] + place).clamp(max=len(self.tokens) - 1)]
        ids = torch.where(inside, taken.long(), 0)
        types = (inside & (place >= self.second[at][:, None])).long()
        # Nothing can begin in the question or the title.
        begins = place >= self.passage[at][:, None]
        allowed = (place == 0) | (begins & (place < size - 1))
        right = (place[..., None, None] == self.marks[at][:, None]).any(-1)
        of_group = torch.from_numpy(self._of_group(rows)).to(self.device)
        return Batch(ids, types, inside.long(), Target(right, allowed, self.kind[at], of_group))

    def _of_group(self, rows: np.ndarray) -> np.ndarray:
        """Groups × rows: whose row it is."""
        group = self.group[rows]
        whose: np.ndarray = np.unique(group)[:, None] == group[None]
        return whose
