"""The search for passages: two rankings, fused."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

import httpx
from chromadb.errors import ChromaError

from corpus.errors import DataFolderUnusable, VectorStoreUnreachable
from corpus.fusion import convex_combination
from corpus.model import Filter, Hit, Ranks
from corpus.stores import Stores

By = Literal["both", "lexical", "dense"]
# A filter that leaves no more passages than this is searched exactly, vector by vector.
_NARROW = 2_000
# Over-fetching neighbours is cheap, filtering inside Chroma is not: 500 neighbours cost 9 ms at
# 100,000 vectors, its own `where` 160 ms.
_WIDEST = 5_000
# How much the words count, and the meaning: .5 to .65 for it do about alike on held-out questions.
_WORDS, _MEANING = 0.4, 0.6


def search(
    stores: Stores, question: str, *, limit: int, where: Filter, by: By = "both"
) -> list[Hit]:
    """Return the best passages by a combination of BM25 and cosine, best first.

    Each list is `limit` deep, so that up to twice as many are ranked; every hit knows its rank in
    each. What only one list holds is scored by the other one too, so that a passage's score is the
    same however deep the lists are. With `by` one of the two alone, the other list is empty.

    What is near in meaning is found by the passages' own vectors; all that was found is then put in
    order by the cosine of its nearest sentence (`corpus/sentence_vectors.py`).

    Raises DataFolderUnusable or VectorStoreUnreachable.
    """
    words, meaning = by != "dense", by != "lexical"
    by_words = stores.lexicon.search(question, limit=limit, where=where) if words else {}
    lexical = list(by_words)
    dense, cosines = _dense(stores, question, limit, where, lexical) if meaning else ([], {})
    if words:
        by_words |= stores.lexicon.scores(question, [id_ for id_ in dense if id_ not in by_words])
    both = ((_WORDS, by_words), (_MEANING, cosines))
    fused = convex_combination([(weight, scores) for weight, scores in both if scores])
    ranks = {
        id_: Ranks(lexical=_rank(lexical, id_), dense=_rank(dense, id_), fused=rank)
        for rank, id_ in enumerate(fused, start=1)
    }
    hits = stores.passages.hits(list(fused))
    return [
        replace(hits[id_], ranks=ranks[id_], score=score)
        for id_, score in fused.items()
        if id_ in hits
    ]


def _dense(
    stores: Stores, question: str, limit: int, where: Filter, besides: Iterable[str]
) -> tuple[list[str], dict[str, float]]:
    """Return the nearest passages, nearest first, and the cosine of those and of the ones besides:
    their nearest sentence's, or their own where vectors of sentences cannot be had.

    Raises DataFolderUnusable or VectorStoreUnreachable.
    """
    vector = stores.embedder.embed_query(question)
    try:
        near = _nearest(stores, vector, limit, where)
        cosines = near | stores.sentence_cosines(vector, [*near, *besides])
        rest = [id_ for id_ in besides if id_ not in cosines]
        cosines |= stores.vectors.cosines(vector, rest)
        return sorted(near, key=lambda id_: (-cosines[id_], id_)), cosines
    except httpx.HTTPError as error:
        raise VectorStoreUnreachable(f"Chroma does not answer: {error}.") from error
    except ChromaError as error:
        raise DataFolderUnusable(
            f"The vectors cannot be read: {error}. `footnote verify --repair` makes them anew from "
            "the catalog; stop the service first, if one holds the data folder."
        ) from error


def _nearest(
    stores: Stores, vector: Sequence[float], limit: int, where: Filter
) -> dict[str, float]:
    if not where:
        return stores.vectors.nearest(vector, limit)
    allowed = stores.passages.ids(where)
    if len(allowed) <= _NARROW:
        return stores.vectors.nearest_among(vector, allowed, limit)
    chosen, total = set(allowed), stores.vectors.count()
    wanted = min(2 * limit * total // len(allowed) + limit, _WIDEST)
    near = [each for each in stores.vectors.nearest(vector, wanted).items() if each[0] in chosen]
    if len(near) < limit:
        return stores.vectors.nearest_among(vector, allowed, limit)
    return dict(near[:limit])


def _rank(ranking: Sequence[str], id_: str) -> int | None:
    return ranking.index(id_) + 1 if id_ in ranking else None
