"""Where articles go: an index in this process, or a running service."""

from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from corpus.errors import ArticleUnknown, InputError
from corpus.memory import give_back
from corpus.model import Article, Passage
from ingest.likeness import link_alike
from ingest.report import Outcome
from ingest.split import split
from ingest.web.memory import Memory

if TYPE_CHECKING:
    from corpus.index import Index


class Library(Protocol):
    """Takes articles. `RemoteLibrary` is the other one."""

    def store_all(self, articles: Sequence[Article]) -> list[Outcome | InputError]:
        """Store articles; return for each what it was to the library, or why it was refused."""
        ...


class Shelf(Library, Protocol):
    """A library that articles can be taken from too."""

    def delete(self, article_id: str) -> None:
        """Remove an article in all its versions; harmless when there is none."""
        ...


class LocalLibrary:
    """An index that this process holds open."""

    def __init__(self, index: "Index") -> None:
        self._index = index
        self._linking = Lock()

    @property
    def fetched(self) -> Memory:
        return self._index.fetched

    def store(self, article: Article) -> tuple[Article, Outcome]:
        """Cut an article into passages and store it; return it with its version, and whether it
        was new. Raises ArticleRefused."""
        before = self._index.catalog.current(article.id)
        stored = self._index.put(article, self._split(article))
        self._link_alike()
        return stored, _outcome(before, stored)

    def store_all(self, articles: Sequence[Article]) -> list[Outcome | InputError]:
        """Store articles together, which embeds them faster; one by one when any is refused."""
        before = [self._index.catalog.current(article.id) for article in articles]
        try:
            stored = self._index.put_all([(article, self._split(article)) for article in articles])
        except InputError:
            return [self._alone(article) for article in articles]
        self._link_alike()
        give_back()
        return [_outcome(*each) for each in zip(before, stored, strict=True)]

    def delete(self, article_id: str) -> None:
        with suppress(ArticleUnknown):
            self._index.delete(article_id)

    def _alone(self, article: Article) -> Outcome | InputError:
        try:
            return self.store(article)[1]
        except InputError as error:
            return error

    def _split(self, article: Article) -> list[Passage]:
        return split(article, self._index.passage_tokens)

    def _link_alike(self) -> None:
        with self._linking:
            link_alike(self._index)


def _outcome(before: Article | None, stored: Article) -> Outcome:
    if before is None:
        return "added"
    return "unchanged" if before.version == stored.version else "changed"
