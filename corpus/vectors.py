"""The vector index, in Chroma."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from chromadb.api import ClientAPI
from numpy.typing import NDArray

from corpus.chroma import close
from corpus.errors import VectorStoreUnreachable
from corpus.model import Article, Passage

COLLECTION = "passages"
# Chroma's default of 100 loses about one neighbour in twenty at 100,000 vectors.
_EF_SEARCH = 200
_DIGITS = 6


class Vectors:
    """One vector for each passage. `langchain_chroma.Chroma` can read the same collection."""

    def __init__(self, client: ClientAPI, collection: str = COLLECTION) -> None:
        self._client = client
        self._collection = client.get_or_create_collection(
            collection,
            configuration={"hnsw": {"space": "cosine", "ef_search": _EF_SEARCH}},
            embedding_function=None,
        )

    def put(
        self,
        entries: Sequence[tuple[Article, Passage]],
        vectors: Sequence[Sequence[float]],
    ) -> None:
        """Store the vector of each passage; those already there under the same id are replaced."""
        for part in self._batches(len(entries)):
            chosen = entries[part]
            self._collection.upsert(
                ids=[passage.id for _, passage in chosen],
                embeddings=np.asarray(vectors[part], dtype=np.float32),
                documents=[passage.text for _, passage in chosen],
                metadatas=[_metadata(article, passage) for article, passage in chosen],
            )

    def delete(self, ids: Sequence[str]) -> int:
        """Remove vectors by passage id and return how many were there."""
        removed = 0
        for part in self._batches(len(ids)):
            if held := self.holding(ids[part]):
                self._collection.delete(ids=held)
                removed += len(held)
        return removed

    def holding(self, ids: Sequence[str]) -> list[str]:
        """Return those of the passages that have a vector here."""
        held: list[str] = []
        for part in self._batches(len(ids)):
            held += self._collection.get(ids=list(ids[part]), include=[])["ids"]
        return held

    def get(self, ids: Sequence[str]) -> dict[str, list[float]]:
        """Return the vectors of those passages that are there, by passage id."""
        held: dict[str, list[float]] = {}
        for part in self._batches(len(ids)):
            found = self._collection.get(ids=list(ids[part]), include=["embeddings"])
            rows = np.asarray(found["embeddings"], dtype=np.float32).tolist()
            held.update(zip(found["ids"], rows, strict=True))
        return held

    def nearest(self, vector: Sequence[float], limit: int) -> dict[str, float]:
        """Return the cosines of the nearest passages by their ids, nearest first."""
        if limit < 1:
            return {}
        found = self._collection.query(
            query_embeddings=np.asarray([vector], dtype=np.float32),
            n_results=limit,
            include=["distances"],
        )
        distances = np.asarray(found["distances"], dtype=np.float64)[0]
        return _ordered(found["ids"][0], 1.0 - distances)

    def nearest_among(
        self, vector: Sequence[float], ids: Sequence[str], limit: int
    ) -> dict[str, float]:
        """Return the cosines of the nearest of the given passages, exactly; ties in the order of
        their ids."""
        return dict(islice(self.cosines(vector, ids).items(), limit))

    def cosines(self, vector: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosines of those of the given passages that are there, nearest first."""
        scored: dict[str, float] = {}
        question = np.asarray(vector, dtype=np.float32)
        for part in self._batches(len(ids)):
            found = self._collection.get(ids=list(ids[part]), include=["embeddings"])
            if found["ids"]:
                rows = np.asarray(found["embeddings"], dtype=np.float32)
                scored |= _ordered(found["ids"], rows @ question)
        return dict(sorted(scored.items(), key=_best_first))

    def count(self) -> int:
        return self._collection.count()

    def close(self) -> None:
        """Let go of Chroma's files, or of the connection to its server."""
        close(self._client)

    def ping(self) -> None:
        """Raise VectorStoreUnreachable when Chroma does not answer."""
        try:
            self._client.heartbeat()
        except Exception as error:  # it raises ValueError, httpx errors and its own
            raise VectorStoreUnreachable(f"Chroma does not answer: {error}.") from error

    def ids(self) -> set[str]:
        """Return the id of every vector held."""
        held: set[str] = set()
        for part in self._batches(self.count()):
            page = self._collection.get(limit=part.stop - part.start, offset=part.start, include=[])
            held.update(page["ids"])
        return held

    def _batches(self, total: int) -> Iterator[slice]:
        # SQLite bounds how many ids one statement takes, on delete as on upsert.
        size = self._client.get_max_batch_size()
        return (slice(start, min(start + size, total)) for start in range(0, total, size))


def _ordered(ids: Sequence[str], cosines: NDArray[np.floating[Any]]) -> dict[str, float]:
    # Chroma's own arithmetic and ours differ in the last digits, and so would ties.
    scored = zip(ids, cosines.astype(np.float64).round(_DIGITS).tolist(), strict=True)
    return dict(sorted(scored, key=_best_first))


def _best_first(scored: tuple[str, float]) -> tuple[float, str]:
    return -scored[1], scored[0]


def _metadata(article: Article, passage: Passage) -> dict[str, str | int]:
    known: dict[str, str | int | None] = {
        "article_id": article.id,
        "version": passage.version,
        "start": passage.start,
        "end": passage.end,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "collection": article.collection,
        "authors": ", ".join(article.authors) or None,
        "tags": ", ".join(article.tags) or None,
        "language": article.language,
    }
    return {name: value for name, value in known.items() if value is not None}
