"""A question's path: rewrite, retrieve, read, write, verify, cite."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from corpus.errors import ArticleUnknown, QuestionRefused
from corpus.index import Index
from corpus.model import Hit
from corpus.settings import Settings
from service import confidence, decision
from service.chat import ChatWriter, chat_model
from service.citation import cite, verify
from service.draft import DraftSentence, Writer
from service.english.comparison import compared, verdict
from service.explorer import Explored, Explorer
from service.model import Answer, Question, Sentence
from service.parts import parts
from service.quote import QuoteWriter
from service.reader import FOLDER, Reader
from service.retrieval import merge_neighbours
from service.rewrite import stand_alone
from service.short import dated, short_answer
from service.spelling import mended
from service.steps import Steps

LONGEST_QUESTION = 2_000
_TRACED = 8

NOTHING_RETRIEVED = "No article here comes near the question."
NOTHING_ANSWERS = "None of the passages found answers the question."
DISAGREE = "The articles disagree, and none is sure enough to be the answer:"
NOT_THIS_PART = "The articles do not answer this part:"
NOT_WRITTEN = "The chat model found no answer in the passages that it was given."


class Answerer:
    """Answers questions from an index. Thread-safe; build one and share it."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Load the reader. Raises ModelUnavailable, or SettingsInvalid for an impossible writer."""
        self._index = index
        self._settings = settings
        calibration = confidence.of(settings.data)
        self._threshold = calibration.threshold(settings.max_wrong)
        reader, decider = (
            Reader(folder, threads=settings.threads) for folder in (FOLDER, decision.FOLDER)
        )
        self._explorer = Explorer(index, reader, decider, calibration)
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
        with step("rewrite"):
            whole = stand_alone(question.text, question.history)
            asked = mended(whole, self._index, question.where)
        found = self._explorer.told_apart(
            [self._explored(part, question, step) for part in parts(asked)]
        )
        sure = confidence.together([part.confidence for part in found], self._threshold)
        explored = [
            self._part(replace(part, confidence=likely), writer, step)
            for part, likely in zip(found, sure, strict=True)
        ]
        with step("verify"):
            sentences, citations = cite([draft for part in explored for draft in part.drafts])
            verify(citations, self._index.catalog)
        answered = [part for part in explored if part.drafts]
        short = shown(asked, explored)
        return Answer(
            id=uuid.uuid4().hex,
            question=question.text,
            searched_for=asked,
            status="answered" if answered else "not_found",
            answer=prose(short, sentences),
            short_answer=short,
            confidence=min(part.found.confidence for part in answered or explored),
            reason=reason(explored),
            sentences=sentences,
            citations=citations,
            passages=self._nearest(explored),
            timings_ms=step.spent,
            writer=writer.name,
            trace={
                "threshold": self._threshold,
                **cost(writer),
                "parts": [trace(part.found) for part in explored],
            },
        )

    def _explored(self, asked: str, question: Question, step: Steps) -> Explored:
        return self._explorer.explore(
            asked,
            where=question.where,
            limit=question.passages or self._settings.passages,
            step=step,
        )

    def _part(self, found: Explored, writer: Writer, step: Steps) -> "Part":
        with step("write"):
            trusted = found.confidence >= self._threshold
            drafts = tuple(writer.write(found.asked, found.judgement)) if trusted else ()
        short = short_answer(found.core, found.judgement, found.leaning) if drafts else None
        return Part(found=found, trusted=trusted, drafts=drafts, short=short)

    def _nearest(self, explored: Sequence["Part"]) -> tuple[Hit, ...]:
        nearest = {hit.passage.id: hit for part in explored for hit in part.found.nearest()}
        return tuple(merge_neighbours(list(nearest.values()), self._index.catalog))

    def _writer(self, name: str) -> Writer:
        if name == QuoteWriter.name:
            return QuoteWriter()
        return ChatWriter(name, chat_model(name), self._index.catalog)


def shown(asked: str, explored: Sequence["Part"]) -> str | None:
    """Return the short answer of all parts: what they come to where two things are compared, else
    each one's."""
    each = [part.short for part in explored if part.short]
    several = 1 < len(each) == len(explored)
    if several and compared(asked) == [part.found.asked for part in explored]:
        each = [told] if (told := verdict(asked, each)) else each
    return "; ".join(dict.fromkeys(each)) or None


def check(text: str) -> None:
    """Raise QuestionRefused unless `text` can be asked."""
    if not any(character.isalnum() for character in text):
        raise QuestionRefused("The question is empty. Ask something in words.")
    if len(text) > LONGEST_QUESTION:
        raise QuestionRefused(
            f"The question has {len(text):,} characters; at most {LONGEST_QUESTION:,} are read. "
            "Ask it in fewer words."
        )


def cost(writer: Writer) -> dict[str, object]:
    """Return what a chat model has cost, in tokens, where one writes and its provider says so."""
    spent = writer.tokens if isinstance(writer, ChatWriter) else None
    return {"tokens": asdict(spent)} if spent else {}


def prose(short: str | None, sentences: Sequence[Sentence]) -> str:
    """Return the answer as one text; "Yes" and "No" do not stand in the sentences, so they lead."""
    texts = [sentence.text for sentence in sentences]
    return " ".join([f"{short}.", *texts] if short in {"Yes", "No"} else texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was found for one part of a question, and what is said of it."""

    found: Explored
    trusted: bool
    drafts: tuple[DraftSentence, ...]
    short: str | None


def reason(explored: Sequence[Part]) -> str | None:
    """Return why nothing was answered, or which part was not; None when all was."""
    lacking = [part for part in explored if not part.drafts]
    if not lacking:
        return None
    if len(lacking) < len(explored):
        return f"{NOT_THIS_PART} {' '.join(part.found.asked for part in lacking)}"
    if not any(part.found.judgement.readings for part in lacking):
        return NOTHING_RETRIEVED
    if torn := next((part for part in lacking if part.found.judgement.conflict), None):
        return f"{DISAGREE} {'; '.join(map(dated, torn.found.judgement.selected))}."
    return NOT_WRITTEN if any(part.trusted for part in lacking) else NOTHING_ANSWERS


def trace(part: Explored) -> dict[str, object]:
    """Return what each step saw, as plain data."""
    return {
        "asked": part.asked,
        "sources": list(part.sources),
        "confidence": part.confidence,
        "features": dict(part.judgement.features),
        "steps": list(part.steps),
        "route": part.route.traced(),
        "selected": [candidate.text for candidate in part.judgement.selected],
        "candidates": [
            {"text": candidate.text, "score": candidate.score, "places": len(candidate.found)}
            for candidate in part.judgement.candidates[:_TRACED]
        ],
        "readings": [
            {
                "passage": reading.hit.passage.id,
                "relevance": reading.relevance,
                "no_answer": reading.no_answer,
                "kinds": asdict(reading.kinds),
            }
            for reading in part.judgement.readings
        ],
    }
