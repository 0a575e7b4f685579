"""The passages of the catalog: where each begins and ends, and what is needed to show it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus.database import Database
from corpus.digest import digest, embedded_text
from corpus.model import Article, Filter, Hit, Passage
from corpus.restriction import marks, restriction
from corpus.rows import day, tuple_of

_PASSAGE = (
    'p.article_id, p.version, p.start, p."end", substr(v.text, p.start + 1, p."end" - p.start)'
)
_CURRENT = (
    "JOIN article a ON a.id = p.article_id AND a.version = p.version "
    "JOIN version v ON v.id = a.id AND v.version = a.version"
)
# SQLite takes 32,766 values in a statement.
_AT_ONCE = 10_000


class Passages:
    """The passages of the search indexes in force, or of those being built. Thread-safe.

    Passages of an earlier version, or of a deleted article, stay listed until the search indexes
    have been cleared of them.
    """

    def __init__(self, database: Database, table: str = "passage") -> None:
        self._db = database
        self._table = table

    def add(self, article: Article, spans: Iterable[tuple[int, int]]) -> None:
        """List the passages of an article's version."""
        rows = [_row(article, start, end) for start, end in spans]
        self._db.run_all(
            f"INSERT OR IGNORE INTO {self._table} VALUES (?, ?, ?, ?, ?, ?, NULL)", rows
        )

    def note_sentences(self, vectors: Iterable[tuple[str, bytes]]) -> None:
        """Keep the vectors of the sentences of passages by their ids."""
        with self._db.writing():
            self._db.run_all(
                f"UPDATE {self._table} SET sentences = ? WHERE id = ?",
                ((kept, id_) for id_, kept in vectors),
            )

    def sentences(self, ids: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors of the sentences of those passages of which they were noted."""
        rows = self._embedded("id, sentences", by="id", values=ids)
        return {row[0]: row[1] for row in rows}

    def ids_with_sentences(self) -> set[str]:
        """Return the ids of the listed passages of whose sentences the vectors were noted."""
        rows = self._db.all(f"SELECT id FROM {self._table} WHERE sentences IS NOT NULL")
        return {row[0] for row in rows}

    def clear(self, article_id: str) -> None:
        """Forget the passages of an article that are not of its current version."""
        self._db.run(
            f"DELETE FROM {self._table} WHERE article_id = ? AND version IS NOT "
            "(SELECT version FROM article WHERE id = ?)",
            (article_id, article_id),
        )

    def of(self, article_id: str) -> list[Passage]:
        """Return the passages of the current version, in order; none of an unknown article."""
        rows = self._db.all(
            f"SELECT {_PASSAGE} FROM {self._table} p {_CURRENT} "
            "WHERE p.article_id = ? ORDER BY p.start",
            article_id,
        )
        return [_passage(row) for row in rows]

    def stale(self, article_id: str) -> list[str]:
        """Return the ids of the listed passages that are not of the current version."""
        rows = self._db.all(
            f"SELECT id FROM {self._table} WHERE article_id = ? AND version IS NOT "
            "(SELECT version FROM article WHERE id = ?)",
            *(article_id, article_id),
        )
        return [row[0] for row in rows]

    def ids(self, where: Filter | None = None) -> list[str]:
        """Return the ids of all current passages that a filter lets through."""
        clause, values = restriction(where or Filter())
        rows = self._db.all(
            f"SELECT p.id FROM article a JOIN {self._table} p "
            f"ON p.article_id = a.id AND p.version = a.version WHERE {clause}",
            *values,
        )
        return [row[0] for row in rows]

    def hits(self, ids: Sequence[str]) -> dict[str, Hit]:
        """Return a hit for each id that names a current passage; ranks and score are not set."""
        rows = self._db.all(
            f"SELECT {_PASSAGE}, v.title, v.source, v.url, v.published, v.language, v.authors, "
            f"v.tags, v.pages FROM {self._table} p {_CURRENT} WHERE p.id IN ({marks(ids)})",
            *ids,
        )
        return {hit.passage.id: hit for hit in map(_hit, rows)}

    def of_text(self, digests: Sequence[bytes]) -> set[tuple[bytes, str]]:
        """Return, with each digest, the first id of the listed passages, of whatever article, that
        have it and were embedded."""
        rows = self._embedded("digest, min(id)", by="digest", values=digests)
        return {(key, id_) for key, id_ in rows}

    def _embedded(
        self, columns: str, *, by: str, values: Sequence[object]
    ) -> Iterator[Sequence[Any]]:
        """Yield a row for each of the values that a column of embedded passages has."""
        for first in range(0, len(values), _AT_ONCE):
            part = values[first : first + _AT_ONCE]
            yield from self._db.all(
                f"SELECT {columns} FROM {self._table} "
                f"WHERE sentences IS NOT NULL AND {by} IN ({marks(part)}) GROUP BY {by}",
                *part,
            )


def _row(article: Article, start: int, end: int) -> tuple[object, ...]:
    text = article.text[start:end]
    passage = Passage(
        article_id=article.id, version=article.version, start=start, end=end, text=text
    )
    known_by = digest(embedded_text(article.title, text))
    return passage.id, article.id, article.version, start, end, known_by


def _hit(row: Sequence[Any]) -> Hit:
    title, source, url, published, language, *lists = row[5:]
    authors, tags, pages = map(tuple_of, lists)
    return Hit(
        passage=_passage(row),
        title=title,
        source=source,
        url=url,
        published=day(published),
        authors=authors,
        tags=tags,
        language=language,
        pages=pages,
    )


def _passage(row: Sequence[Any]) -> Passage:
    article_id, version, start, end, text = row[:5]
    return Passage(article_id=article_id, version=version, start=start, end=end, text=text)
