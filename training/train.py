"""Trains the reader, or a teacher for it.

    python -m training.train --mix mix.npz --start WEIGHTS --out run/ --minutes 70
    python -m training.train --mix mix.npz --teacher MPNET --out teacher/ --minutes 5
    python -m training.label --mix mix.npz --teacher teacher/step-XXXXX.safetensors --out labels.npz
    python -m training.train --mix mix.npz --start WEIGHTS --labels labels.npz --out run/

On a GPU when there is one, else on the CPU; weights and activations are bf16 (fp32 with `--dtype
float32`, which is faster on a CPU without instructions for bf16), the optimiser keeps fp32 copies
of the weights. On the CPU, one process per core reads its share of each step on one
thread: they meet once a step, where the threads of one process would meet in every operation and
wait for whichever core is busy with something else.

The learning rate falls linearly with whichever is further along, the examples or the clock, so a
run on a busy machine still ends its schedule. A checkpoint is written every few minutes and a run
that finds one goes on from it.
"""

import argparse
import copy
import math
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, distributed, multiprocessing, nn

from training import pack, teacher, weights
from training.epochs import Step, chosen, share, steps, to_be_mined
from training.forward import forward
from training.label import Labels
from training.loss import kind_loss, step_loss
from training.master import Master
from training.model import ReaderNetwork
from training.pack import Pack, Shelf

WARM_UP, SAVE_SECONDS, SHOWN_EVERY = 0.04, 300.0, 25


def network_of(given: argparse.Namespace) -> nn.Module:
    """The network with the weights that training begins from, in fp32."""
    network: nn.Module
    if given.teacher:
        network = teacher.TeacherNetwork(dropout=given.dropout)
        teacher.load(network, given.teacher)
    else:
        network = ReaderNetwork(given.dropout)
        weights.load(network, given.start)
    return network


class Run:
    """A training run that can be stopped and gone on with."""

    def __init__(self, packed: Pack, given: argparse.Namespace, rank: int = 0) -> None:
        self.given, self.rank, self.workers = given, rank, given.workers
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.out: Path = given.out
        self.packed, self.shelf = packed, Shelf(packed, self.device)
        self.labels = Labels(given.labels, self.device) if given.labels else None
        precise = network_of(given).to(self.device)
        self.network = copy.deepcopy(precise).to(getattr(torch, given.dtype)).train()
        self.master = Master(self.network, precise, given.rate)
        self.done, self.spent = 0, 0.0
        if (self.out / "checkpoint.pt").exists():
            self._resume()

    def train(self) -> None:
        began, saved = time.monotonic() - self.spent, time.monotonic()
        shown = torch.zeros((), device=self.device)
        parent = os.getppid()
        for step, share_done in self._plan():
            if self.workers > 1 and os.getppid() != parent:
                sys.exit("The process that began this run is gone, and so its workers stop.")
            self.spent = time.monotonic() - began
            progress = self._agreed(max(share_done, self.spent / 60 / self.given.minutes))
            if progress >= 1:
                break
            rate = self.given.rate * min(1 - progress, max(progress, 1e-3) / WARM_UP)
            shown += self._learn(step, rate)
            self.done += 1
            if self.done % SHOWN_EVERY == 0 and self.rank == 0:
                self._show(float(shown) / SHOWN_EVERY)
                shown.zero_()
            if time.monotonic() - saved > SAVE_SECONDS and self.rank == 0:
                self._save()
                saved = time.monotonic()
        if self.rank == 0:
            self._save()

    def _show(self, loss: float) -> None:
        if not math.isfinite(loss):
            sys.exit("The loss is no longer a number: begin again with a lower --rate.")
        print(f"{self.done} {self.spent:.0f}s loss {loss:.3f}", flush=True)

    def _plan(self) -> Iterator[tuple[Step, float]]:
        """Every step from `done` on, and the share of all steps that lies before it."""
        gone = 0
        for epoch in range(self.given.epochs):
            rng = np.random.default_rng(self.given.seed + epoch)
            # A run that is gone on with mines anew with what it knows by then: what it skips of an
            # epoch may be a step more or less than what it has read.
            groups = chosen(self.packed, self._relevance(rng, mined=epoch % 2 == 1))
            made = steps(groups, self.packed.sizes, self.given.passages, rng)
            for step in made:
                gone += 1
                if gone > self.done:
                    yield step, (gone - 1) / (len(made) * self.given.epochs)

    def _relevance(self, rng: np.random.Generator, *, mined: bool) -> np.ndarray:
        """How relevant the reader holds every row for that has to be mined; each worker reads its
        part of them."""
        relevance = torch.from_numpy(rng.random(len(self.packed.kind)).astype(np.float32))
        spare = to_be_mined(self.packed)
        if mined and self.given.mined and len(spare):
            relevance[spare] = 0
            spare = spare[np.argsort(self.packed.sizes[spare])][self.rank :: self.workers]
            self.network.eval()
            with torch.no_grad():
                for rows in np.array_split(spare, len(spare) // self.given.passages + 1):
                    output = forward(self.network, self.shelf.batch(rows), self.given.chunk)
                    relevance[rows] = output.relevance.cpu()
            self.network.train()
            if self.workers > 1:
                distributed.all_reduce(relevance)
        return relevance.numpy()

    def _learn(self, step: Step, rate: float) -> Tensor:
        mine = np.concatenate(share(step, self.packed.sizes, self.rank, self.workers))
        batch = self.shelf.batch(mine)
        output = forward(self.network, batch, self.given.chunk)
        taught = self.labels.of(mine, batch.ids.shape[1]) if self.labels else None
        if self.given.only_kind:
            loss = kind_loss(output, batch.target)
        else:
            loss = step_loss(output, batch.target, taught)
        # Each worker's mean weighs as much as it holds of the step.
        (loss * len(mine) / sum(map(len, step))).backward()  # type: ignore[no-untyped-call]
        self.master.step(rate)
        return loss.detach()

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
        weights.save(self.master.precise, self.out / f"step-{self.done:05d}.safetensors")

    def _resume(self) -> None:
        state = torch.load(self.out / "checkpoint.pt", weights_only=True)
        self.done, self.spent = state["done"], state["spent"]
        self.master.restore(state["master"])


def work(rank: int, given: argparse.Namespace) -> None:
    if given.workers > 1:
        torch.set_num_threads(1)
        meeting = f"file://{given.out.resolve()}/meeting-{given.pid}"
        distributed.init_process_group(
            "gloo", init_method=meeting, rank=rank, world_size=given.workers
        )
    Run(pack.load(given.mix), given, rank).train()


def main() -> None:
    gpu = torch.cuda.is_available()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mix", type=Path, required=True)
    start = parser.add_mutually_exclusive_group(required=True)
    start.add_argument("--start", type=Path, help="weights to begin with")
    start.add_argument("--teacher", type=Path, help="train a teacher from this folder of MPNet")
    parser.add_argument("--labels", type=Path, help="what a teacher says of the mix")
    parser.add_argument(
        "--only-kind", action="store_true", help="learn yes, no and none alone (training.windows)"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=70)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropout", type=float, default=0.1 if gpu else 0.0)
    parser.add_argument("--dtype", choices=["bfloat16", "float32"], default="bfloat16")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--mined", action=argparse.BooleanOptionalAction, default=True,
        help="pick the hardest of the wrong passages with the reader itself, else at random",
    )  # fmt: skip
    parser.add_argument("--passages", type=int, default=144 if gpu else 48, help="of one step")
    parser.add_argument("--chunk", type=int, default=1024 if gpu else 12, help="read at once")
    cores = 1 if gpu else os.cpu_count() or 1
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
