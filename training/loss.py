"""What the reader is trained to minimise.

Within a passage: start and end, where a passage that does not answer points at `[CLS]`, and any
accepted occurrence counts (marginal likelihood, Clark & Gardner 2018). Over the passages of one
question: start and end normalised together ("shared normalisation", same paper) and, as in the DPR
reader, a softmax over their relevance. On its own: is it relevant, and of which kind is the answer.

All passages of a step are one matrix: a step has some 64 of them, and a loss made passage by
passage took a seventh of the step's time on the CPU.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.encode import Row
from training.sets import NONE, SPAN

SHARED, BINARY, CHOICE, KIND = 0.7, 0.5, 0.3, 0.5
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Output:
    """Logits: of every token (passages × length × 2), of relevance, of the four kinds."""

    span: Tensor
    relevance: Tensor
    kind: Tensor


@dataclass(frozen=True, slots=True)
class Target:
    """What should come out; `right` marks accepted starts and ends, `of_group` whose row it is."""

    right: Tensor
    allowed: Tensor
    kind: Tensor
    of_group: Tensor

    def to(self, device: str) -> "Target":
        moved = (x.to(device) for x in (self.right, self.allowed, self.kind, self.of_group))
        return Target(*moved)


def target(groups: Sequence[Sequence[Row]]) -> Target:
    rows = [row for group in groups for row in group]
    longest = max(len(row.ids) for row in rows)
    right = torch.zeros(len(rows), longest, 2, dtype=torch.bool)
    allowed = torch.zeros(len(rows), longest, dtype=torch.bool)
    of_group = torch.zeros(len(groups), len(rows), dtype=torch.bool)
    for line, row in enumerate(rows):
        # Nothing can begin in the question or the title.
        allowed[line, 0] = True
        allowed[line, row.passage : len(row.ids) - 1] = True
        for side, marks in enumerate((row.starts, row.ends)):
            right[line, list(marks or (0,)), side] = True
    line = 0
    for number, group in enumerate(groups):
        of_group[number, line : line + len(group)] = True
        line += len(group)
    return Target(right, allowed, torch.tensor([row.kind for row in rows]), of_group)


def step_loss(output: Output, wanted: Target) -> Tensor:
    """Mean over the passages of a step."""
    relevant = wanted.kind != NONE
    binary = functional.binary_cross_entropy_with_logits(
        output.relevance, relevant.float(), reduction="sum"
    )
    kind = functional.cross_entropy(output.kind, wanted.kind, reduction="sum")
    total = _within(output, wanted) + BINARY * binary + KIND * kind
    total = total + CHOICE * _choice(output.relevance, relevant, wanted.of_group)
    total = total + SHARED * _shared(output, wanted)
    return total / len(relevant)


def _within(output: Output, wanted: Target) -> Tensor:
    span = output.span.masked_fill(~wanted.allowed[..., None], NEVER)
    right = span.masked_fill(~wanted.right, NEVER)
    loss = (torch.logsumexp(span, 1) - torch.logsumexp(right, 1)).mean(1)
    # Yes and no have no place in the passage.
    return loss[(wanted.kind == SPAN) | (wanted.kind == NONE)].sum()


def _over_groups(logits: Tensor, of_group: Tensor) -> Tensor:
    return torch.logsumexp(logits[None].masked_fill(~of_group, NEVER), 1)


def _choice(relevance: Tensor, relevant: Tensor, of_group: Tensor) -> Tensor:
    """Softmax over a question's passages, where some answer and some do not."""
    mixed = (of_group & relevant).any(1) & (of_group & ~relevant).any(1)
    every = _over_groups(relevance, of_group)
    chosen = _over_groups(relevance.masked_fill(~relevant, NEVER), of_group)
    return ((every - chosen) * of_group.sum(1))[mixed].sum()


def _shared(output: Output, wanted: Target) -> Tensor:
    """Starts and ends of all of a question's passages in one softmax, `[CLS]` left out."""
    answers = wanted.kind == SPAN
    mixed = (wanted.of_group & answers).any(1) & (wanted.of_group.sum(1) > 1)
    inside = wanted.allowed.clone()
    inside[:, 0] = False
    span = output.span.masked_fill(~inside[..., None], NEVER)
    right = span.masked_fill(~(wanted.right & answers[:, None, None]), NEVER)
    total = torch.zeros((), device=span.device)
    for side in (0, 1):
        every = _over_groups(torch.logsumexp(span[..., side], 1), wanted.of_group)
        chosen = _over_groups(torch.logsumexp(right[..., side], 1), wanted.of_group)
        total = total + ((every - chosen) * wanted.of_group.sum(1))[mixed].sum() / 2
    return total / 2
