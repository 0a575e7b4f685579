"""An archive made a data folder again."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from corpus.archive import VECTORS, Archive, ArchivedVectors, Manifest
from corpus.catalog import Catalog
from corpus.database import Database
from corpus.embedding import Embedder
from corpus.errors import ArchiveUnreadable, DataFolderUnusable
from corpus.index import Index
from corpus.layout import LAYOUT, READABLE
from corpus.lock import unusable
from corpus.settings import Settings
from corpus.stores import Known, open_stores

# The new folder says these of itself.
_OWN = {"generation", "embedding_model"}
_AT_ONCE = 64


def restore(
    file: Path,
    settings: Settings,
    *,
    embedder: Embedder | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Manifest:
    """Make the data folder that the settings name from an archive.

    It must not exist, or be empty; it is there whole at the end, or not at all. Vectors are taken
    from the archive when it has them and the embedding model is the same, and made otherwise.
    Raises ArchiveUnreadable, DataFolderUnusable or ModelUnavailable.
    """
    folder = settings.data
    with Archive(file) as archive:
        _check_empty(folder)
        unfinished = folder.with_name(f".{folder.name}.importing")
        try:
            shutil.rmtree(unfinished, ignore_errors=True)
            there = settings.model_copy(update={"data": unfinished})
            model = embedder or Embedder(settings.embedding_model)
            Index(there, embedder=model).close()  # makes the tables of every part
            _fill(archive, there, model, on_progress)
            for name in ("lock", "holder.json"):
                (unfinished / name).unlink(missing_ok=True)
            unfinished.replace(folder)
        except OSError as error:
            raise unusable(folder, error) from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        return archive.manifest


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataFolderUnusable(
            f"The data folder {folder} is not empty, and an archive is imported only into a new "
            "one. Name another with --data."
        )


def _fill(
    archive: Archive,
    settings: Settings,
    embedder: Embedder,
    on_progress: Callable[[int, int], None],
) -> None:
    for name in archive.files():
        if (settings.data / name).exists():
            raise ArchiveUnreadable(
                f"The archive holds a file {name!r}, which is not to be copied."
            )
        archive.extract(f"files/{name}", settings.data / name)
    with closing(Database(settings.data / "catalog.sqlite")) as database:
        _load(archive, database)
        catalog = Catalog(database)
        known: list[Known] = []
        if (
            VECTORS in archive.manifest.members
            and archive.manifest.embedding_model == embedder.name
        ):
            known.append(Known(catalog.passages, ArchivedVectors(archive, settings.data)))
        stores = open_stores(settings, catalog.generation(), catalog, catalog.passages, embedder)
        with closing(stores):
            done, after, total = 0, "", catalog.count()[0]
            while ids := catalog.ids(limit=_AT_ONCE, after=after):
                stores.agree(ids, known)
                done, after = done + len(ids), ids[-1]
                on_progress(done, total)
    (settings.data / VECTORS).unlink(missing_ok=True)


def _load(archive: Archive, database: Database) -> None:
    """Put the rows of the archive into the tables of a new catalog."""
    here, given = database.columns(), archive.manifest.tables
    strange = [name for name, columns in given.items() if not {*columns} <= {*here.get(name, ())}]
    if archive.manifest.layout not in READABLE or strange:
        raise ArchiveUnreadable(
            f"The archive was made by another release (layout {archive.manifest.layout}, here "
            f"{LAYOUT}{'; unknown: ' + ', '.join(strange) if strange else ''}). Import it with the "
            "release that made it."
        )
    with database.writing():
        # Articles first: storing one makes other parts take notes, which those of the archive
        # replace.
        for table in sorted(given, key=lambda name: (name != "article", name)):
            rows = archive.rows(f"tables/{table}.jsonl")
            if table == "setting":
                rows = (row for row in rows if row[given[table].index("name")] not in _OWN)
            else:
                database.run(f'DELETE FROM "{table}"', ())
            named = ", ".join(f'"{column}"' for column in given[table])
            marks = ", ".join("?" * len(given[table]))
            database.run_all(f'INSERT OR REPLACE INTO "{table}" ({named}) VALUES ({marks})', rows)
