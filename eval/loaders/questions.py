"""Our own format: one question a line, with its accepted answers and the quotes that hold them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.model import Article
from eval.suite import Case, Gold, Suite, SuiteInvalid
from service.model import Turn

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Quote(_Strict):
    article: Text
    quote: Text
    group: int | None = None


class _Turn(_Strict):
    question: Text
    answer: str = ""


class _Line(_Strict):
    id: Text
    question: Text
    answers: list[Text] = []
    parts: list[Annotated[list[Text], Field(min_length=1)]] = []
    gold: list[_Quote] = []
    tags: list[Text] = []
    unanswerable: bool = False
    history: list[_Turn] = []

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "_Line":
        if self.unanswerable and (self.answers or self.parts or self.gold):
            raise ValueError("an unanswerable question has no answers, parts or gold")
        if not self.unanswerable and not (self.answers and self.gold):
            raise ValueError("an answerable question needs answers and gold")
        return self


def load(file: Path, name: str, articles: Sequence[Article]) -> Suite:
    """Return the suite in `file`, asked of `articles`.

    Raises SuiteInvalid, naming the line, where it is not what it should be or a gold quote does not
    stand in its article.
    """
    texts = {article.id: article.text for article in articles}
    cases: dict[str, Case] = {}
    for place, line in _lines(file):
        if line.id in cases:
            raise SuiteInvalid(f"{place}: the id {line.id!r} was used before.")
        cases[line.id] = _case(line, _gold(line, texts, place))
    if not cases:
        raise SuiteInvalid(f"{file.name} holds no question.")
    return Suite(name=name, cases=tuple(cases.values()), articles=tuple(articles))


def _lines(file: Path) -> Iterator[tuple[str, _Line]]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteInvalid(f"The questions in {file} cannot be read: {error}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{file.name}, line {number}"
        if line.strip():
            yield place, _parse(line, place)


def _parse(line: str, place: str) -> _Line:
    try:
        return _Line.model_validate(json.loads(line))
    except ValidationError as error:
        raise SuiteInvalid(f"{place}: {'; '.join(map(_fault, error.errors()))}.") from error
    except ValueError as error:
        raise SuiteInvalid(f"{place} is not JSON: {error}.") from error


def _fault(error: Mapping[str, Any]) -> str:
    where = ".".join(map(str, error["loc"]))
    return f"{where}: {error['msg']}" if where else str(error["msg"])


def _gold(line: _Line, texts: Mapping[str, str], place: str) -> tuple[Gold, ...]:
    found: list[Gold] = []
    for number, quote in enumerate(line.gold):
        if quote.article not in texts:
            raise SuiteInvalid(f"{place}: there is no article {quote.article!r}.")
        starts = list(_places(texts[quote.article], quote.quote))
        if not starts:
            raise SuiteInvalid(
                f"{place}: the quote {quote.quote!r} does not stand in {quote.article!r}, to the "
                "character."
            )
        # A quote that stands twice is one piece of evidence; quotes without a group are one each.
        group = -1 - number if quote.group is None else quote.group
        found += [
            Gold(article_id=quote.article, start=at, end=at + len(quote.quote), group=group)
            for at in starts
        ]
    return tuple(found)


def _places(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _case(line: _Line, gold: tuple[Gold, ...]) -> Case:
    return Case(
        id=line.id,
        question=line.question,
        answers=tuple(line.answers),
        parts=tuple(tuple(part) for part in line.parts),
        gold=gold,
        tags=tuple(line.tags),
        unanswerable=line.unanswerable,
        history=tuple(Turn(question=turn.question, answer=turn.answer) for turn in line.history),
    )
