"""Trains the reader.

    python -m training.train --mix mix.pickle --start WEIGHTS --out run/ --minutes 70

On a GPU when there is one, else on the CPU; weights and activations are bf16, the optimiser keeps
fp32 copies of the weights. On the CPU, one process per core reads its share of each step on one
thread: they meet once a step, where the threads of one process would meet in every operation and
wait for whichever core is busy with something else.

The learning rate falls linearly with whichever is further along, the examples or the clock, so a
run on a busy machine still ends its schedule. A checkpoint is written every few minutes and a run
that finds one goes on from it.
"""

import argparse
import os
import pickle
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, distributed, multiprocessing
from torch.nn import functional

from training import weights
from training.encode import Row
from training.loss import Output, step_loss, target
from training.master import Master
from training.model import ReaderNetwork

STEP_PASSAGES, CHUNK, WARM_UP, SAVE_SECONDS = 48, 12, 0.04, 300.0

Step = list[list[Row]]


def steps(groups: Sequence[list[Row]], seed: int) -> Iterator[Step]:
    """Whole groups, until they hold `STEP_PASSAGES` passages."""
    order = list(range(len(groups)))
    random.Random(seed).shuffle(order)
    step: Step = []
    for number in order:
        step.append(groups[number])
        if sum(map(len, step)) >= STEP_PASSAGES:
            yield step
            step = []


def forward(network: ReaderNetwork, rows: Sequence[Row], device: str) -> Output:
    """The logits of all rows, in order; they are read in chunks of similar length."""
    longest = max(len(row.ids) for row in rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    outputs = []
    for at in range(0, len(order), CHUNK):
        ids, types, mask = padded([rows[i] for i in order[at : at + CHUNK]], device)
        span, relevance, kind = network(ids, types, mask)
        wide = functional.pad(span.float(), (0, 0, 0, longest - span.shape[1]))
        outputs.append((wide, relevance.float(), kind.float()))
    back = torch.tensor(order, device=device).argsort()
    return Output(*(torch.cat(part)[back] for part in zip(*outputs, strict=True)))


def padded(rows: Sequence[Row], device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, types and mask of some rows."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for line, row in enumerate(rows):
        ids[line, : len(row.ids)] = torch.from_numpy(row.ids.astype("int64"))
        types[line, row.second : len(row.ids)] = 1
        mask[line, : len(row.ids)] = 1
    return ids.to(device), types.to(device), mask.to(device)


def share(step: Step, rank: int, workers: int) -> Step:
    """One worker's groups: about as many tokens as every other's."""
    by_size = sorted(step, key=lambda group: -sum(len(row.ids) for row in group))
    return by_size[rank::workers]


class Run:
    """A training run that can be stopped and gone on with."""

    def __init__(self, given: argparse.Namespace, rank: int = 0) -> None:
        self.rank, self.workers = rank, given.workers
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.out: Path = given.out
        self.out.mkdir(parents=True, exist_ok=True)
        self.minutes, self.rate, self.seed = given.minutes, given.rate, given.seed
        self.network = ReaderNetwork()
        weights.load(self.network, given.start)
        self.network.to(self.device, torch.bfloat16)
        self.master = Master(self.network, given.start, given.rate)
        self.done, self.spent = 0, 0.0
        if (self.out / "checkpoint.pt").exists():
            self._resume()

    def train(self, groups: Sequence[list[Row]], epochs: int) -> None:
        plan = [step for epoch in range(epochs) for step in steps(groups, self.seed + epoch)]
        began, saved, shown = time.monotonic() - self.spent, time.monotonic(), 0.0
        parent = os.getppid()
        for step in plan[self.done :]:
            if self.workers > 1 and os.getppid() != parent:
                sys.exit("The process that began this run is gone, and so its workers stop.")
            self.spent = time.monotonic() - began
            progress = self._agreed(max(self.done / len(plan), self.spent / 60 / self.minutes))
            if progress >= 1:
                break
            shown += self._learn(step, self.rate * min(1 - progress, max(progress, 1e-3) / WARM_UP))
            self.done += 1
            if self.done % 25 == 0 and self.rank == 0:
                print(
                    f"{self.done}/{len(plan)} {self.spent:.0f}s loss {shown / 25:.3f}", flush=True
                )
                shown = 0.0
            if time.monotonic() - saved > SAVE_SECONDS and self.rank == 0:
                self._save()
                saved = time.monotonic()
        if self.rank == 0:
            self._save()

    def _learn(self, step: Step, rate: float) -> float:
        mine = share(step, self.rank, self.workers)
        rows = [row for group in mine for row in group]
        output = forward(self.network, rows, self.device)
        loss = step_loss(output, target(mine).to(self.device))
        # Each worker's mean weighs as much as it holds of the step.
        (loss * len(rows) / sum(map(len, step))).backward()  # type: ignore[no-untyped-call]
        self.master.step(rate)
        return loss.item()

    def _agreed(self, progress: float) -> float:
        """The furthest worker's progress, so that all stop at the same step."""
        if self.workers == 1:
            return progress
        value = torch.tensor(progress, dtype=torch.float64)
        distributed.all_reduce(value, distributed.ReduceOp.MAX)
        return value.item()

    def _save(self) -> None:
        state = {"done": self.done, "spent": self.spent, "master": self.master.state()}
        torch.save(state, self.out / "checkpoint.part")
        (self.out / "checkpoint.part").replace(self.out / "checkpoint.pt")
        network = ReaderNetwork()
        network.load_state_dict(self.master.weights())
        weights.save(network, self.out / f"step-{self.done:05d}.safetensors")

    def _resume(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", weights_only=True)
        self.done, self.spent = state["done"], state["spent"]
        self.master.restore(state["master"])


def work(rank: int, given: argparse.Namespace) -> None:
    groups = pickle.loads(given.mix.read_bytes())
    if given.workers > 1:
        torch.set_num_threads(1)
        meeting = f"file://{given.out.resolve()}/meeting-{given.pid}"
        distributed.init_process_group(
            "gloo", init_method=meeting, rank=rank, world_size=given.workers
        )
    Run(given, rank).train(groups, given.epochs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mix", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="weights to begin with")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    cores = 1 if torch.cuda.is_available() else os.cpu_count() or 1
    parser.add_argument("--workers", type=int, default=cores, help="1 on a GPU, else the cores")
    given = parser.parse_args()
    given.pid = os.getpid()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.workers == 1:
        work(0, given)
    else:
        multiprocessing.spawn(  # type: ignore[attr-defined,no-untyped-call]
            work, (given,), nprocs=given.workers
        )


if __name__ == "__main__":
    main()
