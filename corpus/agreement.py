"""Vectors and lexical index brought into agreement with the catalog, which is the truth."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.catalog import Catalog
from corpus.current import Current
from corpus.damage import damage
from corpus.database import Database
from corpus.errors import DataFolderUnusable
from corpus.renewal import Renewal
from corpus.settings import Settings
from corpus.stores import Stores, empty_vectors, open_vectors

# How many articles are brought into agreement together when many are pending.
_AT_ONCE = 64


class Agreement:
    """Makes the stores hold what the catalog says. Whoever calls it lets nobody else change
    anything meanwhile."""

    def __init__(
        self, settings: Settings, database: Database, current: Current, renewal: Renewal
    ) -> None:
        self._settings = settings
        self._database = database
        self._catalog = Catalog(database)
        self._current = current
        self._renewal = renewal
        self._broke_off = False

    def bring(self, article_ids: Sequence[str]) -> tuple[int, int]:
        """Make the stores hold what the catalog says of articles; return how many passages vectors
        and lexical index lost by it. Raises DataFolderUnusable or ModelUnavailable."""
        if not article_ids:
            return 0, 0
        stores = self._stores()
        try:
            lost = stores.agree(article_ids)
        except DataFolderUnusable:
            self._broke_off = True
            raise
        self._renewal.follow(article_ids)
        self._catalog.settle(article_ids)
        return lost

    def recover(self) -> None:
        """Finish what was begun and not ended. Raises DataFolderUnusable or ModelUnavailable."""
        # Vectors are damaged while they are written, when something is pending; those on a server
        # are not written by a process that dies with this one.
        suspected = bool(self._catalog.pending()) and self._settings.chroma_url is None
        if damage(self._stores().vectors, each=suspected):
            self._throw_vectors_away()
        pending = self._catalog.pending()
        for first in range(0, len(pending), _AT_ONCE):
            self.bring(pending[first : first + _AT_ONCE])

    def disagreements(self) -> list[str]:
        """Return what the stores disagree about, a sentence each; nothing when all is well."""
        found = [f"The catalog is damaged: {each}" for each in self._database.damage()]
        found += [f"{id_}: its change was not finished" for id_ in self._catalog.pending()]
        with self._current.using() as stores:
            if said := damage(stores.vectors, each=True):
                return [*found, f"The vectors are damaged: {said}"]
            for store, (missing, left_over) in stores.disagreements().items():
                found += [f"{id_}: missing from the {store} index" for id_ in missing]
                found += [f"{id_}: left over in the {store} index" for id_ in left_over]
        return found

    def repair(self) -> None:
        """Make up for all disagreements. Raises DataFolderUnusable or ModelUnavailable."""
        if damage(self._stores().vectors, each=True):
            self._throw_vectors_away()
        found = self._current.stores.disagreements()
        lacking = {_article_of(id_) for missing, _ in found.values() for id_ in missing}
        self._catalog.await_agreement(sorted(lacking))
        self.recover()
        stores = self._current.stores
        stores.vectors.delete(found["vectors"][1])
        stores.lexicon.delete(found["lexical"][1])

    def _stores(self) -> Stores:
        """Return the stores in force, fit for a change.

        When the disk is full, Chroma (1.5.9) may leave a transaction open for which its other
        connections then wait, 1,000 s long; only closing it ends that.
        """
        if self._broke_off:
            self._current.renew(self._reopened)
            self._broke_off = False
        return self._current.stores

    def _reopened(self, stores: Stores) -> Stores:
        stores.close()
        return replace(stores, vectors=open_vectors(self._settings, stores.generation))

    def _throw_vectors_away(self) -> None:
        """Empty the vectors and mark every article as pending, in the order that a crash in between
        does not mind."""
        articles = {_article_of(id_) for id_ in self._catalog.passages.ids()}
        self._catalog.await_agreement(sorted(articles))
        self._current.renew(self._emptied)

    def _emptied(self, stores: Stores) -> Stores:
        vectors = empty_vectors(self._settings, stores.generation)
        stores.close()
        return replace(stores, vectors=vectors)


def _article_of(passage_id: str) -> str:
    return passage_id.rpartition("@")[0]
