"""The index: catalog, vectors and lexical index behind one door."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from threading import Lock
from typing import Self

from corpus import facts, layout, lock
from corpus.acceptance import check
from corpus.agreement import Agreement
from corpus.answers import Answers
from corpus.catalog import Catalog
from corpus.compact import Compacted, bytes_of, forget_versions
from corpus.current import Current
from corpus.database import Database
from corpus.embedding import Embedder
from corpus.errors import DeleteIncomplete
from corpus.feedback import Feedback
from corpus.fetched import Fetched
from corpus.jobs import JobRecords
from corpus.listing import Listing
from corpus.model import Article, Deleted, Filter, Hit, Passage
from corpus.origins import Origins
from corpus.rebuild import OnProgress, Split, forget_next
from corpus.renewal import Renewal
from corpus.room import need_room
from corpus.search import By, search
from corpus.settings import Settings
from corpus.signatures import Signatures
from corpus.stores import Entry, open_stores, remove_stores


class Index:
    """Everything that is known, searchable. Thread-safe; one process a data folder."""

    def __init__(
        self,
        settings: Settings,
        *,
        held_by: lock.Holder | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        """Open the data folder, or make it, and finish what a crash cut short.

        `embedder` takes the place of the one that the settings name, so that several indexes of a
        process can share one loaded model.

        Raises DataFolderUnusable, DataFolderInUse, DataFolderMismatch, VectorStoreUnreachable or
        ModelUnavailable.
        """
        self._settings = settings
        # One change at a time: a thread that settles what is pending must not settle what another
        # has noted since and not yet brought into the other stores.
        self._changing = Lock()
        layout.make_folder(settings.data)
        with ExitStack() as opened:
            held = lock.FolderLock(settings.data, held_by or lock.this_process("footnote"))
            opened.callback(held.release)
            self._database = Database(settings.data / "catalog.sqlite")
            opened.callback(self._database.close)
            self._open_catalog(self._database)
            self._open_stores(embedder or Embedder(settings.embedding_model))
            opened.callback(lambda: self._current.stores.close())
            self._agreement.recover()
            self._opened = opened.pop_all()

    def _open_catalog(self, database: Database) -> None:
        layout.bring_up(database, self._settings.data)
        self.catalog, self.answers = Catalog(database), Answers(database)
        self.feedback = Feedback(database)
        self.fetched = Fetched(database, self.catalog)
        self.jobs, self.listing = JobRecords(database), Listing(database)
        self.origins = Origins(database)
        self.signatures = Signatures(database, self.catalog)

    def _open_stores(self, embedder: Embedder) -> None:
        facts.check_model(self.catalog, embedder.name, self._settings.data)
        facts.check_passages(self.catalog, self.passage_tokens, self._settings.data)
        generation = self.catalog.generation()
        # What a rebuild left behind that was cut short, before or after it took force.
        forget_next(self._database)
        remove_stores(self._settings, (generation - 1, generation + 1))
        passages = self.catalog.passages
        stores = open_stores(self._settings, generation, self.catalog, passages, embedder)
        self._current = Current(stores)
        self._renewal = Renewal(self._settings, self._database, self._current, self._changing)
        self._agreement = Agreement(self._settings, self._database, self._current, self._renewal)

    @property
    def passage_tokens(self) -> int:
        """How many tokens the passages put into it are to have."""
        return self._settings.passage_tokens

    def close(self) -> None:
        """Let go of the data folder."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, article: Article, passages: Sequence[Passage]) -> Article:
        """Store an article, replacing what stood under its id; harmless when repeated.

        Returns it with its version, which stays the same when nothing changed. Raises
        ArticleRefused.
        """
        return self.put_all([(article, passages)])[0]

    def put_all(self, entries: Sequence[Entry]) -> list[Article]:
        """Store several articles; embedding and indexing are done for all of them together.

        Raises ArticleRefused, DataFolderUnusable or ModelUnavailable.
        """
        for article, passages in entries:
            check(article, passages)
        need_room(self._settings.data)
        with self._changing:
            if self.catalog.pending():  # a change before this one failed
                self._agreement.recover()
            stored = [self._note(article, passages) for article, passages in entries]
            self._agreement.bring(self.catalog.pending())
        return stored

    def delete(self, article_id: str) -> Deleted:
        """Remove an article in all its versions from every store, with the answers drawn from it.

        Then every store is asked for it again. Raises ArticleUnknown, or DeleteIncomplete when one
        has anything left.
        """
        with self._changing:
            passages = [passage.id for passage in self.catalog.passages.of(article_id)]
            listed = [*passages, *self.catalog.passages.stale(article_id)]
            with self._database.writing():
                versions = self.catalog.remove(article_id)
                answers = self.answers.withdraw(article_id)
                self.feedback.forget(article_id, answers)
            vectors, lexical = self._agreement.bring([article_id])
            left = self._left_of(article_id, listed)
        if any(left.values()):
            raise DeleteIncomplete(
                f"Article {article_id!r} was deleted, but some of it is still found: {left}. "
                "Run `footnote verify --repair`."
            )
        return Deleted(
            article_id=article_id,
            versions=versions,
            passages=len(passages),
            vectors=vectors,
            lexical=lexical,
            answers=len(answers),
            left=left,
        )

    def search(
        self, question: str, *, limit: int, where: Filter | None = None, by: By = "both"
    ) -> list[Hit]:
        """Return the best passages, best first; every hit knows its rank by words and by meaning.

        Up to twice `limit` are ranked. `by` asks for one of the two searches alone; what the
        settings have turned off finds nothing. Raises CollectionUnknown.
        """
        where = where or Filter()
        self.catalog.need_collections(where.collections)
        allowed = self._settings.search
        if "both" not in (by, allowed) and by != allowed:
            return []
        by = allowed if by == "both" else by
        with self._current.using() as stores:
            return search(stores, question, limit=limit, where=where, by=by)

    def knows(self, word: str) -> bool:
        """Tell whether any article has a word, in whatever form."""
        with self._current.using() as stores:
            return stores.lexicon.knows(word)

    def like(self, word: str, *, limit: int, where: Filter) -> list[Hit]:
        """Return some passages that have a word up to two slips away, without ranks and score."""
        with self._current.using() as stores:
            found = stores.lexicon.like(word, limit=limit, where=where)
            return list(stores.passages.hits(found).values())

    def ping(self) -> None:
        """Raise VectorStoreUnreachable when the vectors cannot be asked."""
        with self._current.using() as stores:
            stores.vectors.ping()

    def disagreements(self) -> list[str]:
        """Return what the stores disagree about, a sentence each; nothing when all is well."""
        return self._agreement.disagreements()

    def repair(self) -> None:
        """Make vectors and lexical index hold what the catalog says."""
        with self._changing:
            self._agreement.repair()

    def reindex(
        self,
        *,
        split: Split | None = None,
        embedder: Embedder | None = None,
        on_progress: OnProgress = lambda _done, _total: None,
    ) -> None:
        """Build vectors and lexical index anew, then put them in the place of those in force,
        which answer until then, and for good if this is cut short.

        `split` cuts the articles anew; `embedder` may be another model. Articles may be stored and
        deleted meanwhile. Raises RebuildRunning.
        """
        self._renewal.run(split=split, embedder=embedder, on_progress=on_progress)

    def compact(
        self,
        *,
        keep_versions: int | None = None,
        on_progress: OnProgress = lambda _done, _total: None,
    ) -> Compacted:
        """Rewrite every store without what was deleted, so that no file holds it any longer.

        Old versions go, but for the newest `keep_versions` of each article (the current one
        counts); with None those stay that a kept answer was drawn from. Nothing is embedded.
        Raises RebuildRunning or DataFolderUnusable.
        """
        before = bytes_of(self._settings.data)
        versions = forget_versions(self._database, keep_versions)
        self._renewal.run(reuse=True, on_progress=on_progress)
        self._database.pack()
        after = bytes_of(self._settings.data)
        return Compacted(versions=versions, bytes_before=before, bytes_after=after)

    def _note(self, article: Article, passages: Sequence[Passage]) -> Article:
        spans = [(passage.start, passage.end) for passage in passages]
        current = self.catalog.current(article.id)
        if current is not None and replace(article, version=current.version) == current:
            held = self.catalog.passages.of(article.id)
            if [(passage.start, passage.end) for passage in held] == spans:
                return current
        return self.catalog.store(article, spans)

    def _left_of(self, article_id: str, passages: Sequence[str]) -> dict[str, int]:
        stores = self._current.stores
        return {
            "catalog": self.catalog.mentions(article_id),
            "vectors": len(stores.vectors.holding(passages)),
            "lexical": len(stores.lexicon.holding(passages)),
            "answers": self.answers.count_drawn_from(article_id),
        }
