"""The catalog: what is known for certain. Text, versions and passages of every article, in SQLite.

The catalog is the truth; vectors and lexical index follow it. `pending` names the articles whose
change has been written here and not yet in the other stores, so that a change cut short by a crash
is finished at the next start.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.database import Database, now
from corpus.errors import ArticleUnknown
from corpus.model import Article, Filter, Hit, Passage

LAYOUT = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, collection TEXT NOT NULL, source TEXT,
    published TEXT);
CREATE TABLE IF NOT EXISTS version (
    id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, url TEXT,
    source TEXT, published TEXT, collection TEXT NOT NULL, stored_at TEXT NOT NULL,
    PRIMARY KEY (id, version));
CREATE TABLE IF NOT EXISTS passage (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS passage_article ON passage (article_id, version);
CREATE TABLE IF NOT EXISTS pending (article_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS deleted (id TEXT PRIMARY KEY, version INTEGER NOT NULL);
"""
_VERSION = "id, version, title, text, url, source, published, collection"


class Catalog:
    """Articles, versions and passages. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._db = database
        database.make(_SCHEMA)

    # Settings of the data folder

    def setting(self, name: str, default: str) -> str:
        """Return a stored setting; the first call stores `default`."""
        with self._db.writing():
            self._db.run("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, default))
        return str(self._db.first("SELECT value FROM setting WHERE name = ?", name))

    # Articles

    def article(self, article_id: str, version: int | None = None) -> Article:
        """Return an article in its current version, or in the one asked for.

        A version stays readable after it was replaced, for the answers that cite it. Raises
        ArticleUnknown.
        """
        row = self._db.one(
            f"SELECT {_VERSION} FROM version WHERE id = ? AND version = "
            "coalesce(?, (SELECT version FROM article WHERE id = ?))",
            *(article_id, version, article_id),
        )
        if row is None:
            which = f"version {version} of article" if version else "article"
            raise ArticleUnknown(
                f"There is no {which} {article_id!r}. GET /v1/articles lists them."
            )
        return _article(row)

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
        clause, values = _restriction(where or Filter())
        rows = self._db.all(
            f"SELECT {', '.join('v.' + c for c in _VERSION.split(', '))} "
            "FROM article a JOIN version v ON v.id = a.id AND v.version = a.version "
            f"WHERE a.id > ? AND {clause} ORDER BY a.id LIMIT ?",
            *(after, *values, limit),
        )
        return [_article(row) for row in rows]

    def count(self) -> tuple[int, int]:
        """Return how many articles there are, and how many passages they have."""
        articles = self._db.first("SELECT count(*) FROM article")
        passages = self._db.first(
            "SELECT count(*) FROM passage p JOIN article a "
            "ON a.id = p.article_id AND a.version = p.version"
        )
        return int(articles), int(passages)

    def collections(self) -> list[str]:
        rows = self._db.all("SELECT DISTINCT collection FROM article ORDER BY collection")
        return [row[0] for row in rows]

    def store(self, article: Article, spans: Sequence[tuple[int, int]]) -> Article:
        """Write a new version with its passages, make it the current one, and mark it pending.

        Returns the article with its version number.
        """
        with self._db.writing():
            number = self._last_version(article.id) + 1
            published = article.published.isoformat() if article.published else None
            facts = (article.url, article.source, published, article.collection)
            self._db.run(
                "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (article.id, number, article.title, article.text, *facts, now()),
            )
            self._db.run(
                "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?)",
                (article.id, number, article.collection, article.source, published),
            )
            self._db.run_all(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?)",
                [
                    (f"{article.id}@{number}:{start}-{end}", article.id, number, start, end)
                    for start, end in spans
                ],
            )
            self._db.run("INSERT OR IGNORE INTO pending VALUES (?)", (article.id,))
        return replace(article, version=number)

    def remove(self, article_id: str) -> int:
        """Forget the article and mark it pending; return how many versions it had.

        Its passages stay listed until `settle`, since the other stores are cleared by them. Raises
        ArticleUnknown.
        """
        with self._db.writing():
            last = self.article(article_id).version
            self._db.run("INSERT OR REPLACE INTO deleted VALUES (?, ?)", (article_id, last))
            self._db.run("DELETE FROM article WHERE id = ?", (article_id,))
            versions = self._db.run("DELETE FROM version WHERE id = ?", (article_id,))
            self._db.run("INSERT OR IGNORE INTO pending VALUES (?)", (article_id,))
        return versions

    def _last_version(self, article_id: str) -> int:
        # A deleted article's numbers are not used again: an old answer may still name them.
        return int(
            self._db.first(
                "SELECT coalesce(max(version), 0) FROM (SELECT version FROM version WHERE id = ? "
                "UNION SELECT version FROM deleted WHERE id = ?)",
                *(article_id, article_id),
            )
        )

    # What is in flight

    def pending(self) -> list[str]:
        return [
            row[0] for row in self._db.all("SELECT article_id FROM pending ORDER BY article_id")
        ]

    def settle(self, article_ids: Iterable[str]) -> None:
        """Note that the other stores agree about these articles."""
        with self._db.writing():
            for article_id in article_ids:
                self._db.run(
                    "DELETE FROM passage WHERE article_id = ? AND version IS NOT "
                    "(SELECT version FROM article WHERE id = ?)",
                    (article_id, article_id),
                )
                self._db.run("DELETE FROM pending WHERE article_id = ?", (article_id,))

    # Passages

    def passages(self, article_id: str) -> list[Passage]:
        """Return the passages of the current version, in order; none of an unknown article."""
        rows = self._db.all(
            'SELECT p.article_id, p.version, p.start, p."end", '
            'substr(v.text, p.start + 1, p."end" - p.start) FROM passage p '
            "JOIN article a ON a.id = p.article_id AND a.version = p.version "
            "JOIN version v ON v.id = a.id AND v.version = a.version "
            "WHERE p.article_id = ? ORDER BY p.start",
            article_id,
        )
        return [_passage(row) for row in rows]

    def stale(self, article_id: str) -> list[str]:
        """Return the ids of the listed passages that are not of the current version."""
        rows = self._db.all(
            "SELECT id FROM passage WHERE article_id = ? AND version IS NOT "
            "(SELECT version FROM article WHERE id = ?)",
            *(article_id, article_id),
        )
        return [row[0] for row in rows]

    def passage_ids(self, where: Filter | None = None) -> list[str]:
        """Return the ids of all current passages that a filter lets through."""
        clause, values = _restriction(where or Filter())
        rows = self._db.all(
            "SELECT p.id FROM article a JOIN passage p "
            f"ON p.article_id = a.id AND p.version = a.version WHERE {clause}",
            *values,
        )
        return [row[0] for row in rows]

    def hits(self, ids: Sequence[str]) -> dict[str, Hit]:
        """Return a hit for each id that names a current passage; ranks and score are not set."""
        rows = self._db.all(
            'SELECT p.article_id, p.version, p.start, p."end", '
            'substr(v.text, p.start + 1, p."end" - p.start), v.title, v.source, v.url, v.published '
            "FROM passage p JOIN article a ON a.id = p.article_id AND a.version = p.version "
            "JOIN version v ON v.id = a.id AND v.version = a.version "
            f"WHERE p.id IN ({', '.join('?' * len(ids))})",
            *ids,
        )
        hits = [
            Hit(
                passage=_passage(row),
                title=row[5],
                source=row[6],
                url=row[7],
                published=_day(row[8]),
            )
            for row in rows
        ]
        return {hit.passage.id: hit for hit in hits}


def _restriction(where: Filter) -> tuple[str, list[str]]:
    conditions: dict[str, Sequence[str]] = {}
    if where.collection is not None:
        conditions["a.collection = ?"] = [where.collection]
    if where.sources:
        conditions[f"a.source IN ({', '.join('?' * len(where.sources))})"] = where.sources
    if where.published_after is not None:
        conditions["a.published >= ?"] = [where.published_after.isoformat()]
    if where.published_before is not None:
        conditions["a.published <= ?"] = [where.published_before.isoformat()]
    values = [value for group in conditions.values() for value in group]
    return " AND ".join(conditions) or "TRUE", values


def _article(row: Sequence[Any]) -> Article:
    fields = dict(zip(_VERSION.split(", "), row, strict=True))
    return Article(**{**fields, "published": _day(fields["published"])})


def _passage(row: Sequence[Any]) -> Passage:
    article_id, version, start, end, text = row[:5]
    return Passage(article_id=article_id, version=version, start=start, end=end, text=text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
