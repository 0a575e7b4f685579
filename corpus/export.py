"""A data folder written to an archive."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np

from corpus import lock
from corpus.archive import VECTOR_IDS, VECTORS, Manifest, Writing
from corpus.catalog import Catalog
from corpus.database import Database, now
from corpus.errors import ArchiveUnreadable, DataFolderUnusable
from corpus.layout import LAYOUT
from corpus.settings import Settings
from corpus.stores import open_vectors
from corpus.vectors import Vectors

# What is in flight is not for keeping; a list of passages being built neither.
_TRANSIENT = {"pending", "next_passage"}
_NOT_COPIED = {"lock", "holder.json"}
_AT_ONCE = 1_000


def export(settings: Settings, file: Path, *, with_vectors: bool, held_by: lock.Holder) -> Manifest:
    """Write everything that is stored to `file`, which is replaced whole or not at all.

    The archive is of one moment. Without vectors, a service may hold the data folder and change it
    meanwhile. Raises DataFolderUnusable, ArchiveUnreadable when `file` cannot be written, and, with
    vectors, DataFolderInUse.
    """
    if not (settings.data / "catalog.sqlite").exists():
        raise DataFolderUnusable(
            f"There is nothing in {settings.data} to export. Name a data folder with --data."
        )
    unfinished = file.with_name(file.name + ".part")
    try:
        with ExitStack() as opened:
            if with_vectors:
                held = lock.FolderLock(settings.data, held_by)
                opened.callback(held.release)
            database = opened.enter_context(closing(Database(settings.data / "catalog.sqlite")))
            writing = opened.enter_context(Writing(unfinished))
            opened.enter_context(database.reading())
            manifest = _write(writing, database, settings, with_vectors)
        unfinished.replace(file)
    except OSError as error:
        raise ArchiveUnreadable(
            f"The archive {file} cannot be written: {error.strerror or error}. Name another place, "
            "or make room."
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(
    writing: Writing, database: Database, settings: Settings, with_vectors: bool
) -> Manifest:
    tables = {n: c for n, c in database.columns().items() if n not in _TRANSIENT}
    if not with_vectors:
        tables["passage"].remove("sentences")
    catalog = Catalog(database)
    _check_layout(database, settings)
    for table, columns in tables.items():
        named = ", ".join(f'"{column}"' for column in columns)
        rows = database.each(f'SELECT {named} FROM "{table}" ORDER BY {named}')
        writing.add_rows(f"tables/{table}.jsonl", rows)
    for beside in sorted(settings.data.iterdir()):
        if _is_kept(beside):
            writing.add(f"files/{beside.name}", [beside.read_bytes()])
    dimension = _write_vectors(writing, database, settings) if with_vectors else None
    manifest = Manifest(
        layout=LAYOUT,
        made_at=now(),
        embedding_model=str(
            database.first("SELECT value FROM setting WHERE name = 'embedding_model'")
        ),
        articles=catalog.count()[0],
        dimension=dimension,
        tables=tables,
        members=dict(writing.members),
    )
    writing.finish(manifest)
    return manifest


def _write_vectors(writing: Writing, database: Database, settings: Settings) -> int:
    """Write the vectors of all current passages; return how long a vector is."""
    catalog = Catalog(database)
    generation = int(database.first("SELECT value FROM setting WHERE name = 'generation'"))
    with closing(open_vectors(settings, generation)) as vectors:
        ids = vectors.holding(sorted(catalog.passages.ids()))
        writing.add_rows(VECTOR_IDS, ([id_] for id_ in ids))
        writing.add(VECTORS, _bytes(vectors, ids))
        return max(len(vector) for vector in vectors.get(ids[:1]).values()) if ids else 1


def _bytes(vectors: Vectors, ids: Sequence[str]) -> Iterator[bytes]:
    for first in range(0, len(ids), _AT_ONCE):
        part = ids[first : first + _AT_ONCE]
        held = vectors.get(part)
        yield np.asarray([held[id_] for id_ in part], dtype="<f4").tobytes()


def _check_layout(database: Database, settings: Settings) -> None:
    found = str(database.first("SELECT value FROM setting WHERE name = 'layout'"))
    if found != LAYOUT:
        raise DataFolderUnusable(
            f"The data folder {settings.data} has layout {found}, not {LAYOUT}. Run `footnote "
            "verify` once, which brings it up to date, and export it then."
        )


def _is_kept(file: Path) -> bool:
    beside = not file.name.startswith("catalog.sqlite") and file.name not in _NOT_COPIED
    return beside and file.is_file()
