"""A folder that cannot be written, a store that vanished: clear, and nothing lost."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from corpus.embedding import Embedder
from corpus.errors import DataFolderUnusable
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings

Put = Callable[..., Article]
WithoutRights = Callable[[], AbstractContextManager[None]]


def test_a_folder_that_cannot_be_written_is_named_and_stays_as_it_is(
    embedder: Embedder, without_rights: WithoutRights
) -> None:
    above = Path(tempfile.mkdtemp())
    above.chmod(0o755)
    settings = Settings(data=above / "data", _env_file=None)
    try:
        Index(settings, embedder=embedder).close()
        settings.data.chmod(0o555)
        before = sorted(path.name for path in settings.data.iterdir())
        message = "cannot be used: Permission denied. Give write permission"
        with without_rights(), pytest.raises(DataFolderUnusable, match=message):
            Index(settings, embedder=embedder)
        assert sorted(path.name for path in settings.data.iterdir()) == before
        settings.data.chmod(0o755)
        Index(settings, embedder=embedder).close()
    finally:
        shutil.rmtree(above)


def test_articles_outlive_a_store_that_cannot_be_written(
    index: Index, put: Put, settings: Settings
) -> None:
    put("a", "The heron stood in Vellmark harbour.")
    shutil.rmtree(settings.data / "lexicon")
    with pytest.raises(DataFolderUnusable, match="The catalog has the articles"):
        put("b", "An owl came to Ostmark.")
    assert index.catalog.article("b").text == "An owl came to Ostmark."
    index.reindex()
    assert index.search("owl in Ostmark", limit=1)[0].passage.article_id == "b"
    put("c", "A stork flew.")
    assert index.disagreements() == []
