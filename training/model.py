"""The reader's network: a MiniLM encoder with three linear heads.

Written out rather than taken from transformers because a training step on two CPU cores must be
lean: one matrix product for query, key and value, PyTorch's fused attention, dropout on a GPU alone
(drawing random numbers costs more than a layer on a CPU), and word embeddings that are never
updated, which spares half of the optimiser's work.

Heads, as in the DPR reader (Karpukhin et al. 2020, section 6.1) and BERT for SQuAD 2.0 (Devlin et
al. 2019, section 4.3):

- ``span``: start and end logit of every token; the one at ``[CLS]`` means "no answer here".
- ``relevance``: one logit at ``[CLS]``: does this passage answer the question at all?
- ``kind``: four logits at ``[CLS]``: is the answer a span, yes, no, or none?
"""

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
VOCABULARY, POSITIONS, EPSILON = 30522, 512, 1e-12
# Not cuDNN's kernel, first choice on an H100: with a mask its backward pass can give NaN there
# (pytorch/pytorch issue 196678).
KERNELS = [SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH]


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Attention, with `mask` added to the scores; on the CPU spelled out, because the fused
    kernel's backward pass is slow there."""
    if query.is_cuda:
        with sdpa_kernel(KERNELS):
            return functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-1, -2)
    return torch.softmax(scores.add_(mask), -1) @ value


class Layer(nn.Module):
    """One transformer block, normalised after each half as in BERT; the teacher's is the same."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.mixed = nn.Linear(hidden, hidden)
        self.mixed_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.wide = nn.Linear(hidden, inner)
        self.narrow = nn.Linear(inner, hidden)
        self.narrow_norm = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, hidden = x.shape
        split = self.qkv(x).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = attend(split[0], split[1], split[2], mask)
        mixed = mixed.transpose(1, 2).reshape(rows, length, hidden)
        x = self.mixed_norm(x + self._dropped(self.mixed(mixed)))
        wide = functional.gelu(self.wide(x))
        done: Tensor = self.narrow_norm(x + self._dropped(self.narrow(wide)))
        return done

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training) if self.dropout else x


class ReaderNetwork(nn.Module):
    """Tokens of question and passage in; span, relevance and kind logits out."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=EPSILON)
        self.layers = nn.ModuleList(
            Layer(HIDDEN, HEADS, INNER, EPSILON, dropout) for _ in range(LAYERS)
        )
        self.span = nn.Linear(HIDDEN, 2)
        self.relevance = nn.Linear(HIDDEN, 1)
        self.kind = nn.Linear(HIDDEN, 4)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``mask`` is 1 on tokens and 0 on padding. Returns logits: span, relevance, kind."""
        length = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:length] + self.types(types)
        x = self.norm(x)
        seen = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, seen)
        first = x[:, 0]
        return self.span(x), self.relevance(first).squeeze(-1), self.kind(first)
