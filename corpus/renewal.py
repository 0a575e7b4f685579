"""Search indexes replaced by new ones, while they answer and while articles change."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from corpus.current import Current
from corpus.database import Database
from corpus.embedding import Embedder
from corpus.errors import RebuildRunning
from corpus.rebuild import OnProgress, Rebuild, Split, rebuilding
from corpus.settings import Settings
from corpus.stores import Known, remove_stores


class Renewal:
    """Replaces the stores in force. `changing` is held by whoever changes articles."""

    def __init__(
        self, settings: Settings, database: Database, current: Current, changing: Lock
    ) -> None:
        self._settings = settings
        self._database = database
        self._current = current
        self._changing = changing
        self._running = Lock()
        self._rebuild: Rebuild | None = None

    def run(
        self,
        *,
        split: Split | None = None,
        embedder: Embedder | None = None,
        reuse: bool = False,
        on_progress: OnProgress,
    ) -> None:
        """Fill the next generation from the catalog and put it in force.

        With `reuse` its vectors are those of the one in force. What stops it leaves the old one in
        force. Raises RebuildRunning when one runs already.
        """
        if not self._running.acquire(blocking=False):
            raise RebuildRunning("The search indexes are being built anew already; wait for it.")
        try:
            old = self._current.stores
            known = [Known(old.passages, old.vectors)] if reuse else []
            made_by = embedder or old.embedder
            with rebuilding(
                self._settings, self._database, made_by, split=split, known=known
            ) as rebuild:
                self._fill(rebuild, on_progress)
            old.close()
            remove_stores(self._settings, [old.generation])
        finally:
            self._running.release()

    def follow(self, article_ids: Sequence[str]) -> None:
        """Bring articles that have changed into the generation that is being filled, if one is."""
        if self._rebuild:
            self._rebuild.take(article_ids)

    def _fill(self, rebuild: Rebuild, on_progress: OnProgress) -> None:
        with self._changing:
            self._rebuild = rebuild
        try:
            rebuild.take_all(self._changing, on_progress)
            with self._changing:
                # From now on, what was listed for them is the list.
                stores = replace(rebuild.stores, passages=rebuild.catalog.passages)
                self._current.replace(stores, rebuild.adopt)
                self._rebuild = None
        finally:
            self._rebuild = None
