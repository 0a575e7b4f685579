"""Asking one question and checking the reply, over HTTP or in this process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from time import perf_counter
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import quote

import httpx

from corpus.errors import FootnoteError
from corpus.index import Index
from service.answerer import Answerer
from service.citation import QuoteMismatch
from service.model import Question

_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How long it took and what was found: citations seen, those whose quote is not what stands in
    the source, and the error where there was no answer."""

    ms: float
    citations: int = 0
    differing: int = 0
    error: str | None = None


class Asker(Protocol):
    def ask(self, question: str) -> Reply: ...


class HttpAsker:
    """Asks a running service. Thread-safe, and a browser's caller: one connection pool for all."""

    def __init__(self, url: str, connections: int) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        self._client = httpx.Client(base_url=url, timeout=_PATIENCE_S, limits=limits)
        self._texts: dict[tuple[str, int], str] = {}
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._client.close()

    def ask(self, question: str) -> Reply:
        """Ask, and compare every citation with its article, which is not timed."""
        begun = perf_counter()
        try:
            response = self._client.post("/v1/answers", json={"question": question})
            ms = _since(begun)
            response.raise_for_status()
            citations = response.json()["citations"]
            differing = sum(
                self._text(one)[one["start"] : one["end"]] != one["quote"] for one in citations
            )
        except (httpx.HTTPError, ValueError, KeyError) as error:
            return Reply(ms=_since(begun), error=f"{type(error).__name__}: {error}")
        return Reply(ms=ms, citations=len(citations), differing=differing)

    def _text(self, citation: Mapping[str, Any]) -> str:
        place = (citation["article_id"], citation["version"])
        with self._lock:
            known = self._texts.get(place)
        if known is None:
            params = {"version": citation["version"]}
            response = self._client.get(
                f"/v1/articles/{quote(citation['article_id'])}", params=params
            )
            known = str(response.raise_for_status().json()["text"])
            with self._lock:
                self._texts[place] = known
        return known


class LocalAsker:
    """Asks an `Answerer` of this process: what is left without HTTP."""

    def __init__(self, answerer: Answerer, index: Index) -> None:
        self._answerer = answerer
        self._catalog = index.catalog

    def ask(self, question: str) -> Reply:
        """Ask, and compare every citation with the catalog, which is not timed."""
        begun = perf_counter()
        try:
            answer = self._answerer.answer(Question(text=question))
        except (FootnoteError, QuoteMismatch) as error:
            return Reply(ms=_since(begun), error=f"{type(error).__name__}: {error}")
        ms = _since(begun)
        differing = sum(
            self._catalog.article(one.article_id, one.version).text[one.start : one.end]
            != one.quote
            for one in answer.citations
        )
        return Reply(ms=ms, citations=len(answer.citations), differing=differing)


def _since(begun: float) -> float:
    return (perf_counter() - begun) * 1000


def errors(replies: Sequence[Reply]) -> list[str]:
    return [reply.error for reply in replies if reply.error is not None]
