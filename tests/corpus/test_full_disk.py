"""A disk that fills up, at the catalog and at each of the stores: clear, and nothing lost."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from corpus import room
from corpus.embedding import Embedder
from corpus.errors import DataFolderUnusable
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from eval.bench.stories import mark, story
from eval.bench.wordcounts import WordCounts
from ingest.folders import sync
from ingest.library import LocalLibrary
from ingest.split import split

MIB = 1024 * 1024
# Chroma writes its graph of vectors at every thousandth.
NEARLY_WRITTEN = 999
SAID = "(?i)check the free space"


class Disk(Protocol):
    """As made by the fixture `disk`."""

    root: Path

    def full(self, leaving: int = 0) -> AbstractContextManager[None]: ...

    def read_only(self) -> AbstractContextManager[None]: ...


MakeDisk = Callable[..., Disk]


def keepers(first: int, last: int) -> list[Article]:
    """Articles that share no word with one another."""
    return [
        Article(id=f"k{n}", title=f"Keeper {n}", text=f"Vault{n} key{n} door{n} seal{n}.")
        for n in range(first, last)
    ]


def opened(settings: Settings) -> Index:
    return Index(settings, embedder=WordCounts())


def put(index: Index, articles: list[Article]) -> None:
    index.put_all([(article, split(article)) for article in articles])


def put_one_by_one(index: Index, articles: list[Article]) -> None:
    for article in articles:
        put(index, [article])


def nearest(index: Index, article: Article) -> str:
    """Return which article a search by meaning finds first."""
    hits = index.search(f"{article.title} {article.text}", limit=5)
    return next(hit.passage.article_id for hit in hits if hit.ranks.dense == 1)


def all_is_well(index: Index, articles: list[Article]) -> bool:
    some = articles[:: len(articles) // 3]
    found = [nearest(index, article) for article in some] == [article.id for article in some]
    return found and not index.disagreements() and index.catalog.count()[0] == len(articles)


@pytest.fixture
def no_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have changes begin however little room there is, as when others fill the disk meanwhile."""
    monkeypatch.setattr(room, "LEAST", 0)


@pytest.mark.usefixtures("no_reserve")
@pytest.mark.parametrize("leaving", [0, 50_000])
@pytest.mark.parametrize("part", ["", "chroma", "lexicon"])
def test_what_a_full_disk_cut_short_is_made_up_for_when_there_is_room(
    disk: MakeDisk, settings: Settings, part: str, leaving: int
) -> None:
    settings.data.mkdir()
    small = disk(settings.data / part)
    articles = keepers(0, 45)
    with opened(settings) as index:
        put(index, articles[:5])
        with small.full(leaving), pytest.raises(DataFolderUnusable, match=SAID):
            put_one_by_one(index, articles[5:])
        assert nearest(index, articles[2]) == "k2"
        put(index, articles[5:])
        assert all_is_well(index, articles)
    with opened(settings) as index:
        assert all_is_well(index, articles)


@pytest.mark.usefixtures("no_reserve")
def test_vectors_that_a_full_disk_left_unreadable_are_made_anew(
    disk: MakeDisk, settings: Settings
) -> None:
    settings.data.mkdir()
    small = disk(settings.data / "chroma")
    articles = keepers(0, NEARLY_WRITTEN + 3)
    with opened(settings) as index:
        put(index, articles[:NEARLY_WRITTEN])
        with small.full(800_000), pytest.raises(DataFolderUnusable, match=SAID):
            put(index, articles[NEARLY_WRITTEN:])
    with opened(settings) as index:
        assert index.disagreements() == []
        put(index, articles[NEARLY_WRITTEN:])
        assert all_is_well(index, articles)


def test_a_read_only_disk_is_named_and_costs_nothing(disk: MakeDisk) -> None:
    small = disk()
    settings = Settings(data=small.root / "data", _env_file=None)
    articles = keepers(0, 5)
    with opened(settings) as index:
        put(index, articles)
    with (
        small.read_only(),
        pytest.raises(DataFolderUnusable, match=r"cannot be used: .+ Give write permission"),
    ):
        opened(settings)
    with opened(settings) as index:
        assert all_is_well(index, articles)


def test_nothing_is_begun_on_a_disk_that_is_nearly_full(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = keepers(0, 5)
    with opened(settings) as index:
        put(index, articles)
        monkeypatch.setattr(room, "LEAST", 1 << 60)
        with pytest.raises(DataFolderUnusable, match=r"MiB left; .+ free some space"):
            put(index, keepers(5, 6))
        assert all_is_well(index, articles)
        assert index.delete("k0").vectors == 1


def test_an_ingestion_ends_before_the_disk_is_full_and_goes_on_where_it_stopped(
    disk: MakeDisk, tmp_path: Path, embedder: Embedder
) -> None:
    small = disk()
    data, folder = small.root / "data", tmp_path / "stories"
    folder.mkdir()
    for number in range(20):
        (folder / f"s{number}.md").write_text(story(number), encoding="utf-8")
    command = [sys.executable, "-m", "ingest", folder, "--data", data]
    with small.full(8 * MIB):
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (6, "")
    assert ended.stderr.startswith("footnote: ")
    assert str(data) in ended.stderr
    with Index(Settings(data=data, _env_file=None), embedder=embedder) as index:
        report = sync([folder], LocalLibrary(index), index.origins)
        assert (report.added, report.failed) == (20, ())
        assert index.disagreements() == []
        assert mark(7, 1) in index.search(mark(7, 1), limit=1)[0].passage.text
