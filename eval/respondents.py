"""Responding in this process, through the same objects as the service: an answer, a question made
to stand alone, or a verdict on a claim."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, is_dataclass, replace
from time import perf_counter
from typing import Any

from corpus.index import Index
from corpus.model import Filter, Hit
from corpus.settings import Settings
from eval.metrics.overlap import Span
from eval.record import Cited, Record, Said
from eval.run import Respondent
from eval.suite import Case, Task
from eval.support import Support
from service.answerer import Answerer
from service.coverage import Source
from service.http.schemas import StoredAnswerOut
from service.model import Answer, Question
from service.rewrite import stand_alone
from service.tokens import Tokens

# As deep as either list goes for an answer, so that ranks here are the ranks there.
DEPTH = 50
Rankings = Mapping[str, tuple[Span, ...]]


class Answering:
    """Answers a case's question from an index."""

    def __init__(self, index: Index, settings: Settings, _support: Support) -> None:
        self._index = index
        self._answerer = Answerer(index, settings)

    def respond(self, case: Case) -> Record:
        where = _where(case)
        begun = perf_counter()
        answer = self._answerer.answer(
            Question(text=case.question, history=case.history, where=where)
        )
        spent = (perf_counter() - begun) * 1000
        found = self._index.search(answer.searched_for, limit=DEPTH, where=where)
        rankings = {
            **ranked(found),
            **_rewritten_by_a_person(case, self._index),
            "read": spans(answer.passages),
        }
        return replied(case, answer, rankings, spent)


class Rewriting:
    """Makes a case's question stand alone, and searches for it if there are articles."""

    def __init__(self, index: Index, _settings: Settings, _support: Support) -> None:
        self._index = index

    def respond(self, case: Case) -> Record:
        begun = perf_counter()
        made = stand_alone(case.question, case.history)
        spent = (perf_counter() - begun) * 1000
        found = self._index.search(made, limit=DEPTH, where=_where(case)) if case.gold else []
        rankings = {**ranked(found), **_rewritten_by_a_person(case, self._index)}
        return replace(
            nothing_said(case, "rewrite", spent),
            searched_for=made,
            rankings=rankings if case.gold else {},
        )


class Judging:
    """Holds a claim against its evidence."""

    def __init__(self, _index: Index, _settings: Settings, support: Support) -> None:
        self._support = support

    def respond(self, case: Case) -> Record:
        begun = perf_counter()
        chance = self._support.borne_out(case.question, Source(sentences=case.evidence))
        spent = (perf_counter() - begun) * 1000
        return replace(nothing_said(case, "support", spent), confidence=chance)


IN_PROCESS: Mapping[Task, Callable[[Index, Settings, Support], Respondent]] = {
    "answer": Answering,
    "rewrite": Rewriting,
    "support": Judging,
}


def nothing_said(case: Case, task: Task, spent_ms: float) -> Record:
    """Return the record of a case that no answer is asked for."""
    return Record(
        case=case,
        task=task,
        answered=False,
        answer="",
        short_answer=None,
        tentative="",
        confidence=0.0,
        reason=None,
        searched_for=case.question,
        citations=(),
        rankings={},
        timings_ms={"total": spent_ms},
    )


def replied(
    case: Case, answer: Answer | StoredAnswerOut, rankings: Rankings, spent_ms: float
) -> Record:
    """Return the record of an answer, from this process or from a service."""
    places = {marker: place for place, marker in enumerate(_markers(answer))}
    return Record(
        case=case,
        answered=answer.status == "answered",
        answer=answer.answer,
        short_answer=answer.short_answer,
        tentative=_tentative(answer.trace),
        confidence=answer.confidence,
        reason=answer.reason,
        searched_for=answer.searched_for,
        citations=tuple(
            Cited(article_id=one.article_id, start=one.start, end=one.end, quote=one.quote)
            for one in answer.citations
        ),
        sentences=tuple(
            Said(text=one.text, citations=tuple(places[marker] for marker in one.citations))
            for one in answer.sentences
        ),
        rankings=rankings,
        timings_ms={**answer.timings_ms, "total": spent_ms},
        tokens=_tokens(answer.trace),
        trace=_plain(answer.trace),
    )


def _markers(answer: Answer | StoredAnswerOut) -> list[int]:
    return [citation.marker for citation in answer.citations]


def ranked(found: Sequence[Hit]) -> dict[str, tuple[Span, ...]]:
    """Return each list that a search fused, and the fused one, as places in articles."""
    lexical = {hit.ranks.lexical: hit for hit in found if hit.ranks.lexical}
    dense = {hit.ranks.dense: hit for hit in found if hit.ranks.dense}
    fused = {hit.ranks.fused: hit for hit in found if hit.ranks.fused}
    return {
        name: spans([hits[rank] for rank in sorted(hits)][:DEPTH])
        for name, hits in (("lexical", lexical), ("dense", dense), ("fused", fused))
    }


def spans(hits: Sequence[Hit]) -> tuple[Span, ...]:
    """Return where the passages stand."""
    return tuple(
        Span(article_id=hit.passage.article_id, start=hit.passage.start, end=hit.passage.end)
        for hit in hits
    )


def _tentative(trace: Mapping[str, Any]) -> str:
    """Return the words that each part of the question would have been answered with."""
    parts = trace.get("parts")
    chosen = [part.get("selected", ()) for part in parts] if isinstance(parts, list) else []
    return "; ".join(str(text) for texts in chosen for text in texts)


def _tokens(trace: Mapping[str, Any]) -> Tokens | None:
    """Return what a chat model has cost; None where none wrote, or its provider does not say."""
    spent = trace.get("tokens")
    return Tokens(**spent) if isinstance(spent, Mapping) else None


def _where(case: Case) -> Filter:
    return Filter(collections=(case.collection,) if case.collection else ())


def _rewritten_by_a_person(case: Case, index: Index) -> dict[str, tuple[Span, ...]]:
    """Return what is found for the question that a person made to stand alone, if one did."""
    if not (case.stand_alone and case.gold):
        return {}
    found = index.search(case.stand_alone, limit=DEPTH, where=_where(case))
    return {"stand_alone": ranked(found)["fused"]}


def _plain(value: Any) -> Any:
    """Return a trace as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
