"""The fields of an article as a file gives them: front matter, or one line of JSONL."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from corpus.errors import SourceUnreadable
from ingest.encoding import clean


def _line(value: object) -> object:
    """One line of text; YAML and JSON read some ids and titles as numbers or dates."""
    if isinstance(value, str):
        return " ".join(clean(value).split()) or None
    return str(value) if isinstance(value, int | float | date) else value


def _day(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or value is None:
        return value
    text = str(value).strip()
    try:
        return datetime.fromisoformat(text).date() if text else None
    except ValueError as error:
        raise ValueError(f"{text!r} is not an ISO date such as 2021-09-27") from error


_Line = Annotated[str | None, BeforeValidator(_line)]


class Fields(BaseModel):
    """What a source may say about an article; anything else it says is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: _Line = None
    title: _Line = None
    url: _Line = None
    source: _Line = None
    published: Annotated[date | None, BeforeValidator(_day)] = None
    collection: _Line = None


def fields_of(given: Mapping[str, object]) -> Fields:
    """Return the fields of an article. Raises SourceUnreadable with every bad one named."""
    try:
        return Fields.model_validate(dict(given))
    except ValidationError as error:
        problems = [
            f"{problem['loc'][0]}: {problem['msg'].removeprefix('Value error, ')}"
            for problem in error.errors()
        ]
        raise SourceUnreadable("; ".join(problems)) from error
