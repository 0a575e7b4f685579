"""Reading a public set's files, compressed or not."""

import csv
import gzip
import json
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from eval.suite import SuiteInvalid


def find(folder: Path, name: str) -> Path:
    """Return the file `name`, or `name.gz`. Raises SuiteInvalid when neither is there."""
    for candidate in (folder / name, folder / f"{name}.gz"):
        if candidate.is_file():
            return candidate
    raise SuiteInvalid(
        f"{folder / name} is not there, nor {name}.gz. Name the folder that holds it with --data; "
        "`footnote eval list` says where to get it."
    )


def read_json(folder: Path, name: str) -> Any:
    """Return what a JSON file holds. Raises SuiteInvalid."""
    file = find(folder, name)
    try:
        with _open(file) as stream:
            return json.load(stream)
    except (OSError, EOFError, ValueError) as error:
        raise SuiteInvalid(f"{file} cannot be read as JSON: {error}.") from error


def read_lines(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the object on each line of a JSONL file. Raises SuiteInvalid."""
    file = find(folder, name)
    try:
        with _open(file) as stream:
            for line in stream:
                if line.strip():
                    yield json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        raise SuiteInvalid(f"{file} cannot be read as JSON Lines: {error}.") from error


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file with a header. Raises SuiteInvalid."""
    file = find(folder, name)
    try:
        with _open(file) as stream:
            return list(csv.DictReader(stream, delimiter="\t"))
    except (OSError, EOFError, ValueError) as error:
        raise SuiteInvalid(f"{file} cannot be read as a table: {error}.") from error


def _open(file: Path) -> TextIOWrapper:
    if file.suffix == ".gz":
        return TextIOWrapper(gzip.open(file), encoding="utf-8")
    return file.open(encoding="utf-8")
