"""Answers as they were given, kept as JSON."""

from corpus.database import Database, now

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY, created TEXT NOT NULL, record TEXT NOT NULL);
"""


class Answers:
    """What was answered, by id. What a record holds is the service's affair."""

    def __init__(self, database: Database) -> None:
        self._db = database
        database.make(_SCHEMA)

    def keep(self, answer_id: str, record: str) -> None:
        with self._db.writing():
            self._db.run("INSERT INTO answer VALUES (?, ?, ?)", (answer_id, now(), record))

    def get(self, answer_id: str) -> str | None:
        row = self._db.one("SELECT record FROM answer WHERE id = ?", answer_id)
        return str(row[0]) if row else None
