"""Where questions go: to the service that holds the data folder, or to the data folder itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from corpus import lock
from corpus.errors import DataFolderUnusable, QuestionRefused
from corpus.index import Index
from corpus.settings import Settings
from ingest.remote import RemoteLibrary
from service.answerer import Answerer, check
from service.http.answers import give
from service.http.schemas import (
    AnswerOut,
    PassageOut,
    QuestionIn,
    SearchIn,
    SearchOut,
)

T = TypeVar("T", bound=BaseModel)


class Desk(Protocol):
    """Takes questions. Both kinds take and give what the HTTP interface does."""

    def answer(self, asked: QuestionIn) -> AnswerOut: ...

    def search(self, asked: SearchIn) -> SearchOut: ...


class _Here:
    """The data folder, opened by this process."""

    def __init__(self, index: Index, settings: Settings) -> None:
        self._index = index
        self._settings = settings

    def answer(self, asked: QuestionIn) -> AnswerOut:
        return give(asked, Answerer(self._index, self._settings), self._index)

    def search(self, asked: SearchIn) -> SearchOut:
        check(asked.question)
        hits = self._index.search(asked.question, limit=asked.limit, where=asked.where())
        return SearchOut(passages=[PassageOut.of(hit) for hit in hits[: asked.limit]])


class _There:
    """The running service that holds the data folder."""

    def __init__(self, service: RemoteLibrary) -> None:
        self._service = service

    def answer(self, asked: QuestionIn) -> AnswerOut:
        return self._send("/v1/answers", asked, AnswerOut)

    def search(self, asked: SearchIn) -> SearchOut:
        return self._send("/v1/search", asked, SearchOut)

    def _send(self, path: str, asked: BaseModel, kind: type[T]) -> T:
        reply = self._service.send("POST", path, asked.model_dump(mode="json"))
        return kind.model_validate_json(reply.content)


@contextmanager
def desk(settings: Settings, command: str) -> Iterator[Desk]:
    """Give the desk to ask at. Raises DataFolderUnusable when nothing was ever stored."""
    holder = lock.holder(settings.data)
    if holder and holder.url:
        with RemoteLibrary(holder.url) as service:
            yield _There(service)
        return
    if not settings.data.exists():
        raise DataFolderUnusable(
            f"There is no data folder {settings.data} yet. Run `footnote serve`, or `footnote "
            "ingest PATH`, or name another one with --data."
        )
    with Index(settings, held_by=lock.this_process(command)) as index:
        yield _Here(index, settings)


def form(kind: type[T], **fields: object) -> T:
    """Fill in a request. Raises QuestionRefused with every impossible field named."""
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        said = [f"{problem['loc'][0]}: {problem['msg']}" for problem in error.errors()]
        raise QuestionRefused("; ".join(said)) from error
