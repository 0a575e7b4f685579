"""Asking a suite's questions, through the same objects as the service does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, Protocol

from corpus.index import Index
from corpus.model import Article, Hit
from corpus.settings import Settings
from eval.metrics.overlap import Span
from eval.record import Cited, Record
from eval.score import score
from eval.suite import Case
from ingest.split import split
from service.answerer import Answerer
from service.model import Answer, Question

# As deep as either list goes for an answer, so that ranks here are the ranks there.
DEPTH = 50
_AT_ONCE = 64


class Watch(Protocol):
    """Is told how far a run has come."""

    def __call__(self, doing: str, done: int, total: int) -> None: ...


@contextmanager
def indexed(
    articles: Sequence[Article], settings: Settings, *, store: Path | None, watch: Watch
) -> Iterator[tuple[Index, Settings]]:
    """Open an index that holds the articles: in `store`, where what is there already stays, or in
    a folder that is removed afterwards."""
    with TemporaryDirectory(prefix="footnote-eval-") as folder:
        settings = settings.model_copy(update={"data": store or Path(folder)})
        with Index(settings) as index:
            for start in range(0, len(articles), _AT_ONCE):
                watch("Indexing", start, len(articles))
                part = articles[start : start + _AT_ONCE]
                index.put_all([(article, split(article)) for article in part])
            watch("Indexing", len(articles), len(articles))
            yield index, settings


def ask(cases: Sequence[Case], index: Index, settings: Settings, watch: Watch) -> Iterator[Record]:
    """Answer every case, in order, and score the reply. Yields as it goes."""
    if not cases:
        return
    answerer = Answerer(index, settings)
    # The first question loads what is loaded when first used; its time is nobody's latency.
    answerer.answer(Question(text=cases[0].question))
    for done, case in enumerate(cases):
        watch("Asking", done, len(cases))
        yield asked(case, answerer, index)
    watch("Asking", len(cases), len(cases))


def asked(case: Case, answerer: Answerer, index: Index) -> Record:
    """Return the record of one question."""
    begun = perf_counter()
    answer = answerer.answer(Question(text=case.question, history=case.history))
    spent = (perf_counter() - begun) * 1000
    found = index.search(answer.searched_for, limit=DEPTH)
    record = Record(
        case=case,
        answered=answer.status == "answered",
        answer=answer.answer,
        short_answer=answer.short_answer,
        tentative=_tentative(answer),
        confidence=answer.confidence,
        reason=answer.reason,
        searched_for=answer.searched_for,
        citations=_citations(answer),
        rankings=_rankings(found, answer.passages),
        timings_ms={**answer.timings_ms, "total": spent},
        trace=_plain(answer.trace),
    )
    return replace(record, scores=score(record))


def _tentative(answer: Answer) -> str:
    """Return the words that each part of the question would have been answered with."""
    parts = answer.trace.get("parts")
    chosen = [part.get("selected", ()) for part in parts] if isinstance(parts, list) else []
    return "; ".join(str(text) for texts in chosen for text in texts)


def _citations(answer: Answer) -> tuple[Cited, ...]:
    return tuple(
        Cited(article_id=one.article_id, start=one.start, end=one.end, quote=one.quote)
        for one in answer.citations
    )


def _rankings(found: Sequence[Hit], read: Sequence[Hit]) -> dict[str, tuple[Span, ...]]:
    lexical = {hit.ranks.lexical: hit for hit in found if hit.ranks.lexical}
    dense = {hit.ranks.dense: hit for hit in found if hit.ranks.dense}
    fused = {hit.ranks.fused: hit for hit in found if hit.ranks.fused}
    ordered = {
        name: [ranked[rank] for rank in sorted(ranked)][:DEPTH]
        for name, ranked in (("lexical", lexical), ("dense", dense), ("fused", fused))
    }
    return {name: _spans(hits) for name, hits in {**ordered, "read": list(read)}.items()}


def _spans(hits: Sequence[Hit]) -> tuple[Span, ...]:
    return tuple(
        Span(article_id=hit.passage.article_id, start=hit.passage.start, end=hit.passage.end)
        for hit in hits
    )


def _plain(value: Any) -> Any:
    """Return a trace as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
