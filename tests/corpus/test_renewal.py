"""Search indexes are built anew and swapped whole; what was deleted is in no file afterwards."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from corpus.embedding import Embedded, Embedder
from corpus.errors import DataFolderUnusable, DeleteIncomplete, RebuildRunning
from corpus.index import Index
from corpus.lock import this_process
from corpus.model import Article, Passage
from corpus.rebuild import reindex_closed
from corpus.sentence_vectors import Spans
from corpus.settings import Settings
from ingest.split import split

Put = Callable[..., Article]


def files_with(folder: Path, text: str) -> list[str]:
    """Return the files that hold the text, in any of the encodings a store might use."""
    wanted = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(each in file.read_bytes() for each in wanted)
    )


def in_sentences(article: Article) -> list[Passage]:
    """Cut an article otherwise than it was."""
    middle = article.text.index(". ") + 1
    bounds = [(0, middle), (middle + 1, len(article.text))]
    facts = {"article_id": article.id, "version": article.version}
    return [Passage(start=s, end=e, text=article.text[s:e], **facts) for s, e in bounds]


def found(index: Index, question: str) -> list[str]:
    return [hit.passage.article_id for hit in index.search(question, limit=3)]


@pytest.fixture
def tale(put: Put) -> None:
    put("tale", "A heron stood in Vellmark harbour. Nobody fed it.")


@pytest.mark.usefixtures("tale")
def test_articles_are_cut_and_indexed_anew_while_others_come_and_go(
    index: Index, settings: Settings, put: Put
) -> None:
    put("gone", "A pelican left. It flew.")
    told = []

    def meanwhile(done: int, total: int) -> None:
        told.append((done, total))
        if done == 0:
            assert found(index, "Vellmark heron")[0] == "tale"  # the old ones answer
            with pytest.raises(RebuildRunning):
                index.compact()

    index.reindex(split=in_sentences, on_progress=meanwhile)
    assert told == [(0, 2), (2, 2)]
    assert [p.text for p in index.catalog.passages.of("tale")] == [
        "A heron stood in Vellmark harbour.",
        "Nobody fed it.",
    ]
    assert found(index, "Vellmark heron")[0] == "tale"
    assert index.disagreements() == []
    assert sorted(file.name for file in settings.data.glob("*-2")) == ["chroma-2", "lexicon-2"]
    assert not (settings.data / "chroma").exists()
    index.delete("gone")
    put("new", "An owl came. It stayed.")
    assert index.disagreements() == []


@pytest.mark.usefixtures("tale")
def test_what_changes_during_a_rebuild_is_in_the_new_indexes(index: Index, put: Put) -> None:
    put("gone", "A pelican left.")
    changes: Iterator[Callable[[], object]] = iter(
        [
            lambda: (put("late", "An owl came."), put("gone", "A pelican came back.")),
            lambda: (index.delete("gone"), put("tale", "A stork stood in Ostmark harbour.")),
        ]
    )
    index.reindex(on_progress=lambda _done, _total: next(changes)())
    assert index.disagreements() == []
    assert found(index, "stork in Ostmark")[0] == "tale"
    assert found(index, "owl")[0] == "late"
    assert "gone" not in found(index, "pelican")


@pytest.mark.usefixtures("tale")
def test_a_rebuild_that_is_cut_short_leaves_the_old_indexes_in_force(
    index: Index, settings: Settings
) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.reindex(on_progress=stop)
    assert found(index, "Vellmark heron") == ["tale"]
    assert index.disagreements() == []
    assert not list(settings.data.glob("*-2"))


def test_a_rebuild_that_died_is_cleared_away_at_the_next_start(
    settings: Settings, embedder: Embedder
) -> None:
    Index(settings, embedder=embedder).close()
    (settings.data / "chroma-2").mkdir()
    (settings.data / "lexicon-2").mkdir()
    Index(settings, embedder=embedder).close()
    assert not list(settings.data.glob("*-2"))


class Reversed(Embedder):
    """Another embedding model, whose vectors are not those of the first."""

    def __init__(self, loaded: Embedder) -> None:
        super().__init__("tests/reversed")
        self._other = loaded

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Spans]) -> list[Embedded]:
        made = self._other.embed_documents(list(texts))
        return [Embedded(vector=vector[::-1]) for vector in made]

    def embed_query(self, text: str) -> list[float]:
        return self._other.embed_query(text)[::-1]


def test_another_model_and_damaged_stores_are_a_matter_of_indexing_anew(
    settings: Settings, embedder: Embedder
) -> None:
    article = Article(id="tale", title="Tale", text="A heron stood in Vellmark harbour.")
    with Index(settings, embedder=embedder) as index:
        index.put(article, split(article))
    (settings.data / "lexicon" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFolderUnusable, match="`footnote reindex` makes it anew"):
        Index(settings, embedder=embedder)
    other = Reversed(embedder)
    counts = reindex_closed(settings, split=split, held_by=this_process("test"), embedder=other)
    assert counts == (1, 1)
    with Index(settings, embedder=other) as index:
        assert index.disagreements() == []
        assert index.search("a bird at the port", limit=1)[0].ranks.dense == 1


@pytest.mark.usefixtures("tale")
def test_a_deleted_article_is_in_no_file_after_compacting(
    index: Index, settings: Settings, put: Put
) -> None:
    put("owl", "An owl called Quillfeather lived in Ostmark.")
    put("owl", "The owl moved.")
    deleted = index.delete("owl")
    assert deleted.left == {"catalog": 0, "vectors": 0, "lexical": 0, "answers": 0}
    assert files_with(settings.data, "Quillfeather") != []  # or else the search below is blind

    compacted = index.compact()
    assert files_with(settings.data, "Quillfeather") == []
    assert files_with(settings.data, "Vellmark") != []
    assert compacted.bytes_after < compacted.bytes_before
    assert found(index, "Vellmark heron") == ["tale"]
    assert index.disagreements() == []


def test_compacting_keeps_the_versions_that_answers_cite_or_as_many_as_asked(
    index: Index, put: Put
) -> None:
    for number in range(1, 6):
        put("a", f"Version {number}.")
    index.answers.keep("x", '{"citations": [{"article_id": "a", "version": 2}]}')

    def held() -> list[int]:
        return [n for n in range(1, 6) if f"Version {n}." in texts(n)]

    def texts(number: int) -> str:
        try:
            return index.catalog.article("a", number).text
        except Exception:  # noqa: BLE001  gone is gone
            return ""

    assert index.compact().versions == 3
    assert held() == [2, 5]
    assert index.compact(keep_versions=1).versions == 1
    assert held() == [5]
    assert found(index, "version") == ["a"]


def test_what_a_store_still_has_of_a_deleted_article_is_an_error(
    index: Index, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a", "A heron stood there.")
    lexicon = index._current.stores.lexicon
    monkeypatch.setattr(type(lexicon), "delete", lambda self, ids: 0)
    with pytest.raises(DeleteIncomplete, match="'lexical': 1"):
        index.delete("a")
    monkeypatch.undo()
    index.repair()
    assert index.disagreements() == []


def test_stores_that_lack_or_hold_too_much_are_repaired(index: Index, put: Put) -> None:
    article = put("a", "A heron stood there.")
    put("b", "An owl came.")
    stores = index._current.stores
    stores.vectors.delete(["a@1:0-20"])
    stores.lexicon.delete(["b@1:0-12"])
    stray = Passage(article_id="z", version=7, start=0, end=1, text="A")
    stores.lexicon.put([(article, [stray])])
    stores.vectors.put([(article, stray)], [[1.0] + [0.0] * 383])
    assert len(index.disagreements()) == 4
    index.repair()
    assert index.disagreements() == []
    assert found(index, "owl")[0] == "b"


def test_searches_go_on_while_the_indexes_are_swapped(index: Index, put: Put) -> None:
    put("tale", "A heron stood in Vellmark harbour.")
    ended, missed = threading.Event(), []

    def ask() -> None:
        while not ended.is_set():
            if found(index, "Vellmark heron") != ["tale"]:
                missed.append(1)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    try:
        for _ in range(2):
            index.reindex()
    finally:
        ended.set()
        for asker in askers:
            asker.join()
    assert missed == []
