"""One's own questions from a spreadsheet: CSV with the columns of `eval.loaders.line`.

Only `question` is needed, and what a right reply is: `answers`, `article` (with `quote`, or the
whole of it), or `unanswerable`. Several answers, articles, quotes or tags are separated by "|"; the
first quote is of the first article and so on, or all are of the only one. `group` has a number for
each quote: those of one number are alternatives, and one without is needed by itself. Turns before
the question stand in `history` as "question => answer | question => answer"; the parts of a list
that a right reply holds in `parts`, as "Huobi | Huobi Global; Binance".
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from eval.loaders.cells import unshielded
from eval.suite import SuiteInvalid

_YES, _NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}
_SEPARATOR, _PART, _REPLY = "|", ";", "=>"


def is_one(file: Path) -> bool:
    return file.suffix.lower() == ".csv"


def text_of(file: Path) -> str:
    """Return what stands in a file. Raises SuiteInvalid."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SuiteInvalid(f"The questions in {file} cannot be read: {error}.") from error


def rows(text: str, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row of a file's text as a line's content with its place; the header is row 1. A
    question without an `id` has its row's number. Raises SuiteInvalid, naming file and row."""
    found = csv.DictReader(StringIO(text, newline=None), delimiter=delimiter_of(text), strict=True)
    _check_columns(name, found.fieldnames or ())
    number = 1
    try:
        for number, row in enumerate(found, start=2):
            place = f"{name}, row {number}"
            if None in row:
                raise SuiteInvalid(
                    f"{place} has more cells than the header has columns; put a cell that holds "
                    "the separator in double quotes."
                )
            if any(row.values()):
                yield place, _content(row, number, place)
    except csv.Error as error:
        raise SuiteInvalid(f"{name}, row {number + 1} is not CSV: {error}.") from error


def delimiter_of(text: str) -> str:
    """Return ";" for what spreadsheets write where "," stands in numbers, otherwise ","."""
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _check_columns(file: str, names: Any) -> None:
    known = {*_CELLS, "article", "quote", "group"}
    strange = [name for name in names if name not in known]
    if strange or "question" not in names:
        problem = (
            f"does not know the column {strange[0]!r}" if strange else "has no column question"
        )
        raise SuiteInvalid(
            f"{file}, row 1: the header {problem}. Columns are: {', '.join(sorted(known))}."
        )


def _content(row: Mapping[str, str | None], number: int, place: str) -> dict[str, Any]:
    cells = {name: unshielded((cell or "").strip()) for name, cell in row.items()}
    content = {"id": str(number), **_read(cells, place)}
    if gold := _gold(cells, place):
        content["gold"] = gold
    return content


def _read(cells: Mapping[str, str], place: str) -> dict[str, Any]:
    return {name: read(cells[name], place) for name, read in _CELLS.items() if cells.get(name)}


def _gold(cells: Mapping[str, str], place: str) -> list[dict[str, Any]]:
    articles, quotes = (_several(cells.get(name, ""), place) for name in ("article", "quote"))
    if len(articles) == 1:
        articles *= max(len(quotes), 1)
    if quotes and len(quotes) != len(articles):
        raise SuiteInvalid(
            f"{place}: {len(quotes)} quotes and {len(articles)} articles; give one article for all "
            "quotes, or one for each."
        )
    found: Sequence[str | None] = quotes or [None] * len(articles)
    groups = _groups(cells.get("group", ""), len(articles), place)
    return [
        {"article": article, "quote": quote, "group": group}
        for article, quote, group in zip(articles, found, groups, strict=True)
    ]


def _groups(cell: str, needed: int, place: str) -> Sequence[int | None]:
    if not cell:
        return [None] * needed
    numbers = [one.strip() for one in cell.split(_SEPARATOR)]
    if len(numbers) != needed or not all(one.isdecimal() or not one for one in numbers):
        raise SuiteInvalid(
            f"{place}: group is {cell!r}; give a number, or nothing, for each of {needed} quotes."
        )
    return [int(one) if one else None for one in numbers]


def _one(cell: str, _: str) -> str:
    return cell


def _several(cell: str, _: str) -> list[str]:
    return [part.strip() for part in cell.split(_SEPARATOR) if part.strip()]


def _parts(cell: str, place: str) -> list[list[str]]:
    return [_several(part, place) for part in cell.split(_PART)]


def _history(cell: str, place: str) -> list[dict[str, str]]:
    turns = [turn.partition(_REPLY) for turn in _several(cell, place)]
    return [{"question": asked.strip(), "answer": said.strip()} for asked, _, said in turns]


def _verdict(name: str) -> Callable[[str, str], bool]:
    def verdict(cell: str, place: str) -> bool:
        if cell.lower() not in _YES | _NO:
            raise SuiteInvalid(f"{place}: {name} is {cell!r}; write yes or no.")
        return cell.lower() in _YES

    return verdict


_CELLS: dict[str, Callable[[str, str], Any]] = {
    "id": _one,
    "question": _one,
    "answers": _several,
    "parts": _parts,
    "tags": _several,
    "unanswerable": _verdict("unanswerable"),
    "needs_review": _verdict("needs_review"),
    "history": _history,
    "stand_alone": _one,
    "status": _one,
    "note": _one,
    "drafted_by": _one,
}
