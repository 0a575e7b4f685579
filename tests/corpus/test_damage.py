"""Vectors that Chroma cannot read any more are noticed and made anew."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DataFolderUnusable
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from eval.bench.wordcounts import WordCounts
from ingest.split import split

# Chroma writes its graph of vectors at every thousandth.
ARTICLES = [
    Article(id=f"k{n}", title=f"Keeper {n}", text=f"Vault{n} key{n} door{n} seal{n}.")
    for n in range(1002)
]
Damage = Callable[[Path], object]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a graph of vectors on the disk."""
    folder = tmp_path_factory.mktemp("written") / "data"
    with opened(folder) as index:
        index.put_all([(article, split(article)) for article in ARTICLES])
    return folder


@pytest.fixture
def data(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "data")


def opened(folder: Path) -> Index:
    return Index(Settings(data=folder, _env_file=None), embedder=WordCounts())


def cut(name: str) -> Damage:
    """Cut a file of the graph in half, as one that was being written."""

    def halve(data: Path) -> None:
        (file,) = (data / "chroma").glob(f"*/{name}")
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2])

    return halve


def lost(data: Path) -> None:
    (file,) = (data / "chroma").glob("*/data_level0.bin")
    shutil.rmtree(file.parent)


def nearest(index: Index, number: int) -> str:
    article = ARTICLES[number]
    hits = index.search(f"{article.title} {article.text}", limit=3)
    return next(hit.passage.article_id for hit in hits if hit.ranks.dense == 1)


def test_a_graph_that_cannot_be_opened_is_made_anew_at_once(data: Path) -> None:
    cut("index_metadata.pickle")(data)
    with opened(data) as index:
        assert index.disagreements() == []
        assert [nearest(index, number) for number in (3, 1001)] == ["k3", "k1001"]


@pytest.mark.parametrize("damage", [cut("data_level0.bin"), lost])
def test_vectors_that_are_missing_from_the_graph_are_named_and_repaired(
    data: Path, damage: Damage
) -> None:
    damage(data)
    with opened(data) as index:
        (said,) = index.disagreements()
        assert said.startswith("The vectors are damaged: ")
        index.repair()
        assert index.disagreements() == []
        assert [nearest(index, number) for number in (3, 1001)] == ["k3", "k1001"]


def test_after_a_change_that_was_cut_short_every_vector_is_looked_at(data: Path) -> None:
    with opened(data) as index:
        index.catalog.await_agreement(["k3"])
    lost(data)
    with opened(data) as index:
        assert index.disagreements() == []
        assert nearest(index, 500) == "k500"


def test_a_chroma_that_could_not_be_started_is_tried_anew(tmp_path: Path) -> None:
    file = tmp_path / "chroma" / "chroma.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"This is no database. " * 99)
    for _ in range(2):
        with pytest.raises(DataFolderUnusable, match="file is not a database"):
            opened(tmp_path)
    file.unlink()
    opened(tmp_path).close()
