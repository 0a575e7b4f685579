"""The catalog: what is known for certain. Text, versions and passages of every article, in SQLite.

The catalog is the truth; vectors and lexical index follow it. `pending` names the articles whose
change has been written here and not yet in the other stores, so that a change cut short by a crash
is finished at the next start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.database import Database, now
from corpus.errors import ArticleUnknown, CollectionUnknown
from corpus.model import Article, Filter
from corpus.passages import Passages
from corpus.restriction import marks, restriction
from corpus.rows import COLUMNS, article_of, row_of

_VERSION = ", ".join(f"v.{column}" for column in COLUMNS)


class Catalog:
    """Articles, their versions, and their passages. Thread-safe.

    The tables must be there: `corpus.layout` makes them.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.passages = Passages(database)

    # Settings of the data folder

    def setting(self, name: str, default: str) -> str:
        """Return a stored setting; the first call stores `default`."""
        with self._db.writing():
            self._db.run("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, default))
        return str(self._db.first("SELECT value FROM setting WHERE name = ?", name))

    def generation(self) -> int:
        """Return which generation of search indexes is in force."""
        return int(self.setting("generation", "1"))

    def adopt(self, generation: int, **facts: str) -> None:
        """Put the search indexes of a generation in force, with the passages listed for them and
        the facts about them that are stored settings."""
        with self._db.writing():
            self._db.run("DELETE FROM passage", ())
            self._db.run("INSERT INTO passage SELECT * FROM next_passage", ())
            self._db.run("DELETE FROM next_passage", ())
            for name, value in {"generation": str(generation), **facts}.items():
                self._db.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # Articles

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return an article in its current version, or in the one asked for.

        A version stays readable after it was replaced, for the answers that cite it. Raises
        ArticleUnknown.
        """
        row = self._db.one(
            f"SELECT {_VERSION} FROM version v WHERE v.id = ? AND v.version = "
            "coalesce(?, (SELECT version FROM article WHERE id = ?))",
            *(article_id, version, article_id),
        )
        if row is None:
            which = f"version {version} of article" if version else "article"
            raise ArticleUnknown(
                f"There is no {which} {article_id!r}. GET /v1/articles lists them."
            )
        return article_of(row)

    def current(self, article_id: str) -> Article | None:
        """Return an article in its current version, or None when there is none."""
        try:
            return self.article(article_id)
        except ArticleUnknown:
            return None

    def articles(
        self, *, limit: int, after: str = "", where: Filter | None = None
    ) -> list[Article]:
        """Return up to `limit` current articles in the order of their ids, from behind `after`."""
        clause, values = restriction(where or Filter())
        rows = self._db.all(
            f"SELECT {_VERSION} FROM article a "
            "JOIN version v ON v.id = a.id AND v.version = a.version "
            f"WHERE a.id > ? AND {clause} ORDER BY a.id LIMIT ?",
            *(after, *values, limit),
        )
        return [article_of(row) for row in rows]

    def ids(self, *, limit: int, after: str = "", where: Filter | None = None) -> list[str]:
        """Return the ids of up to `limit` current articles, in order, from behind `after`."""
        clause, values = restriction(where or Filter())
        rows = self._db.all(
            f"SELECT a.id FROM article a WHERE a.id > ? AND {clause} ORDER BY a.id LIMIT ?",
            *(after, *values, limit),
        )
        return [row[0] for row in rows]

    def mentions(self, article_id: str) -> int:
        """Return how many rows of the catalog still speak of an article, but for the note that it
        was deleted."""
        columns = {"article": "id", "version": "id"}
        columns |= dict.fromkeys(("passage", "author", "tag", "pending"), "article_id")
        return sum(
            int(self._db.first(f"SELECT count(*) FROM {table} WHERE {column} = ?", article_id))
            for table, column in columns.items()
        )

    def count(self) -> tuple[int, int]:
        """Return how many articles there are, and how many passages they have."""
        articles = self._db.first("SELECT count(*) FROM article")
        held = self._db.first(
            "SELECT count(*) FROM passage p JOIN article a "
            "ON a.id = p.article_id AND a.version = p.version"
        )
        return int(articles), int(held)

    def collections(self) -> list[str]:
        rows = self._db.all("SELECT DISTINCT collection FROM article ORDER BY collection")
        return [row[0] for row in rows]

    def need_collections(self, names: Sequence[str]) -> None:
        """Raise CollectionUnknown unless there are all of these."""
        known = self.collections() if names else []
        for name in names:
            if name not in known:
                raise CollectionUnknown(
                    f"There is no collection {name!r}; there are: {', '.join(known) or 'none'}."
                )

    def store(self, article: Article, spans: Sequence[tuple[int, int]]) -> Article:
        """Write a new version with its passages, make it the current one, and mark it pending.

        Returns the article with its version number.
        """
        with self._db.writing():
            stored = replace(article, version=self._last_version(article.id) + 1)
            self._db.run(
                f"INSERT INTO version ({', '.join(COLUMNS)}, stored_at) "
                f"VALUES ({marks(COLUMNS)}, ?)",
                (*row_of(stored), now()),
            )
            self._make_current(stored)
            self.passages.add(stored, spans)
            self._db.run("INSERT OR IGNORE INTO pending VALUES (?)", (article.id,))
        return stored

    def remove(self, article_id: str) -> int:
        """Forget the article and mark it pending; return how many versions it had.

        Its passages stay listed until `settle`, since the other stores are cleared by them. Raises
        ArticleUnknown.
        """
        with self._db.writing():
            last = self.article(article_id).version
            self._db.run("INSERT OR REPLACE INTO deleted VALUES (?, ?)", (article_id, last))
            self._forget_current(article_id)
            versions = self._db.run("DELETE FROM version WHERE id = ?", (article_id,))
            self._db.run(
                "DELETE FROM near_duplicate WHERE ? IN (article_id, original_id)", (article_id,)
            )
            self._db.run("INSERT OR IGNORE INTO pending VALUES (?)", (article_id,))
        return versions

    def _make_current(self, article: Article) -> None:
        self._forget_current(article.id)
        published = article.published.isoformat() if article.published else None
        facts = (article.collection, article.source, published, article.language)
        self._db.run(
            "INSERT INTO article (id, version, collection, source, published, language) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (article.id, article.version, *facts),
        )
        for table, names in (("author", article.authors), ("tag", article.tags)):
            rows = [(name, article.id) for name in dict.fromkeys(names)]
            self._db.run_all(f"INSERT INTO {table} VALUES (?, ?)", rows)

    def _forget_current(self, article_id: str) -> None:
        self._db.run("DELETE FROM article WHERE id = ?", (article_id,))
        for table in ("author", "tag"):
            self._db.run(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))

    def _last_version(self, article_id: str) -> int:
        # A deleted article's numbers are not used again: an old answer may still name them.
        return int(
            self._db.first(
                "SELECT coalesce(max(version), 0) FROM (SELECT version FROM version WHERE id = ? "
                "UNION SELECT version FROM deleted WHERE id = ?)",
                *(article_id, article_id),
            )
        )

    # Articles that say nearly the same

    def link(self, article_id: str, original_id: str) -> None:
        """Note that an article says nearly what another one does; the last link counts.

        Deleting either of the two deletes the link. Raises ArticleUnknown.
        """
        with self._db.writing():
            self.article(article_id)
            self.article(original_id)
            self._db.run(
                "INSERT OR REPLACE INTO near_duplicate VALUES (?, ?)", (article_id, original_id)
            )

    def unlink(self, article_id: str) -> None:
        """Note that an article is no longer like another one; harmless when it never was."""
        with self._db.writing():
            self._db.run("DELETE FROM near_duplicate WHERE article_id = ?", (article_id,))

    def originals(self, ids: Sequence[str]) -> dict[str, str]:
        """Return, for each article that is linked, the id of the one that it is like."""
        rows = self._db.all(
            "SELECT article_id, original_id FROM near_duplicate "
            f"WHERE article_id IN ({marks(ids)})",
            *ids,
        )
        return {row[0]: row[1] for row in rows}

    # What is in flight

    def pending(self) -> list[str]:
        return [
            row[0] for row in self._db.all("SELECT article_id FROM pending ORDER BY article_id")
        ]

    def settle(self, article_ids: Iterable[str]) -> None:
        """Note that the other stores agree about these articles."""
        with self._db.writing():
            for article_id in article_ids:
                self.passages.clear(article_id)
                self._db.run("DELETE FROM pending WHERE article_id = ?", (article_id,))

    def await_agreement(self, article_ids: Iterable[str]) -> None:
        """Note that the other stores do not agree about these articles."""
        with self._db.writing():
            self._db.run_all(
                "INSERT OR IGNORE INTO pending VALUES (?)", ((id_,) for id_ in article_ids)
            )
