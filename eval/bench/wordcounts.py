"""An embedder for measuring what is not embedding: ready at once, and the same every time."""

import math
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from corpus.embedding import Embedded, Embedder
from corpus.sentence_vectors import Spans, packed

_DIMENSION = 384


class WordCounts(Embedder):
    """Counts words, each in the place of its checksum; texts that share words are near."""

    def __init__(self) -> None:
        super().__init__("word counts")

    def load(self) -> None:
        pass

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Spans]) -> list[Embedded]:
        return [
            Embedded(
                vector=self.embed_query(text),
                sentences=packed(np.asarray([self.embed_query(text[a:b]) for a, b in spans])),
            )
            for text, spans in zip(texts, parts, strict=True)
        ]

    def embed_query(self, text: str) -> list[float]:
        counts = Counter(crc32(word.encode()) % _DIMENSION for word in text.lower().split())
        length = math.hypot(*counts.values()) or 1.0
        return [counts[place] / length for place in range(_DIMENSION)]
