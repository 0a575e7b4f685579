"""How the service brings articles in: its deliveries, read and stored by `ingest`."""

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from cli.web import manners
from corpus.errors import InputError
from corpus.model import Article
from corpus.settings import Settings
from ingest import readers, run, sources, web
from ingest.library import Library, LocalLibrary
from ingest.report import Outcome
from service.delivery import Delivery
from service.intake import Intake
from service.jobs import Progress

_MEGABYTE = 1024 * 1024


def intake(library: LocalLibrary, settings: Settings) -> Intake:
    """Return how articles come into a library, after clearing what a crash left of uploads."""
    folder = settings.data / "uploads"
    shutil.rmtree(folder, ignore_errors=True)

    def ingest(
        delivery: Delivery, on_progress: Callable[[Progress], None], stopped: Callable[[], bool]
    ) -> dict[str, Any]:
        def show(progress: run.Progress) -> None:
            on_progress(Progress(**_without(delivery, asdict(progress))))

        if delivery.urls:
            pages = web.fetch(
                *delivery.urls,
                memory=library.fetched,
                manners=manners(settings),
                collection=delivery.collection,
                tags=delivery.tags,
                only_new=delivery.only_new,
                stopped=stopped,
            )
            report = run.store(pages, library, on_progress=show, stopped=stopped)
        else:
            report = run.ingest(
                sources.find(delivery.files),
                _Tagging(library, delivery.tags),
                collection=delivery.collection,
                on_progress=show,
                stopped=stopped,
            )
        said: dict[str, Any] = _without(delivery, asdict(report))
        return said

    return Intake(
        ingest=ingest,
        suffixes=tuple(readers.READERS),
        folder=folder,
        most_bytes=settings.upload_mb * _MEGABYTE,
    )


class _Tagging:
    """A library whose articles get tags on their way in."""

    def __init__(self, library: Library, tags: Sequence[str]) -> None:
        self._library = library
        self._tags = tags

    def store_all(self, articles: Sequence[Article]) -> list[Outcome | InputError]:
        return self._library.store_all([self._tagged(article) for article in articles])

    def _tagged(self, article: Article) -> Article:
        return replace(article, tags=tuple(dict.fromkeys([*article.tags, *self._tags])))


def _without(delivery: Delivery, said: Any) -> Any:
    """Return what is said of an upload without the folders that its files lie in: names are what
    was uploaded, and paths are nobody's affair."""
    if isinstance(said, str):
        return re.sub(rf"{re.escape(str(delivery.folder))}/\d+/", "", said)
    if isinstance(said, dict):
        return {name: _without(delivery, value) for name, value in said.items()}
    if isinstance(said, list | tuple):
        return [_without(delivery, value) for value in said]
    return said
