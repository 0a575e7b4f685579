"""A question's path: rewrite, retrieve, read, write, verify, cite."""

import math
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from corpus.errors import ArticleUnknown, QuestionRefused
from corpus.index import Index
from corpus.model import Hit
from corpus.settings import Settings
from service import confidence
from service.chat import ChatWriter, chat_model
from service.citation import cite, verify
from service.draft import Writer
from service.judgement import Judgement, judge
from service.model import Answer, Question
from service.quote import QuoteWriter, short_answer
from service.reader import Reader
from service.retrieval import merge_neighbours, retrieve
from service.rewrite import stand_alone

LONGEST_QUESTION = 2_000
_TRACED = 8

NOTHING_RETRIEVED = "No article here comes near the question."
NOTHING_ANSWERS = "The articles speak of this, but none of their passages answers the question."
NOT_WRITTEN = "The chat model found no answer in the passages that it was given."


class Answerer:
    """Answers questions from an index. Thread-safe; build one and share it."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Load the reader. Raises ModelUnavailable, or SettingsInvalid for an impossible writer."""
        self._index = index
        self._settings = settings
        self._reader = Reader(threads=settings.threads)
        self._calibration = confidence.load()
        self._threshold = self._calibration.threshold(settings.max_wrong)
        self._writer(settings.writer)

    def answer(self, question: Question) -> Answer:
        """Answer a question; every quotation in the reply has been checked against its source.

        Raises QuestionRefused, CollectionUnknown, SettingsInvalid or ChatModelFailed.
        """
        check(question.text)
        try:
            return self._answer(question)
        except ArticleUnknown:
            # An article was deleted while it was being read: answer from what is there now.
            return self._answer(question)

    def _answer(self, question: Question) -> Answer:
        step = Steps()
        writer = self._writer(question.writer or self._settings.writer)
        limit = question.passages or self._settings.passages
        with step("rewrite"):
            asked = stand_alone(question.text, question.history)
        with step("retrieve"):
            hits = retrieve(self._index, asked, limit=limit, where=question.where)
        with step("read"):
            judgement = judge(self._reader.read(asked, hits))
            sure = self._calibration.probability(judgement.features)
        with step("write"):
            draft = writer.write(asked, judgement) if sure >= self._threshold else ()
        with step("verify"):
            sentences, citations = cite(draft)
            verify(citations, self._index.catalog)
        return Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            searched_for=asked,
            status="answered" if sentences else "not_found",
            answer=" ".join(sentence.text for sentence in sentences),
            short_answer=short_answer(asked, judgement) if sentences else None,
            confidence=sure,
            reason=None if sentences else reason(judgement, sure >= self._threshold),
            sentences=sentences,
            citations=citations,
            passages=tuple(merge_neighbours(nearest(judgement), self._index.catalog)),
            timings_ms=step.spent,
            writer=writer.name,
            trace=trace(judgement, self._threshold),
        )

    def _writer(self, name: str) -> Writer:
        if name == QuoteWriter.name:
            return QuoteWriter()
        return ChatWriter(name, chat_model(name), self._index.catalog)


def check(text: str) -> None:
    """Raise QuestionRefused unless `text` can be asked."""
    if not any(character.isalnum() for character in text):
        raise QuestionRefused("The question is empty. Ask something in words.")
    if len(text) > LONGEST_QUESTION:
        raise QuestionRefused(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask it in fewer words."
        )


def nearest(judgement: Judgement) -> list[Hit]:
    """Return the passages that were read, the one most likely to answer first."""
    best = {
        candidate.best.reading.hit.passage.id: candidate.score
        for candidate in reversed(judgement.candidates)
    }
    return sorted(
        (reading.hit for reading in judgement.readings),
        key=lambda hit: (-best.get(hit.passage.id, -math.inf), -hit.score, hit.passage.id),
    )


def reason(judgement: Judgement, gate_open: bool) -> str:
    """Return why nothing was answered, for the person who asked."""
    if not judgement.readings:
        return NOTHING_RETRIEVED
    return NOT_WRITTEN if gate_open else NOTHING_ANSWERS


def trace(judgement: Judgement, threshold: float) -> dict[str, object]:
    """Return what each step saw, as plain data."""
    return {
        "threshold": threshold,
        "features": dict(judgement.features),
        "candidates": [
            {"text": candidate.text, "score": candidate.score, "places": len(candidate.found)}
            for candidate in judgement.candidates[:_TRACED]
        ],
        "readings": [
            {
                "passage": reading.hit.passage.id,
                "relevance": reading.relevance,
                "no_answer": reading.no_answer,
                "kinds": asdict(reading.kinds),
            }
            for reading in judgement.readings
        ],
    }


class Steps:
    """Times the steps of one answer: `with step("read"): ...` adds to `spent["read"]`."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + 1000 * (time.perf_counter() - start)
