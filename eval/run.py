"""Asking a suite's cases of whoever responds to them."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from eval.record import Record
from eval.score import score
from eval.suite import Case
from eval.support import Support
from ingest.split import split

_AT_ONCE = 64


class Watch(Protocol):
    """Is told how far a run has come."""

    def __call__(self, doing: str, done: int, total: int) -> None: ...


class Respondent(Protocol):
    """Whoever is measured: this process (`eval.respondents`) or a service (`eval.service`)."""

    def respond(self, case: Case) -> Record:
        """Return what came of the case, without its scores."""
        ...


@contextmanager
def indexed(
    articles: Sequence[Article], settings: Settings, *, store: Path | None, watch: Watch
) -> Iterator[tuple[Index, Settings]]:
    """Open an index that holds the articles: in `store`, where what is there already stays, or in
    a folder that is removed afterwards."""
    with TemporaryDirectory(prefix="footnote-eval-") as folder:
        settings = settings.model_copy(update={"data": store or Path(folder)})
        cut = partial(split, tokens=settings.passage_tokens)
        with Index(settings) as index:
            for start in range(0, len(articles), _AT_ONCE):
                watch("Indexing", start, len(articles))
                part = articles[start : start + _AT_ONCE]
                index.put_all([(article, cut(article)) for article in part])
            watch("Indexing", len(articles), len(articles))
            yield index, settings


def ask(
    cases: Sequence[Case],
    respondent: Respondent,
    support: Support,
    watch: Watch,
    *,
    parallel: int = 1,
) -> Iterator[Record]:
    """Put every case, `parallel` of them at once, judge what is said by what is cited, and score
    it. Yields in the order of the cases, as it goes."""
    if not cases:
        return
    # The first case loads what is loaded when first used; its time is nobody's latency.
    respondent.respond(cases[0])
    for done, given in enumerate(_responses(cases, respondent, parallel)):
        watch("Asking", done, len(cases))
        record = support.weighed(given)
        yield replace(record, scores=score(record))
    watch("Asking", len(cases), len(cases))


def _responses(cases: Sequence[Case], respondent: Respondent, parallel: int) -> Iterable[Record]:
    """Yield what comes of each case, in their order. When one fails, or whoever takes them stops,
    those that nobody has begun with are not asked."""
    if parallel == 1:
        yield from map(respondent.respond, cases)
        return
    with ThreadPoolExecutor(parallel) as askers:
        yield from askers.map(respondent.respond, cases)
