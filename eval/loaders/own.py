"""Articles that are in a data folder already, for questions of one's own about them."""

from collections.abc import Iterator

from corpus.facts import as_made
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from eval.suite import SuiteInvalid

_PAGE = 1_000


def stored(settings: Settings | None) -> list[Article]:
    """Return every article in the data folder of `settings`, whatever that was made with. Raises
    SuiteInvalid."""
    found: list[Article] = []
    if settings is not None and settings.data.is_dir():
        with Index(as_made(settings)) as index:
            found += _articles(index)
    if not found:
        raise SuiteInvalid(
            "Questions of one's own need the articles that they are about, and there are none. "
            "Name the data folder that holds them with --store, or the service with --url."
        )
    return found


def _articles(index: Index) -> Iterator[Article]:
    after = ""
    while page := index.catalog.articles(limit=_PAGE, after=after):
        yield from page
        after = page[-1].id
