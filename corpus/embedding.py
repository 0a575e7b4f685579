"""Texts to vectors, through sentence-transformers."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus import bundled, sentence_vectors
from corpus.errors import ModelUnavailable
from corpus.sentence_vectors import Spans

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 32
# The vectors of all tokens are kept of so many texts, 400 KB each, to make those of sentences from.
_AT_ONCE = 4 * _BATCH


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """A passage's own vector and those of its sentences, as `corpus.sentence_vectors` keeps them;
    none where the model's kind of vector has no parts."""

    vector: Sequence[float]
    sentences: bytes = b""


class Embedder(Embeddings):
    """A sentence-transformers model as LangChain's `Embeddings`, loaded when first used.

    `model` is None, or the name of the bundled one, for that one; or whatever
    sentence-transformers accepts: the name of a published model, which must already be in its cache
    when there is no network, or a folder.
    Vectors are of unit length, so that a dot product is the cosine.
    """

    def __init__(self, model: str | None = None) -> None:
        self.name = model or bundled.NAME
        self._folder = str(bundled.folder()) if self.name == bundled.NAME else self.name
        self._loaded: SentenceTransformer | None = None
        # Fast tokenizers refuse to be shared between threads while they set their padding.
        self._lock = Lock()

    def load(self) -> None:
        """Load the model now. Raises ModelUnavailable when that fails."""
        with self._lock:
            self._model()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector for each text, `len(texts)` x dimension."""
        if not texts:
            return []
        with self._lock:
            vectors = self._model().encode_document(
                texts, batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        rows: list[list[float]] = vectors.tolist()
        return rows

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Spans]) -> list[Embedded]:
        """Return what `embed_documents` does of each text, with vectors of its `parts`, which are
        characters from one place to another."""
        with self._lock:
            if texts and sentence_vectors.can_be_made(self._model()):
                return [
                    each
                    for first in range(0, len(texts), _AT_ONCE)
                    for each in self._with_parts(
                        texts[first : first + _AT_ONCE], parts[first : first + _AT_ONCE]
                    )
                ]
        return [Embedded(vector=vector) for vector in self.embed_documents(list(texts))]

    def _with_parts(self, texts: Sequence[str], parts: Sequence[Spans]) -> Iterator[Embedded]:
        model = self._model()
        made = model.encode_document(
            list(texts), batch_size=_BATCH, output_value=None, show_progress_bar=False
        )
        cut = model.tokenizer(
            list(texts),
            truncation=True,
            max_length=model.max_seq_length,
            return_offsets_mapping=True,
        )
        for each, ids, offsets, spans in zip(
            made, cut["input_ids"], cut["offset_mapping"], parts, strict=True
        ):
            real = each["attention_mask"].bool()
            vector = each["sentence_embedding"].cpu().numpy()
            rows = b""
            # They differ where the model puts words of its own before a document.
            if each["input_ids"][real].tolist() == ids:
                tokens = each["token_embeddings"][real].cpu().numpy()
                rows = sentence_vectors.packed(sentence_vectors.means(tokens, offsets, spans))
            unit = vector / max(float(np.linalg.norm(vector)), 1e-12)
            yield Embedded(vector=unit.tolist(), sentences=rows)

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question, which some models embed unlike a document."""
        with self._lock:
            vector = self._model().encode_query(
                text, normalize_embeddings=True, show_progress_bar=False
            )
        row: list[float] = vector.tolist()
        return row

    def _model(self) -> "SentenceTransformer":
        if self._loaded is None:
            self._loaded = _load(self._folder, self.name)
        return self._loaded


def _load(folder: str, name: str) -> "SentenceTransformer":
    # Importing torch and transformers takes seconds; commands that embed nothing should not wait.
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    if Path(folder).is_dir():
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # not annotated upstream
    try:
        return SentenceTransformer(folder, device=_device())
    except Exception as error:  # its loaders raise whatever their backends raise
        raise ModelUnavailable(
            f"The embedding model {name!r} could not be loaded: {error}. FOOTNOTE_EMBEDDING_MODEL "
            "takes a folder or the name of a sentence-transformers model; unset it for the bundled "
            "one."
        ) from error


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"
