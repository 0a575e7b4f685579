"""A question as the cells of a row, the way back from `eval.loaders.table`."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

COLUMNS = (
    "id",
    "question",
    "answers",
    "parts",
    "article",
    "quote",
    "group",
    "tags",
    "unanswerable",
    "history",
    "stand_alone",
    "status",
    "needs_review",
    "note",
    "drafted_by",
)
# A spreadsheet computes what begins like this; whoever asked a question must not decide that.
_COMPUTED = ("=", "+", "-", "@")


def written(lines: Iterable[Mapping[str, Any]], *, delimiter: str) -> str:
    """Return lines, each as plain data, as the text of a CSV file, without empty columns."""
    rows = [_row(line) for line in lines]
    used = [name for name in COLUMNS if name == "question" or any(row[name] for row in rows)]
    out = StringIO()
    table = csv.DictWriter(
        out, used, delimiter=delimiter, lineterminator="\n", extrasaction="ignore"
    )
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def shielded(cell: str) -> str:
    """Return a cell that no spreadsheet computes: with an apostrophe before what it would."""
    return f"'{cell}" if cell.startswith(_COMPUTED) else cell


def unshielded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_COMPUTED) else cell


def _row(line: Mapping[str, Any]) -> dict[str, str]:
    gold = line["gold"]
    turns = [f"{turn['question']} => {turn['answer']}".strip() for turn in line["history"]]
    cells = {
        **{name: line[name] or "" for name in ("id", "question", "stand_alone", "note")},
        **{name: _joined(line[name]) for name in ("answers", "tags")},
        **{name: "yes" if line[name] else "" for name in ("unanswerable", "needs_review")},
        "parts": "; ".join(_joined(part) for part in line["parts"]),
        "article": _joined([one["article"] for one in gold]),
        "quote": _joined([one["quote"] for one in gold if one["quote"]]),
        "group": _groups([one["group"] for one in gold]),
        "history": _joined(turns),
        "status": "" if line["status"] == "accepted" else line["status"],
        "drafted_by": line["drafted_by"] or "",
    }
    return {name: shielded(cell) for name, cell in cells.items()}


def _joined(texts: Sequence[str]) -> str:
    return " | ".join(texts)


def _groups(groups: Sequence[int | None]) -> str:
    if all(group is None for group in groups):
        return ""
    return _joined(["" if group is None else str(group) for group in groups])
