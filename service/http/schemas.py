"""What goes in and out over HTTP. Requests are strict; replies mirror the classes inside."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from corpus.model import DEFAULT_COLLECTION, Article, Filter, Hit
from service.model import Answer, Question, Turn


def _unpaired(text: object) -> object:
    """Refuse half of a surrogate pair, which JSON can spell and no text store can hold."""
    if isinstance(text, str):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ValueError("holds half of a surrogate pair; send whole characters") from error
    return text


Text = Annotated[str, BeforeValidator(_unpaired)]
Name = Annotated[Text, StringConstraints(min_length=1, max_length=500)]


def _day(value: object) -> object:
    """Take the day of a date and time too."""
    if isinstance(value, str) and len(value) > len("2021-09-24"):
        return datetime.fromisoformat(value).date()
    return value


Day = Annotated[date, BeforeValidator(_day)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Filters(Body):
    source: list[Name] = []
    published_after: Day | None = None
    published_before: Day | None = None


class TurnIn(Body):
    question: Text
    answer: Text = ""


class SearchIn(Body):
    """A search for passages."""

    question: Text = Field(examples=["Which exchanges stopped Chinese registrations?"])
    collection: Name | None = None
    filters: Filters = Filters()
    limit: int = Field(10, ge=1, le=100)

    def where(self) -> Filter:
        return _filter(self.collection, self.filters)


class QuestionIn(Body):
    """A question to answer."""

    question: Text = Field(examples=["Which exchanges stopped Chinese registrations?"])
    history: list[TurnIn] = Field([], max_length=50, description="Earlier turns, oldest first.")
    collection: Name | None = None
    filters: Filters = Filters()
    passages: int | None = Field(None, ge=1, le=100, description="How many passages to read.")
    writer: Name | None = Field(None, description='"quote" or "provider:model".')

    def asked(self) -> Question:
        return Question(
            text=self.question,
            where=_filter(self.collection, self.filters),
            history=tuple(Turn(question=t.question, answer=t.answer) for t in self.history),
            passages=self.passages,
            writer=self.writer,
        )


def _filter(collection: str | None, filters: Filters) -> Filter:
    return Filter(
        collection=collection,
        sources=tuple(filters.source),
        published_after=filters.published_after,
        published_before=filters.published_before,
    )


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SentenceOut(Out):
    text: str
    citations: list[int]


class CitationOut(Out):
    """`quote` is exactly characters `start:end` (code points) of that version's text."""

    marker: int
    article_id: str
    version: int
    title: str
    source: str | None
    url: str | None
    published: date | None
    start: int
    end: int
    quote: str


class RanksOut(Out):
    lexical: int | None
    dense: int | None
    fused: int | None


class PassageOut(Out):
    article_id: str
    version: int
    title: str
    source: str | None
    url: str | None
    published: date | None
    start: int
    end: int
    text: str
    ranks: RanksOut
    score: float

    @classmethod
    def of(cls, hit: Hit) -> Self:
        passage = hit.passage
        return cls(
            article_id=passage.article_id,
            version=passage.version,
            title=hit.title,
            source=hit.source,
            url=hit.url,
            published=hit.published,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            ranks=RanksOut.model_validate(hit.ranks),
            score=hit.score,
        )


class AnswerOut(Out):
    id: str
    question: str
    searched_for: str
    status: Literal["answered", "not_found"]
    answer: str
    short_answer: str | None
    confidence: float
    reason: str | None
    sentences: list[SentenceOut]
    citations: list[CitationOut]
    passages: list[PassageOut]
    timings_ms: dict[str, float]
    writer: str

    @classmethod
    def of(cls, answer: Answer) -> Self:
        plain = {name: getattr(answer, name) for name in cls.model_fields if name != "passages"}
        return cls(**plain, passages=[PassageOut.of(hit) for hit in answer.passages])


class StoredAnswerOut(AnswerOut):
    """An answer as it was given, with what each step saw."""

    trace: dict[str, Any]


class SearchOut(Out):
    passages: list[PassageOut]


class ArticleIn(Body):
    """An article to store under the id in the path."""

    text: Text = Field(min_length=1, max_length=20_000_000)
    title: Text | None = Field(None, max_length=2_000, description="The id when left out.")
    url: Name | None = None
    source: Name | None = None
    published: Day | None = None
    collection: Name = DEFAULT_COLLECTION

    def article(self, article_id: str) -> Article:
        return Article(
            id=article_id,
            title=self.title or article_id,
            text=self.text,
            url=self.url,
            source=self.source,
            published=self.published,
            collection=self.collection,
        )


class ArticleHead(Out):
    id: str
    version: int
    title: str
    url: str | None
    source: str | None
    published: date | None
    collection: str


class ArticleOut(ArticleHead):
    text: str


class StoredOut(ArticleHead):
    outcome: Literal["added", "changed", "unchanged"]


class ArticlesOut(Out):
    articles: list[ArticleHead]
    next: str | None = Field(description="Pass as `after` for the next page; null at the end.")


class DeletedOut(Out):
    """What was removed from each store."""

    article_id: str
    versions: int
    passages: int
    vectors: int
    lexical: int
