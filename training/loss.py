"""What the reader is trained to minimise.

Within a passage: start and end, where a passage that does not answer points at `[CLS]`, and any
accepted occurrence counts (marginal likelihood, Clark & Gardner 2018). Over the passages of one
question: start and end normalised together ("shared normalisation", same paper) and, as in the DPR
reader, a softmax over their relevance. On its own: is it relevant, and of which kind is the answer.

Where a teacher has read the passages too, most of the loss of a passage is how far the reader is
from what the teacher believes (Hinton et al. 2015, arXiv 1503.02531): a mix made by rule has labels
that are wrong, and a teacher that has seen them all is less sure of those.

All passages of a step are one matrix: a step has some 64 of them, and a loss made passage by
passage took a seventh of the step's time on the CPU.
"""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.sets import NONE, SPAN, YES

SHARED, BINARY, CHOICE, KIND = 0.7, 0.5, 0.3, 0.5
# The teacher's share of what is asked of a passage on its own.
TAUGHT = 0.7
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


def step_loss(output: Output, wanted: Target, teacher: Output | None = None) -> Tensor:
    """Mean over the passages of a step; `teacher` is what a teacher's logits of them are."""
    relevant = wanted.kind != NONE
    alone = _alone(output, wanted, relevant)
    if teacher is not None:
        alone = (1 - TAUGHT) * alone + TAUGHT * _taught(output, wanted, teacher)
    total = alone + CHOICE * _choice(output.relevance, relevant, wanted.of_group)
    total = total + SHARED * _shared(output, wanted)
    return total / len(relevant)


def kind_loss(output: Output, wanted: Target) -> Tensor:
    """Mean cross-entropy of yes, no and none alone, over the passages of a step."""
    return functional.cross_entropy(output.kind[:, YES:], wanted.kind - YES)


def _alone(output: Output, wanted: Target, relevant: Tensor) -> Tensor:
    binary = functional.binary_cross_entropy_with_logits(
        output.relevance, relevant.float(), reduction="sum"
    )
    kind = functional.cross_entropy(output.kind, wanted.kind, reduction="sum")
    return _within(output, wanted) + BINARY * binary + KIND * kind


def _marked(wanted: Target) -> Tensor:
    """Of yes and no, where it is known what decides: those words are marked as an answer is."""
    return (wanted.kind == SPAN) | (wanted.kind == NONE) | _has_place(wanted)


def _has_place(wanted: Target) -> Tensor:
    """Nothing but `[CLS]` is marked where no place is known."""
    return ~wanted.right[:, 0].any(-1)


def _within(output: Output, wanted: Target) -> Tensor:
    span = output.span.masked_fill(~wanted.allowed[..., None], NEVER)
    right = span.masked_fill(~wanted.right, NEVER)
    loss = (torch.logsumexp(span, 1) - torch.logsumexp(right, 1)).mean(1)
    return (loss * _marked(wanted)).sum()


def _taught(output: Output, wanted: Target, teacher: Output) -> Tensor:
    """Cross-entropy with the teacher's distributions, weighed as `_alone` weighs the labels."""
    outside = ~wanted.allowed[..., None]
    believed = torch.softmax(teacher.span.masked_fill(outside, NEVER), 1)
    said = torch.log_softmax(output.span.masked_fill(outside, NEVER), 1)
    within = (-(believed * said).sum(1).mean(1) * _marked(wanted)).sum()
    binary = functional.binary_cross_entropy_with_logits(
        output.relevance, torch.sigmoid(teacher.relevance), reduction="sum"
    )
    kind = functional.cross_entropy(output.kind, torch.softmax(teacher.kind, 1), reduction="sum")
    return within + BINARY * binary + KIND * kind


def _over_groups(logits: Tensor, of_group: Tensor) -> Tensor:
    return torch.logsumexp(logits[None].masked_fill(~of_group, NEVER), 1)


def _choice(relevance: Tensor, relevant: Tensor, of_group: Tensor) -> Tensor:
    """Softmax over a question's passages, where some answer and some do not."""
    mixed = (of_group & relevant).any(1) & (of_group & ~relevant).any(1)
    every = _over_groups(relevance, of_group)
    chosen = _over_groups(relevance.masked_fill(~relevant, NEVER), of_group)
    return ((every - chosen) * of_group.sum(1) * mixed).sum()


def _shared(output: Output, wanted: Target) -> Tensor:
    """Starts and ends of all of a question's passages in one softmax, `[CLS]` left out."""
    answers = _has_place(wanted)
    mixed = (wanted.of_group & answers).any(1) & (wanted.of_group.sum(1) > 1)
    inside = wanted.allowed.clone()
    inside[:, 0] = False
    span = output.span.masked_fill(~inside[..., None], NEVER)
    right = span.masked_fill(~(wanted.right & answers[:, None, None]), NEVER)
    total = torch.zeros((), device=span.device)
    for side in (0, 1):
        every = _over_groups(torch.logsumexp(span[..., side], 1), wanted.of_group)
        chosen = _over_groups(torch.logsumexp(right[..., side], 1), wanted.of_group)
        total = total + ((every - chosen) * wanted.of_group.sum(1) * mixed).sum() / 2
    return total / 2
