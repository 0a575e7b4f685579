"""A data folder has passages of one length, and is cut anew for another."""

import sqlite3
from contextlib import closing
from functools import partial

import pytest

from corpus.embedding import Embedder
from corpus.errors import DataFolderMismatch
from corpus.facts import as_made
from corpus.index import Index
from corpus.lock import this_process
from corpus.model import Article
from corpus.rebuild import reindex_closed
from corpus.settings import Settings
from ingest.library import LocalLibrary
from ingest.split import split

TALE = Article(
    id="tale",
    title="Tale",
    text="A heron stood in Vellmark harbour and waited for the ferry from the northern islands. "
    "Nobody on the quay had seen it come, and the keeper of the light wrote it into his book. ",
)


@pytest.fixture
def short(settings: Settings, embedder: Embedder) -> Settings:
    """A folder with an article in passages of 20 tokens."""
    short = settings.model_copy(update={"passage_tokens": 20})
    with Index(short, embedder=embedder) as index:
        LocalLibrary(index).store(TALE)
        assert index.catalog.count() == (1, 2)
    return short


def test_a_folder_of_other_passages_is_refused_until_it_is_cut_anew(
    short: Settings, embedder: Embedder
) -> None:
    longer = short.model_copy(update={"passage_tokens": 150})
    with pytest.raises(DataFolderMismatch, match=r"passages of 20 tokens, but 150 are set.*reinde"):
        Index(longer, embedder=embedder)
    cut = partial(split, tokens=longer.passage_tokens)
    held_by = this_process("test")
    assert reindex_closed(longer, split=cut, held_by=held_by, embedder=embedder) == (1, 1)
    with Index(longer, embedder=embedder) as index:
        assert index.disagreements() == []
        assert index.search("a bird at the port", limit=1)[0].passage.text == TALE.text.strip()
    with pytest.raises(DataFolderMismatch, match="passages of 150 tokens, but 20 are set"):
        Index(short, embedder=embedder)


def test_what_is_rebuilt_without_cutting_keeps_its_length(
    short: Settings, embedder: Embedder
) -> None:
    with Index(short, embedder=embedder) as index:
        index.compact()
    assert as_made(short.model_copy(update={"passage_tokens": 99})).passage_tokens == 20
    Index(short, embedder=embedder).close()


def test_a_folder_from_before_lengths_were_noted_has_those_of_then(
    settings: Settings, embedder: Embedder
) -> None:
    with Index(settings, embedder=embedder) as index:
        LocalLibrary(index).store(TALE)
    with closing(sqlite3.connect(settings.data / "catalog.sqlite")) as database:
        database.execute("DELETE FROM setting WHERE name = 'passage_tokens'")
        database.commit()
    assert as_made(settings.model_copy(update={"passage_tokens": 40})) == settings
    with pytest.raises(DataFolderMismatch, match="passages of 150 tokens, but 40 are set"):
        Index(settings.model_copy(update={"passage_tokens": 40}), embedder=embedder)
    Index(settings, embedder=embedder).close()


def test_settings_are_as_they_are_where_there_is_no_folder(settings: Settings) -> None:
    assert as_made(settings) == settings
