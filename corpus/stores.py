"""The search indexes: vectors and lexical index, filled alike with the passages of the catalog.

They come in generations. Building them anew makes the next generation beside the one in force; the
catalog's setting `generation` says which that is, so that one transaction swaps them.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx
from chromadb.api import ClientAPI
from chromadb.errors import ChromaError

from corpus import sentence_vectors
from corpus.catalog import Catalog
from corpus.chroma import close, connect, discard, unopenable
from corpus.digest import digest, embedded_sentences, embedded_text
from corpus.embedding import Embedded, Embedder
from corpus.errors import DataFolderUnusable
from corpus.lexicon import Lexicon
from corpus.model import Article, Passage
from corpus.passages import Passages
from corpus.settings import Settings
from corpus.vectors import COLLECTION, Vectors

Entry = tuple[Article, Sequence[Passage]]


class KnownVectors(Protocol):
    """The vectors of passages by their ids: `Vectors`, or those of an archive."""

    def get(self, ids: Sequence[str]) -> Mapping[str, list[float]]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What was embedded before, by the same model: the passages, of whose sentences vectors are
    listed, and the passages' own vectors."""

    passages: Passages
    vectors: KnownVectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """One generation of search indexes, with the list of the passages they hold."""

    generation: int
    catalog: Catalog
    passages: Passages
    vectors: Vectors
    lexicon: Lexicon
    embedder: Embedder

    def close(self) -> None:
        self.vectors.close()

    def agree(self, article_ids: Sequence[str], known: Sequence[Known] = ()) -> tuple[int, int]:
        """Make vectors and lexical index hold what is listed of some articles; return how many
        passages each has lost. What was embedded before, here or in `known`, is taken from there.

        Repeating it is harmless. Raises DataFolderUnusable or ModelUnavailable.
        """
        entries: list[Entry] = []
        stale: list[str] = []
        for article_id in article_ids:
            stale += self.passages.stale(article_id)
            if passages := self.passages.of(article_id):
                entries.append((self.catalog.article(article_id), passages))
        try:
            self._embed(entries, [Known(self.passages, self.vectors), *known])
            self.lexicon.put(entries)
            return self.vectors.delete(stale), self.lexicon.delete(stale)
        except (OSError, ValueError, RuntimeError, ChromaError, httpx.HTTPError) as error:
            raise DataFolderUnusable(
                f"The search indexes could not be written: {error}. The catalog has the articles; "
                "the rest is made up for at the next change or start. Check the free space and the "
                "permissions of the data folder, or the Chroma server."
            ) from error

    def sentence_cosines(self, vector: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """Return the cosine of the nearest sentence of those passages that have such vectors."""
        return sentence_vectors.nearest(vector, self.passages.sentences(ids))

    def disagreements(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return, for each store, the ids of passages that it lacks and of those left over."""
        listed = set(self.passages.ids())
        held = {"vectors": self.vectors.ids(), "lexical": self.lexicon.ids()}
        found = {store: (sorted(listed - ids), sorted(ids - listed)) for store, ids in held.items()}
        # They stand in the list itself, and nothing can be left over.
        return found | {"sentences": (sorted(listed - self.passages.ids_with_sentences()), [])}

    def _embed(self, entries: Iterable[Entry], known: Sequence[Known]) -> None:
        """Store the vectors of every passage, embedding only text of which none are known."""
        flat = [(article, passage) for article, passages in entries for passage in passages]
        texts = [embedded_text(article.title, passage.text) for article, passage in flat]
        made = self._known(dict.fromkeys(texts), known)
        new = {
            text: embedded_sentences(article.title, passage.text)
            for text, (article, passage) in zip(texts, flat, strict=True)
            if text not in made
        }
        embedded = self.embedder.embed_passages(list(new), list(new.values()))
        made |= zip(new, embedded, strict=True)
        self.vectors.put(flat, [made[text].vector for text in texts])
        self.passages.note_sentences(
            (passage.id, made[text].sentences)
            for text, (_, passage) in zip(texts, flat, strict=True)
        )

    def _known(self, texts: Iterable[str], known: Sequence[Known]) -> dict[str, Embedded]:
        by_digest = {digest(text): text for text in texts}
        found: dict[str, Embedded] = {}
        for source in known:
            sought = [key for key, text in by_digest.items() if text not in found]
            twins = {id_: by_digest[key] for key, id_ in source.passages.of_text(sought)}
            vectors = source.vectors.get(list(twins))
            for id_, rows in source.passages.sentences(list(vectors)).items():
                found[twins[id_]] = Embedded(vector=vectors[id_], sentences=rows)
        return found


def open_stores(
    settings: Settings, generation: int, catalog: Catalog, passages: Passages, embedder: Embedder
) -> Stores:
    """Open a generation of search indexes, or make an empty one.

    Raises DataFolderUnusable, VectorStoreUnreachable or SettingsInvalid.
    """
    vectors = open_vectors(settings, generation)
    try:
        lexicon = Lexicon(_places(settings, generation)[1])
    except BaseException:
        vectors.close()
        raise
    return Stores(
        generation=generation,
        catalog=catalog,
        passages=passages,
        vectors=vectors,
        lexicon=lexicon,
        embedder=embedder,
    )


def open_vectors(settings: Settings, generation: int) -> Vectors:
    """Open the vectors of a generation, or make an empty place for them.

    Raises DataFolderUnusable, VectorStoreUnreachable or SettingsInvalid.
    """
    folder, _, collection = _places(settings, generation)
    return _vectors(folder, connect(folder, settings.chroma_url), collection)


def empty_vectors(settings: Settings, generation: int) -> Vectors:
    """Open the vectors of a generation without any of those it had, whatever state they are in.

    Raises DataFolderUnusable, VectorStoreUnreachable or SettingsInvalid.
    """
    folder, _, collection = _places(settings, generation)
    client = connect(folder, settings.chroma_url)
    discard(client, collection)
    return _vectors(folder, client, collection)


def remove_stores(settings: Settings, generations: Iterable[int]) -> None:
    """Remove generations from the disk, or from the server, if they are there.

    Raises DataFolderUnusable or VectorStoreUnreachable.
    """
    places = [_places(settings, generation) for generation in generations if generation > 0]
    for folder in (folder for chroma, lexicon, _ in places for folder in (chroma, lexicon)):
        try:
            if folder.exists():
                shutil.rmtree(folder)
        except OSError as error:
            raise DataFolderUnusable(
                f"{folder}, which is no longer needed, cannot be removed: "
                f"{error.strerror or error}. Give write permission on it."
            ) from error
    if settings.chroma_url and places:
        client = connect(settings.data, settings.chroma_url)
        for _, _, collection in places:
            discard(client, collection)
        close(client)


def _vectors(folder: Path, client: ClientAPI, collection: str) -> Vectors:
    try:
        return Vectors(client, collection)
    except ChromaError as error:
        close(client)
        raise unopenable(folder, error) from error


def _places(settings: Settings, generation: int) -> tuple[Path, Path, str]:
    """Return the folders of Chroma and Tantivy, and the name of Chroma's collection."""
    suffix = f"-{generation}" if generation > 1 else ""
    # A server is shared by the generations, a folder is not.
    collection = COLLECTION + (suffix if settings.chroma_url else "")
    return settings.data / f"chroma{suffix}", settings.data / f"lexicon{suffix}", collection
