"""Search indexes built anew from the catalog, beside those in force."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Lock

from corpus import layout, lock
from corpus.catalog import Catalog
from corpus.database import Database
from corpus.embedding import Embedder
from corpus.memory import cleared_memory
from corpus.model import Article, Passage
from corpus.passages import Passages
from corpus.settings import Settings
from corpus.stores import Known, Stores, open_stores, remove_stores

Split = Callable[[Article], Sequence[Passage]]
OnProgress = Callable[[int, int], None]
_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """The next generation, while it is being filled.

    `split` cuts articles into passages of `passage_tokens`; without it they are cut as they were.
    `known` may have what was embedded before. `article_ids` that change meanwhile are to be taken
    again.
    """

    stores: Stores
    catalog: Catalog
    split: Split | None
    passage_tokens: int
    known: Sequence[Known]

    def take(self, article_ids: Sequence[str]) -> None:
        """Bring articles, as the catalog has them now, into the next generation."""
        for article_id in article_ids:
            article = self.catalog.current(article_id)
            if article is not None:
                cut = self.split(article) if self.split else self.catalog.passages.of(article_id)
                self.stores.passages.add(article, [(each.start, each.end) for each in cut])
        self.stores.agree(article_ids, self.known)
        for article_id in article_ids:
            self.stores.passages.clear(article_id)

    def take_all(self, changing: Lock, on_progress: OnProgress) -> None:
        """Bring in every article; `changing` is held while some are, not all along."""
        done, after = 0, ""
        while ids := self.catalog.ids(limit=_AT_ONCE, after=after):
            on_progress(done, self.catalog.count()[0])
            with changing:
                self.take(ids)
            done, after = done + len(ids), ids[-1]
        on_progress(done, done)

    def adopt(self) -> None:
        """Write down that this generation is the one in force."""
        facts = {"embedding_model": self.stores.embedder.name}
        if self.split:
            facts["passage_tokens"] = str(self.passage_tokens)
        self.catalog.adopt(self.stores.generation, **facts)


@contextmanager
def rebuilding(
    settings: Settings,
    database: Database,
    embedder: Embedder,
    *,
    split: Split | None = None,
    known: Sequence[Known] = (),
) -> Iterator[Rebuild]:
    """Give an empty next generation to fill, and remove it again unless it is adopted.

    Its files hold nothing of what this process had in memory before.
    """
    catalog, passages = Catalog(database), Passages(database, "next_passage")
    generation = catalog.generation() + 1
    forget_next(database)
    remove_stores(settings, [generation])
    stores = open_stores(settings, generation, catalog, passages, embedder)
    rebuild = Rebuild(
        stores=stores,
        catalog=catalog,
        split=split,
        passage_tokens=settings.passage_tokens,
        known=known,
    )
    try:
        with cleared_memory():
            yield rebuild
    except BaseException:
        stores.close()
        if catalog.generation() != generation:  # it may have been interrupted a moment too late
            forget_next(database)
            remove_stores(settings, [generation])
        raise


def forget_next(database: Database) -> None:
    """Clear what a rebuild that was cut short has listed."""
    with database.writing():
        database.run("DELETE FROM next_passage", ())


def reindex_closed(
    settings: Settings,
    *,
    split: Split | None,
    held_by: lock.Holder,
    embedder: Embedder | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
) -> tuple[int, int]:
    """Build the search indexes of a data folder anew that no process has open.

    Those in force are not looked at, so that damage to them is no hindrance, and stay in force
    until the new ones are complete. The embedding model and the length of passages, to which
    `split` is to cut, are those that the settings name. Returns how many articles and passages
    there are. Raises DataFolderInUse, DataFolderUnusable, VectorStoreUnreachable or
    ModelUnavailable.
    """
    with ExitStack() as opened:
        held = lock.FolderLock(settings.data, held_by)
        opened.callback(held.release)
        database = Database(settings.data / "catalog.sqlite")
        opened.callback(database.close)
        layout.bring_up(database, settings.data)
        model = embedder or Embedder(settings.embedding_model)
        with rebuilding(settings, database, model, split=split) as rebuild:
            rebuild.take_all(Lock(), on_progress)
            rebuild.adopt()
        rebuild.stores.close()
        rebuild.catalog.settle(rebuild.catalog.pending())
        remove_stores(settings, [rebuild.stores.generation - 1])
        return rebuild.catalog.count()
