"""The teacher: the student's reader five times as large, on MPNet's encoder.

MPNet (Song et al. 2020, arXiv 2004.09297) was trained with BERT's uncased wordpieces, which its
vocabulary holds in BERT's order after four symbols of its own. So a row framed for the student is
a row for the teacher, token for token, and every logit of the one can be learned from the other
without an alignment. Beside positions MPNet has a relative attention bias as in T5 (Raffel et al.
2020, section 2.1), one table for all layers; what it lacks is token types, which start at zero.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from service.reader import CLS, SEP
from training.model import Layer

PAD, MASK = 0, 103
SHIFT, FIRST_POSITION, BUCKETS, LAST_BUCKET = 4, 2, 32, 15
START_SPREAD = 0.02

FIXED = {
    "words": "embeddings.word_embeddings",
    "positions": "embeddings.position_embeddings",
    "norm": "embeddings.LayerNorm",
    "relative": "encoder.relative_attention_bias",
}
IN_LAYER = {
    "qkv": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
    "mixed": ("attention.attn.o",),
    "mixed_norm": ("attention.LayerNorm",),
    "wide": ("intermediate.dense",),
    "narrow": ("output.dense",),
    "narrow_norm": ("output.LayerNorm",),
}
NEW = ("types.", "span.", "relevance.", "kind.")


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes; the defaults are mpnet-base's. `vocabulary` is MPNet's, five more than BERT's."""

    vocabulary: int = 30527
    positions: int = 514
    hidden: int = 768
    heads: int = 12
    layers: int = 12
    inner: int = 3072
    epsilon: float = 1e-5


def vocabulary(size: int) -> Tensor:
    """MPNet's id of each of BERT's.

    `[UNK]` is a wordpiece like any other: MPNet's tokenizer gives it, and its own `<unk>` (3) never
    occurred in training.
    """
    ids = torch.arange(SHIFT, size - 1)
    ids[CLS], ids[PAD], ids[SEP], ids[MASK] = 0, 1, 2, size - 1
    return ids


def buckets(length: int) -> Tensor:
    """The bias's row for every distance from -(length - 1) to length - 1, other less own position.

    Each side has 16 rows: one for each distance below 8, then two for every doubling, and the last
    for all from 91 on. In whole numbers, since a logarithm rounds differently on each device.
    """
    sizes = [d if d < 8 else min(LAST_BUCKET, (d * d).bit_length() + 1) for d in range(length)]
    later = [size + BUCKETS // 2 for size in sizes[1:]]
    return torch.tensor(sizes[::-1] + later)


class TeacherNetwork(nn.Module):
    """What `ReaderNetwork` is, larger: the student's tokens in, the student's logits out."""

    student_ids: Tensor
    bucket: Tensor

    def __init__(self, shape: Shape | None = None, dropout: float = 0.0) -> None:
        """`dropout` is of the embeddings and of both halves of a layer, while training."""
        super().__init__()
        self.shape = shape or Shape()
        self.dropout = dropout
        hidden = self.shape.hidden
        self.words = nn.Embedding(self.shape.vocabulary, hidden)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(self.shape.positions, hidden)
        self.types = nn.Embedding(2, hidden)
        self.norm = nn.LayerNorm(hidden, eps=self.shape.epsilon)
        self.relative = nn.Embedding(BUCKETS, self.shape.heads)
        self.layers = nn.ModuleList(
            Layer(hidden, self.shape.heads, self.shape.inner, self.shape.epsilon, dropout)
            for _ in range(self.shape.layers)
        )
        self.span = nn.Linear(hidden, 2)
        self.relevance = nn.Linear(hidden, 1)
        self.kind = nn.Linear(hidden, 4)
        self.register_buffer("student_ids", vocabulary(self.shape.vocabulary), persistent=False)
        longest = self.shape.positions - FIRST_POSITION
        self.register_buffer("bucket", buckets(longest), persistent=False)
        self._start()

    def _start(self) -> None:
        """What MPNet lacks starts at zero, but the span head, or no layer would learn at first.

        Always the same numbers, so that a network and the fp32 copy of it agree.
        """
        for module in (self.types, self.relevance, self.kind):
            nn.init.zeros_(module.weight)
        for head in (self.span, self.relevance, self.kind):
            nn.init.zeros_(head.bias)
        seeded = torch.Generator().manual_seed(0)
        nn.init.normal_(self.span.weight, std=START_SPREAD, generator=seeded)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``mask`` is 1 on tokens and 0 on padding. Returns logits: span, relevance, kind."""
        x = self.hidden(ids, types, mask)
        first = x[:, 0]
        return self.span(x), self.relevance(first).squeeze(-1), self.kind(first)

    def hidden(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """The last layer's vectors, one for each of the student's tokens."""
        positions = self.positions.weight[FIRST_POSITION : FIRST_POSITION + ids.shape[1]]
        x: Tensor = self.words(self.student_ids[ids]) + positions + self.types(types)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        bias = self._bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def _bias(self, mask: Tensor) -> Tensor:
        """What is added to the attention scores: (rows, heads, length, length)."""
        place = torch.arange(mask.shape[1], device=mask.device)
        apart = place[None, :] - place[:, None] + self.shape.positions - FIRST_POSITION - 1
        relative: Tensor = self.relative(self.bucket[apart]).permute(2, 0, 1)
        unseen = (1.0 - mask[:, None, None, :].to(relative.dtype)) * -1e4
        return relative + unseen


def load(network: TeacherNetwork, folder: Path) -> None:
    """Fill from an MPNet encoder or a saved teacher: a folder with model.safetensors, or a file.

    What MPNet lacks (token types, heads) stays as it is unless the file holds it.
    """
    path = folder / "model.safetensors" if folder.is_dir() else folder
    held = {name.removeprefix("mpnet."): value.float() for name, value in load_file(path).items()}
    state, missing = network.state_dict(), []
    for name in state:
        sources = [name] if name in held else _sources(name)
        missing += [source for source in sources if source not in held]
        if sources and not missing:
            state[name] = torch.cat([held[source] for source in sources])
    if missing:
        raise ValueError(f"{path} lacks the weights {', '.join(missing)}")
    network.load_state_dict(state)


def _sources(name: str) -> list[str]:
    """MPNet's names for a weight of the network; none for what only the teacher has."""
    if name.startswith(NEW):
        return []
    *where, part = name.split(".")
    if where[0] in FIXED:
        return [f"{FIXED[where[0]]}.{part}"]
    _, number, piece = where
    return [f"encoder.layer.{number}.{source}.{part}" for source in IN_LAYER[piece]]
