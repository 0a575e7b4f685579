"""One line of our own format: a question with its answers and the quotes that hold them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eval.loaders import cells, table
from eval.suite import SuiteInvalid

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Quote(_Strict):
    """Where an answer stands: a quote, to the character, or the whole article without one."""

    article: Text
    quote: Text | None = None
    group: int | None = None


class Earlier(_Strict):
    question: Text
    answer: str = ""


class Line(_Strict):
    """A question as it stands in a file.

    A "draft" waits for a person to accept it, and may lack what a right reply is; `note` is for
    that person, `drafted_by` says what wrote it, and `needs_review` that nothing could check it.
    """

    id: Text
    question: Text
    answers: list[Text] = []
    parts: list[Annotated[list[Text], Field(min_length=1)]] = []
    gold: list[Quote] = []
    tags: list[Text] = []
    unanswerable: bool = False
    history: list[Earlier] = []
    stand_alone: Text | None = None
    status: Literal["draft", "accepted", "rejected"] = "accepted"
    needs_review: bool = False
    note: str | None = None
    drafted_by: str | None = None

    @property
    def complete(self) -> bool:
        """Whether it says what a right reply is."""
        return self.unanswerable or bool(self.answers or self.gold)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Line":
        if self.unanswerable and (self.answers or self.parts or self.gold):
            raise ValueError("an unanswerable question has no answers, parts or gold")
        if self.status == "accepted" and not self.complete:
            raise ValueError("an answerable question needs answers or gold")
        return self


def read(file: Path) -> Iterator[tuple[str, Line]]:
    """Yield each line of a file with where it stands: JSON Lines, or CSV with the same columns (see
    `eval.loaders.table`). Raises SuiteInvalid, naming the line."""
    if table.is_one(file):
        yield from _rows(table.text_of(file), file.name)
        return
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteInvalid(f"The questions in {file} cannot be read: {error}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        place = f"{file.name}, line {number}"
        if line.strip():
            yield place, _parse(line, place)


def written(lines: Iterable[Line]) -> str:
    """Return lines as the text of a file, without what is as it is by default."""
    return "".join(line.model_dump_json(exclude_defaults=True) + "\n" for line in lines)


def add(file: Path, lines: Iterable[Line]) -> int:
    """Add lines to a file, or make it, and return how many are new. A question that stands there
    already, whatever its status, stays as it is. Raises SuiteInvalid."""
    held = [line for _, line in read(file)] if file.exists() else []
    known = {line.id for line in held} | {line.question for line in held if not line.history}
    new = [
        one for one in lines if one.id not in known and (one.history or one.question not in known)
    ]
    replace(file, [*held, *new])
    return len(new)


def replace(file: Path, lines: Sequence[Line]) -> None:
    """Write a file of lines, whole or not at all. Raises SuiteInvalid."""
    text = _as_table(file, lines) if table.is_one(file) else written(lines)
    unfinished = file.with_name(f"{file.name}.part")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        raise SuiteInvalid(f"{file} cannot be written: {error.strerror}.") from error


def _as_table(file: Path, lines: Sequence[Line]) -> str:
    """Return lines as the text of a CSV file, separated as the one that is there. Raises
    SuiteInvalid for what CSV could not give back."""
    held = table.text_of(file) if file.exists() else ""
    content = [line.model_dump() for line in lines]
    text = cells.written(content, delimiter=table.delimiter_of(held))
    for line, (_, again) in zip(lines, _rows(text, file.name), strict=True):
        if again != line:
            raise SuiteInvalid(
                f"The question {line.id!r} cannot be written to {file.name}: a cell of CSV cannot "
                'hold what it has, such as "|" in an answer. Name a .jsonl file.'
            )
    return text


def _rows(text: str, name: str) -> Iterator[tuple[str, Line]]:
    for place, row in table.rows(text, name):
        yield place, _checked(row, place)


def _parse(line: str, place: str) -> Line:
    try:
        return _checked(json.loads(line), place)
    except ValueError as error:
        raise SuiteInvalid(f"{place} is not JSON: {error}.") from error


def _checked(content: Any, place: str) -> Line:
    try:
        return Line.model_validate(content)
    except ValidationError as error:
        raise SuiteInvalid(f"{place}: {'; '.join(map(_fault, error.errors()))}.") from error


def _fault(error: Mapping[str, Any]) -> str:
    where = ".".join(map(str, error["loc"]))
    return f"{where}: {error['msg']}" if where else str(error["msg"])
