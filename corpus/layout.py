"""How a data folder is laid out: the tables of the catalog, and the way from an older layout."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from corpus.database import Database
from corpus.digest import digest, embedded_text
from corpus.errors import DataFolderMismatch, DataFolderUnusable
from corpus.lock import unusable

LAYOUT = "3"
# Of these an archive can be taken, too: what is new since is made when it is missing.
READABLE = {"2", LAYOUT}
_TABLES = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS article (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, collection TEXT NOT NULL, source TEXT,
    published TEXT, language TEXT);
CREATE INDEX IF NOT EXISTS article_collection ON article (collection);
CREATE INDEX IF NOT EXISTS article_source ON article (source);
CREATE INDEX IF NOT EXISTS article_published ON article (published);
CREATE INDEX IF NOT EXISTS article_language ON article (language);
CREATE TABLE IF NOT EXISTS author (
    name TEXT NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (name, article_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS author_article ON author (article_id);
CREATE TABLE IF NOT EXISTS tag (
    name TEXT NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (name, article_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tag_article ON tag (article_id);
CREATE TABLE IF NOT EXISTS version (
    id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, url TEXT,
    source TEXT, published TEXT, collection TEXT NOT NULL, stored_at TEXT NOT NULL,
    authors TEXT NOT NULL DEFAULT '[]', tags TEXT NOT NULL DEFAULT '[]', language TEXT,
    pages TEXT NOT NULL DEFAULT '[]', PRIMARY KEY (id, version));
CREATE INDEX IF NOT EXISTS version_stored_at ON version (stored_at, id);
CREATE TABLE IF NOT EXISTS passage (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, digest BLOB, sentences BLOB);
CREATE INDEX IF NOT EXISTS passage_article ON passage (article_id, version);
CREATE INDEX IF NOT EXISTS passage_digest ON passage (digest);
CREATE TABLE IF NOT EXISTS next_passage (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, digest BLOB, sentences BLOB);
CREATE INDEX IF NOT EXISTS next_passage_article ON next_passage (article_id, version);
CREATE INDEX IF NOT EXISTS next_passage_digest ON next_passage (digest);
CREATE TABLE IF NOT EXISTS near_duplicate (
    article_id TEXT PRIMARY KEY, original_id TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS near_duplicate_original ON near_duplicate (original_id);
CREATE TABLE IF NOT EXISTS pending (article_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS deleted (id TEXT PRIMARY KEY, version INTEGER NOT NULL);
"""
_FROM_1 = """
ALTER TABLE article ADD COLUMN language TEXT;
ALTER TABLE version ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE version ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE version ADD COLUMN language TEXT;
ALTER TABLE version ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE passage ADD COLUMN digest BLOB;
ALTER TABLE passage ADD COLUMN sentences BLOB;
"""
_FROM_2 = """
ALTER TABLE passage ADD COLUMN sentences BLOB;
ALTER TABLE next_passage ADD COLUMN sentences BLOB;
"""
_FROM = {"1": _FROM_1, "2": _FROM_2}


def bring_up(database: Database, folder: Path) -> None:
    """Make the tables of a new data folder, or turn those of an older layout into this one's.

    What it held is put into the other stores again when the index is opened: layout 2 had no
    vectors of sentences, and layout 1's lexical index has not the fields of today.

    Raises DataFolderMismatch or DataFolderUnusable.
    """
    found = _found(database)
    if found not in {None, LAYOUT, *_FROM}:
        raise DataFolderMismatch(
            f"The data folder {folder} has layout {found}; this program knows {LAYOUT} and those "
            "before it. Use the newer release that made it, or name another folder with --data."
        )
    if found == "1":
        _remove(folder / "lexicon")
    with database.writing():
        for statement in _statements(_FROM.get(found or "", "")):
            database.run(statement, ())
        for statement in _statements(_TABLES):
            database.run(statement, ())
        if found == "1":
            _note_digests(database)
        if found in _FROM:
            database.run("INSERT OR IGNORE INTO pending SELECT id FROM article", ())
        database.run("INSERT OR REPLACE INTO setting VALUES ('layout', ?)", (LAYOUT,))


def is_current(database: Database) -> bool:
    """Whether the tables are there and those of today."""
    return _found(database) == LAYOUT


def make_folder(folder: Path) -> None:
    """Make a data folder where there is none. Raises DataFolderUnusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(folder, error) from error


def _found(database: Database) -> str | None:
    if not database.all("SELECT name FROM sqlite_master WHERE name = 'setting'"):
        return None
    row = database.one("SELECT value FROM setting WHERE name = 'layout'")
    # Layout 1 wrote its number a moment after its tables; later ones write both at once.
    return str(row[0]) if row else "1"


def _statements(script: str) -> Iterator[str]:
    return (statement for statement in script.split(";") if statement.strip())


def _note_digests(database: Database) -> None:
    rows = database.all(
        'SELECT p.id, v.title, substr(v.text, p.start + 1, p."end" - p.start) FROM passage p '
        "JOIN version v ON v.id = p.article_id AND v.version = p.version"
    )
    database.run_all(
        "UPDATE passage SET digest = ? WHERE id = ?",
        ((digest(embedded_text(title, text)), id_) for id_, title, text in rows),
    )


def _remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise DataFolderUnusable(
            f"The lexical index {folder} of an older layout cannot be removed: "
            f"{error.strerror or error}. Give write permission on the data folder."
        ) from error
