"""What a teacher says of every passage of a mix: its logits, kept for a reader to learn from.

    python -m training.label --mix mix.npz --teacher teacher/step-XXXXX.safetensors --out labels.npz

On a mix of what is held out (`training.mix --held-out`), it tells how good a teacher or reader is.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from training import pack
from training.forward import forward
from training.loss import Output
from training.metrics import auroc
from training.model import ReaderNetwork
from training.pack import Pack, Shelf
from training.sets import NONE, SPAN
from training.teacher import TeacherNetwork

TOKENS = 100_000


class Labels:
    """A teacher's logits of a mix: of all tokens one after the other, and of the rows."""

    def __init__(self, path: Path, device: str) -> None:
        with np.load(path) as held:
            self.span, self.relevance, self.kind, self.first = (
                torch.from_numpy(held[name]).to(device)
                for name in ("span", "relevance", "kind", "first")
            )

    def of(self, rows: np.ndarray, longest: int) -> Output:
        """The logits of some rows; what stands behind a row's end is another row's."""
        at = torch.from_numpy(rows).to(self.first.device)
        place = torch.arange(longest, device=at.device)[None]
        taken = (self.first[at][:, None] + place).clamp(max=len(self.span) - 1)
        return Output(self.span[taken].float(), self.relevance[at].float(), self.kind[at].float())


def label(packed: Pack, network: torch.nn.Module, device: str) -> dict[str, np.ndarray]:
    """The network's logits of every row, as arrays of half precision."""
    shelf, sizes = Shelf(packed, device), packed.sizes
    span, relevance, kind = (
        torch.zeros(shape, dtype=torch.float16, device=device)
        for shape in ((len(packed.tokens), 2), (len(sizes),), (len(sizes), 4))
    )
    with torch.no_grad():
        for rows in np.array_split(np.argsort(sizes), int(sizes.sum()) // TOKENS + 1):
            batch = shelf.batch(rows)
            output = forward(network, batch, len(rows))
            at = torch.from_numpy(rows).to(device)
            place = shelf.first[at][:, None] + torch.arange(batch.ids.shape[1], device=device)
            inside = batch.mask.bool()
            span[place[inside]] = output.span[inside].half()
            relevance[at], kind[at] = output.relevance.half(), output.kind.half()
    told = {"span": span, "relevance": relevance, "kind": kind}
    return {name: value.cpu().numpy() for name, value in told.items()} | {"first": packed.first}


def agreement(packed: Pack, labels: dict[str, np.ndarray]) -> dict[str, float]:
    """How often the best start and end of an answered row are accepted ones, and how well relevance
    tells answered rows from others (AUROC)."""
    right = []
    for row in np.flatnonzero(packed.kind == SPAN):
        begins, ends = int(packed.passage[row]), int(packed.sizes[row]) - 1
        span = labels["span"][packed.first[row] :][begins:ends]
        best = span.argmax(0) + begins
        right.append(all(best[side] in packed.marks[row, side] for side in (0, 1)))
    answered = packed.kind != NONE
    return {
        "exact": float(np.mean(right)),
        "auroc": auroc(labels["relevance"].tolist(), answered.tolist()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mix", type=Path, required=True)
    network_of = parser.add_mutually_exclusive_group(required=True)
    network_of.add_argument("--teacher", type=Path, help="weights of a teacher")
    network_of.add_argument("--reader", type=Path, help="weights of a reader")
    parser.add_argument("--out", type=Path, help="where to keep what it says")
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    network: torch.nn.Module = TeacherNetwork() if given.teacher else ReaderNetwork()
    network.load_state_dict(load_file(given.teacher or given.reader))
    network.to(device, torch.bfloat16).eval()
    packed = pack.load(given.mix)
    labels = label(packed, network, device)
    if given.out:
        np.savez(given.out, **labels)  # type: ignore[arg-type] # numpy's stub takes a flag there
    print({name: round(value, 4) for name, value in agreement(packed, labels).items()})


if __name__ == "__main__":
    main()
