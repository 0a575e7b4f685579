"""A data folder of an older layout is brought up to date, and nothing of it is lost."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from corpus.embedding import Embedder
from corpus.errors import DataFolderMismatch
from corpus.index import Index
from corpus.model import Article, Filter
from corpus.settings import Settings
from ingest.split import split

Put = Callable[..., Article]
_AS_IN_LAYOUT_1 = """
DROP TABLE article; DROP TABLE version; DROP TABLE passage; DROP TABLE author; DROP TABLE tag;
DROP TABLE next_passage; DROP TABLE near_duplicate; DROP TABLE answer_article;
CREATE TABLE article (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, collection TEXT NOT NULL, source TEXT,
    published TEXT);
CREATE TABLE version (
    id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, url TEXT,
    source TEXT, published TEXT, collection TEXT NOT NULL, stored_at TEXT NOT NULL,
    PRIMARY KEY (id, version));
CREATE TABLE passage (
    id TEXT PRIMARY KEY, article_id TEXT NOT NULL, version INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL);
INSERT INTO article VALUES ('a', 1, 'default', 'Post', '2021-09-24');
INSERT INTO version VALUES
    ('a', 1, 'Ferry', 'The ferry sank off Naxos.', NULL, 'Post', '2021-09-24', 'default', '2021');
INSERT INTO passage VALUES ('a@1:0-25', 'a', 1, 0, 25);
INSERT INTO answer VALUES ('old', '2021', '{"citations": [{"article_id": "a", "version": 1}]}');
DELETE FROM setting WHERE name = 'generation';
UPDATE setting SET value = '1' WHERE name = 'layout';
"""


@pytest.fixture
def older(settings: Settings, embedder: Embedder) -> Settings:
    """A folder as the first layout left it, with an article, and an answer drawn from it."""
    Index(settings, embedder=embedder).close()
    with closing(sqlite3.connect(settings.data / "catalog.sqlite")) as database:
        database.executescript(_AS_IN_LAYOUT_1)
    shutil.rmtree(settings.data / "lexicon")
    (settings.data / "lexicon").mkdir()
    (settings.data / "lexicon" / "meta.json").write_text("of another schema", encoding="utf-8")
    return settings


def test_a_folder_of_layout_1_is_brought_up_to_date(older: Settings, embedder: Embedder) -> None:
    for _ in range(2):  # the second opening finds it done
        with Index(older, embedder=embedder) as index:
            assert index.disagreements() == []
            assert index.catalog.article("a").authors == ()
            [hit] = index.search("Naxos ferry", limit=1, where=Filter(sources=["Post"]))
            assert hit.passage.text == "The ferry sank off Naxos."
            assert hit.ranks.lexical == hit.ranks.dense == 1
    article = Article(id="b", title="Ferry", text="The ferry sank off Naxos.", tags=("sea",))
    with Index(older, embedder=embedder) as index:
        index.put(article, split(article))
        [hit] = index.search("ferry", limit=1, where=Filter(tags=["sea"]))
        assert hit.passage.article_id == "b"
        # What answers kept by the earlier release were drawn from is known.
        assert index.delete("a").answers == 1


def test_a_folder_of_layout_2_gets_vectors_of_sentences(
    settings: Settings, embedder: Embedder
) -> None:
    article = Article(id="a", title="Ferry", text="The ferry sank off Naxos. Nobody was hurt.")
    with Index(settings, embedder=embedder) as index:
        index.put(article, split(article))
        before = index.search("Was anyone injured?", limit=1)
    with closing(sqlite3.connect(settings.data / "catalog.sqlite")) as database:
        database.executescript(
            "ALTER TABLE passage DROP COLUMN sentences;"
            "ALTER TABLE next_passage DROP COLUMN sentences;"
            "UPDATE setting SET value = '2' WHERE name = 'layout';"
        )
    with Index(settings, embedder=embedder) as index:
        assert index.disagreements() == []
        assert index.search("Was anyone injured?", limit=1) == before
        index.compact()
        assert index.search("Was anyone injured?", limit=1) == before


def test_a_folder_of_a_newer_layout_is_refused(settings: Settings, embedder: Embedder) -> None:
    Index(settings, embedder=embedder).close()
    with closing(sqlite3.connect(settings.data / "catalog.sqlite")) as database:
        database.execute("UPDATE setting SET value = '99' WHERE name = 'layout'")
        database.commit()
    with pytest.raises(DataFolderMismatch, match="has layout 99; this program knows 3"):
        Index(settings, embedder=embedder)
