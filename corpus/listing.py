"""Articles as a list shows them, without their text, and what they can be narrowed down by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from corpus.database import Database
from corpus.model import Filter
from corpus.restriction import restriction
from corpus.rows import day, tuple_of

Order = Literal["id", "newest"]
_HEAD = (
    "a.id, a.version, v.title, v.url, v.source, v.published, v.collection, v.authors, v.tags, "
    "v.language, v.stored_at"
)
_LISTED = "article a JOIN version v ON v.id = a.id AND v.version = a.version"
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A current article without its text; `stored_at` is when this version was stored."""

    id: str
    version: int
    title: str
    url: str | None
    source: str | None
    published: date | None
    collection: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    language: str | None
    stored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name that articles have, and how many have it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The names that articles have, the most frequent 500 of each kind, most frequent first; and
    the first and the last day of publication."""

    collections: tuple[Named, ...]
    sources: tuple[Named, ...]
    authors: tuple[Named, ...]
    tags: tuple[Named, ...]
    languages: tuple[Named, ...]
    first_published: date | None
    last_published: date | None


class Listing:
    """Lists the catalog's current articles. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._db = database
        database.define("folded", str.casefold)

    def page(
        self,
        *,
        limit: int,
        order: Order = "id",
        after: str = "",
        where: Filter | None = None,
        title: str = "",
    ) -> tuple[list[Listed], str | None]:
        """Return up to `limit` articles whose title has all words of `title`, in any case, and what
        to pass as `after` for those that follow, or None at the end."""
        clause, values = _condition(where, title)
        begin, key = _begin(order, after)
        rows = self._db.all(
            f"SELECT {_HEAD} FROM {_LISTED} WHERE {clause} AND {begin} "
            f"ORDER BY {_ORDERS[order]} LIMIT ?",
            *(*values, *key, limit + 1),
        )
        listed = [_listed(row) for row in rows[:limit]]
        return listed, _cursor(order, listed[-1]) if len(rows) > limit else None

    def count(self, *, where: Filter | None = None, title: str = "") -> int:
        """Return how many articles `page` lists from beginning to end."""
        clause, values = _condition(where, title)
        return int(self._db.first(f"SELECT count(*) FROM {_LISTED} WHERE {clause}", *values))

    def collections(self) -> tuple[Named, ...]:
        """Return the collections, the largest first."""
        return self._named("a.collection", "article a", "TRUE", ())

    def sources(self) -> tuple[str, ...]:
        """Return every source that an article has."""
        rows = self._db.all("SELECT DISTINCT source FROM article WHERE source IS NOT NULL")
        return tuple(source for (source,) in rows)

    def facets(self, where: Filter | None = None) -> Facets:
        """Return what the articles that a filter lets through can be narrowed down by."""
        clause, values = restriction(where or Filter())
        ends = self._db.one(
            f"SELECT min(a.published), max(a.published) FROM article a WHERE {clause}", *values
        )
        first, last = ends or (None, None)
        return Facets(
            collections=self._named("a.collection", "article a", clause, values),
            sources=self._named("a.source", "article a", clause, values),
            authors=self._named("n.name", _naming("author"), clause, values),
            tags=self._named("n.name", _naming("tag"), clause, values),
            languages=self._named("a.language", "article a", clause, values),
            first_published=day(first),
            last_published=day(last),
        )

    def _named(
        self, column: str, tables: str, clause: str, values: Sequence[str]
    ) -> tuple[Named, ...]:
        rows = self._db.all(
            f"SELECT {column}, count(*) AS articles FROM {tables} "
            f"WHERE {clause} AND {column} IS NOT NULL "
            f"GROUP BY {column} ORDER BY articles DESC, {column} LIMIT ?",
            *(*values, _MOST_NAMES),
        )
        return tuple(Named(name=name, articles=articles) for name, articles in rows)


_ORDERS: dict[Order, str] = {"id": "a.id", "newest": "v.stored_at DESC, a.id DESC"}


def _condition(where: Filter | None, title: str) -> tuple[str, list[str]]:
    clause, values = restriction(where or Filter())
    words = title.casefold().split()
    held = " AND instr(folded(v.title), ?) > 0" * len(words)
    return clause + held, [*values, *words]


def _begin(order: Order, after: str) -> tuple[str, list[str]]:
    """Return the condition for what comes behind a cursor, which `_cursor` made."""
    if order == "id":
        return "a.id > ?", [after]
    if not after:
        return "TRUE", []
    stored_at, _, id_ = after.partition(" ")
    return "(v.stored_at, a.id) < (?, ?)", [stored_at, id_]


def _cursor(order: Order, last: Listed) -> str:
    return last.id if order == "id" else f"{last.stored_at.isoformat()} {last.id}"


def _naming(table: str) -> str:
    return f"{table} n JOIN article a ON a.id = n.article_id"


def _listed(row: Sequence[Any]) -> Listed:
    id_, version, title, url, source, published, collection, authors, tags, language, stored = row
    return Listed(
        id=id_,
        version=version,
        title=title,
        url=url,
        source=source,
        published=day(published),
        collection=collection,
        authors=tuple_of(authors),
        tags=tuple_of(tags),
        language=language,
        stored_at=datetime.fromisoformat(stored),
    )
