"""Reading a batch: in chunks of similar length on the CPU, at once on a GPU."""

import torch
from torch import nn
from torch.nn import functional

from training.loss import Output
from training.pack import Batch


def forward(network: nn.Module, batch: Batch, chunk: int) -> Output:
    """The logits of all passages of a batch, in order; at most `chunk` are read at once, and
    padded to the longest of these."""
    sizes = batch.mask.sum(1)
    if len(sizes) <= chunk:
        span, relevance, kind = network(batch.ids, batch.types, batch.mask)
        return Output(span.float(), relevance.float(), kind.float())
    order = sizes.argsort()
    longest = batch.ids.shape[1]
    outputs = []
    for at in range(0, len(order), chunk):
        rows = order[at : at + chunk]
        width = int(sizes[rows].max())
        span, relevance, kind = network(
            *(part[rows, :width] for part in (batch.ids, batch.types, batch.mask))
        )
        wide = functional.pad(span.float(), (0, 0, 0, longest - width))
        outputs.append((wide, relevance.float(), kind.float()))
    back = order.argsort()
    return Output(*(torch.cat(part)[back] for part in zip(*outputs, strict=True)))
