"""The index keeps its three stores in agreement and finds what was put into it."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from langchain_chroma import Chroma

from corpus.chroma import connect
from corpus.embedding import Embedded, Embedder
from corpus.errors import (
    ArticleRefused,
    ArticleUnknown,
    CollectionUnknown,
    DataFolderInUse,
    DataFolderMismatch,
    DataFolderUnusable,
)
from corpus.index import Index
from corpus.model import Article, Filter, Hit, Passage
from corpus.sentence_vectors import Spans
from corpus.settings import Settings
from corpus.vectors import COLLECTION
from ingest.split import split

Put = Callable[..., Article]


def found(index: Index, question: str, where: Filter | None = None) -> list[str]:
    return [hit.passage.article_id for hit in index.search(question, limit=5, where=where)]


def ranked(hits: list[Hit], ranking: str) -> list[str]:
    """Return the articles in the order of one of the rankings that were fused."""
    return [h.passage.article_id for h in sorted(hits, key=lambda h: getattr(h.ranks, ranking))]


def test_a_passage_is_found_by_its_words_and_by_its_meaning(index: Index, put: Put) -> None:
    put("ship", "The cargo vessel Aurora ran aground near Bilbao on Tuesday.")
    put("bread", "Bakers in Lyon raised the price of a baguette by ten cents.")

    best = index.search("Aurora", limit=5)[0]
    assert best.passage.article_id == "ship"
    assert best.ranks.lexical == 1
    # No word in common: only the vectors can know.
    paraphrase = index.search("loaves cost more now", limit=5)[0]
    assert paraphrase.passage.article_id == "bread"
    assert (paraphrase.ranks.lexical, paraphrase.ranks.dense) == (None, 1)


def test_a_passage_is_exactly_what_stands_in_the_article(index: Index, put: Put) -> None:
    text = "  Émile paid €5 😀 for it.\n\nHe left — quickly. \n"
    stored = put("emoji", text)
    for passage in index.catalog.passages.of("emoji"):
        assert passage.text == stored.text[passage.start : passage.end]
        assert passage.text == index.search("Émile", limit=1)[0].passage.text


def test_putting_the_same_article_again_changes_nothing(index: Index, put: Put) -> None:
    first = put("a", "One sentence about lighthouses.")
    assert put("a", "One sentence about lighthouses.") == first
    assert index.catalog.count() == (1, 1)


def test_a_changed_article_is_a_new_version_and_the_old_text_stays_readable(
    index: Index, put: Put
) -> None:
    put("a", "The bridge opens in May.")
    second = put("a", "The bridge opens in July.")

    assert second.version == 2
    assert found(index, "When does the bridge open?") == ["a"]
    assert index.search("bridge", limit=1)[0].passage.text == "The bridge opens in July."
    assert index.catalog.article("a", version=1).text == "The bridge opens in May."
    assert index.disagreements() == []


def test_a_changed_date_reaches_every_store(index: Index, put: Put) -> None:
    put("a", "The dam holds.", published=date(2020, 1, 1))
    put("a", "The dam holds.", published=date(2021, 1, 1))
    assert found(index, "dam", Filter(published_after=date(2020, 6, 1))) == ["a"]
    assert found(index, "dam", Filter(published_before=date(2020, 6, 1))) == []


def test_a_deleted_article_is_gone_from_every_store(index: Index, put: Put) -> None:
    put("a", "Penguins marched through Cape Town.")
    put("b", "Gulls stayed at home.")
    deleted = index.delete("a")

    assert (deleted.versions, deleted.passages, deleted.vectors, deleted.lexical) == (1, 1, 1, 1)
    assert "a" not in found(index, "Penguins marched through Cape Town.")
    assert index.disagreements() == []
    with pytest.raises(ArticleUnknown, match="no article 'a'"):
        index.catalog.article("a")
    with pytest.raises(ArticleUnknown):
        index.delete("a")


def test_the_number_of_a_deleted_version_is_not_used_again(index: Index, put: Put) -> None:
    put("a", "First text.")
    index.delete("a")
    assert put("a", "Second text.").version == 2


def test_what_a_crash_left_unfinished_is_finished_at_the_next_start(
    settings: Settings, embedder: Embedder
) -> None:
    article = Article(id="a", title="a", text="The ferry sank off Naxos.")
    with Index(settings, embedder=embedder) as index:
        # As far as a put gets before the vectors and the lexical index are written.
        index.catalog.store(article, [(0, len(article.text))])
        assert index.disagreements() == [
            "a: its change was not finished",
            "a@1:0-25: missing from the vectors index",
            "a@1:0-25: missing from the lexical index",
            "a@1:0-25: missing from the sentences index",
        ]
    with Index(settings, embedder=embedder) as index:
        assert index.disagreements() == []
        assert found(index, "Naxos ferry") == ["a"]


@pytest.mark.parametrize("narrow", [0, 2_000], ids=["over-fetched", "exact"])
def test_a_filter_finds_what_an_unfiltered_search_restricted_afterwards_would(
    index: Index, put: Put, monkeypatch: pytest.MonkeyPatch, narrow: int
) -> None:
    monkeypatch.setattr("corpus.search._NARROW", narrow)
    for day in range(1, 25):
        text = f"Harbour report number {day}: the tide was {day} feet high."
        source = "Gazette" if day % 3 else "Courier"
        put(f"r{day:02}", text, source=source, published=date(2021, 1, day))
    where = Filter(sources=["Courier"], published_after=date(2021, 1, 6))

    allowed = {f"r{day:02}" for day in range(6, 25, 3)}
    everything = index.search("tide in the harbour", limit=24)
    filtered = index.search("tide in the harbour", limit=24, where=where)
    for name in ("lexical", "dense"):
        ranking = ranked(filtered, name)
        assert set(ranking) == allowed
        assert ranking == [id_ for id_ in ranked(everything, name) if id_ in allowed]


@pytest.mark.parametrize("narrow", [0, 2_000], ids=["over-fetched", "exact"])
def test_every_filter_finds_what_brute_force_does(
    index: Index, put: Put, monkeypatch: pytest.MonkeyPatch, narrow: int
) -> None:
    monkeypatch.setattr("corpus.search._NARROW", narrow)
    articles = [
        put(
            f"r{number:02}",
            f"Harbour report number {number}: the tide was {number} feet high.",
            collection=("ships", "wires", "notes")[number % 3],
            source=("Gazette", None)[number % 2],
            authors=(("Ann", "Bo"), ("Bo",), ())[number % 3],
            tags=("tide", "o'clock") if number % 4 else (),
            language=("en", "de", None)[number % 3],
        )
        for number in range(12)
    ]
    everything = index.search("tide in the harbour", limit=12)
    for where in (
        Filter(collections=["ships", "notes"]),
        Filter(authors=["Ann", "Nobody"]),
        Filter(tags=["o'clock"], languages=["en", "de"]),
        Filter(authors=["Bo"], tags=["tide"], sources=["Gazette"], collections=["wires"]),
        Filter(authors=["Nobody"]),
    ):
        allowed = {article.id for article in articles if let_through(article, where)}
        filtered = index.search("tide in the harbour", limit=12, where=where)
        assert {article.id for article in index.catalog.articles(limit=99, where=where)} == allowed
        for name in ("lexical", "dense"):
            expected = [id_ for id_ in ranked(everything, name) if id_ in allowed]
            assert ranked(filtered, name) == expected


def let_through(article: Article, where: Filter) -> bool:
    def meets(asked: Sequence[str], has: Sequence[str | None]) -> bool:
        return not asked or bool(set(asked) & set(has))

    return (
        meets(where.collections, [article.collection])
        and meets(where.sources, [article.source])
        and meets(where.languages, [article.language])
        and meets(where.authors, article.authors)
        and meets(where.tags, article.tags)
    )


class Counting(Embedder):
    """An embedder that notes what it is given to embed."""

    def __init__(self, loaded: Embedder) -> None:
        super().__init__()
        self._other = loaded
        self.given: list[str] = []

    def embed_passages(self, texts: Sequence[str], parts: Sequence[Spans]) -> list[Embedded]:
        self.given += texts
        return self._other.embed_passages(texts, parts)


def test_only_text_that_is_new_is_embedded(settings: Settings, embedder: Embedder) -> None:
    counting = Counting(embedder)
    parts = ["The first part.", "The second part.", "The last part."]

    def store(index: Index, id_: str, texts: list[str], **facts: object) -> None:
        text = " ".join(texts)
        article = Article(**{"id": id_, "title": "Parts", "text": text, **facts})
        starts = [text.index(part) for part in texts]
        passages = [
            Passage(article_id=id_, version=0, start=start, end=start + len(part), text=part)
            for start, part in zip(starts, texts, strict=True)
        ]
        index.put(article, passages)

    with Index(settings, embedder=counting) as index:
        store(index, "a", parts)
        assert counting.given == [f"Parts\n{part}" for part in parts]
        counting.given.clear()
        store(index, "a", ["An opening.", *parts])
        assert counting.given == ["Parts\nAn opening."]
        counting.given.clear()
        store(index, "a", parts, collection="moved")
        store(index, "b", parts)
        assert counting.given == []
        store(index, "b", parts, title="Another")
        assert counting.given == [f"Another\n{part}" for part in parts]
        assert index.disagreements() == []
        [hit] = [hit for hit in index.search("Parts", limit=9) if hit.ranks.dense == 1]
        assert hit.title in {"Parts", "Another"}


def test_near_duplicates_are_linked_until_either_is_deleted(index: Index, put: Put) -> None:
    for id_ in ("a", "b", "c"):
        put(id_, "The same story.")
    index.catalog.link("b", "a")
    index.catalog.link("c", "b")
    index.catalog.link("c", "a")
    assert index.catalog.originals(["a", "b", "c"]) == {"b": "a", "c": "a"}
    index.catalog.unlink("b")
    assert index.catalog.originals(["a", "b", "c"]) == {"c": "a"}
    with pytest.raises(ArticleUnknown, match="no article 'x'"):
        index.catalog.link("c", "x")
    index.delete("a")
    assert index.catalog.originals(["c"]) == {}


def test_a_hit_knows_the_pages_of_its_article(index: Index, put: Put) -> None:
    put("a", "First page. Second page.", pages=(12,), authors=("Ann",), tags=("t",), language="en")
    put("b", "No pages.")
    paged, plain = index.catalog.passages.hits(["a@1:0-24", "b@1:0-9"]).values()
    assert [paged.page(offset) for offset in (0, 11, 12, 23)] == [1, 1, 2, 2]
    assert plain.page(0) is None
    assert (paged.authors, paged.tags, paged.language) == (("Ann",), ("t",), "en")
    with pytest.raises(ArticleRefused, match="do not follow one another"):
        put("c", "Some text.", pages=(5, 3))


def test_collections_are_kept_apart_and_an_unknown_one_is_an_error(index: Index, put: Put) -> None:
    put("a", "Tea from Assam.", collection="drinks")
    put("b", "Rope from Hull.", collection="ships")
    assert found(index, "tea", Filter(collections=["ships"])) == ["b"]
    with pytest.raises(CollectionUnknown, match="'tools'; there are: drinks, ships"):
        index.search("tea", limit=5, where=Filter(collections=["tools"]))


@pytest.mark.parametrize(
    "question", ['"', "AND OR NOT", "title:x", "a^b~2 (c", "don't [x TO y]", "???", "🚢", "+-*/"]
)
def test_no_punctuation_breaks_a_search(index: Index, put: Put, question: str) -> None:
    put("a", "Some words to find.")
    assert len(index.search(question, limit=5)) == 1


@pytest.mark.parametrize(
    ("text", "spans", "message"),
    [
        ("", [], "no id or no text"),
        ("a\x00b", [(0, 3)], "NUL"),
        ("abc", [(0, 2)], "not what stands"),
    ],
)
def test_an_article_that_cannot_be_stored_is_refused_whole(
    index: Index, text: str, spans: list[tuple[int, int]], message: str
) -> None:
    article = Article(id="a", title="a", text=text)
    passages = [Passage(article_id="a", version=0, start=s, end=e, text="abc") for s, e in spans]
    with pytest.raises(ArticleRefused, match=message):
        index.put(article, passages)
    assert index.catalog.count() == (0, 0)


def test_chroma_can_be_read_through_langchain(settings: Settings, embedder: Embedder) -> None:
    article = Article(
        id="a", title="Ports", text="Rotterdam is the largest port.", source="Gazette"
    )
    with Index(settings, embedder=embedder) as index:
        index.put(article, split(article))
    client = connect(settings.data / "chroma", None)
    store = Chroma(collection_name=COLLECTION, client=client, embedding_function=embedder)

    document = store.similarity_search("biggest harbour", k=1)[0]
    assert document.page_content == "Rotterdam is the largest port."
    assert document.metadata["source"] == "Gazette"
    assert document.metadata["title"] == "Ports"


def test_a_folder_made_by_another_embedding_model_is_refused(
    settings: Settings, embedder: Embedder
) -> None:
    Index(settings, embedder=embedder).close()
    other = Embedder("some/other-model")
    with pytest.raises(DataFolderMismatch, match="'all-MiniLM-L6-v2', but 'some/other-model'"):
        Index(settings, embedder=other)
    # The refusal lets go of the folder.
    Index(settings, embedder=embedder).close()


def test_a_second_opening_says_who_holds_the_folder(index: Index, settings: Settings) -> None:
    with pytest.raises(DataFolderInUse, match=r"held by `footnote` \(process \d+\)"):
        Index(settings)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("not a folder")
    blocked = settings.model_copy(update={"data": tmp_path / "file" / "data"})
    with pytest.raises(DataFolderUnusable, match="cannot be used: Not a directory"):
        Index(blocked)


def test_eight_threads_may_search_while_one_writes(index: Index, put: Put) -> None:
    put("fixed", "The lighthouse of Alexandria stood on Pharos.")
    failures: list[BaseException] = []

    def search() -> None:
        try:
            for _ in range(10):
                assert found(index, "Where did the lighthouse of Alexandria stand?")[0] == "fixed"
        except BaseException as error:  # noqa: BLE001  reported by the test below
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(10):
        put(f"other{number}", f"Unrelated note {number} on cabbages.")
    for thread in threads:
        thread.join()
    assert failures == []
    assert index.disagreements() == []


def test_hits_carry_what_is_needed_to_show_them(index: Index, put: Put) -> None:
    facts = {"title": "Locks", "source": "Gazette", "url": "https://example.org/1"}
    put("a", "Canal locks closed.", published=date(2021, 9, 24), **facts)
    hit = index.search("canal", limit=1)[0]
    assert (hit.title, hit.source, hit.url) == tuple(facts.values())
    assert hit.published == date(2021, 9, 24)
    assert hit.ranks == replace(hit.ranks, lexical=1, dense=1, fused=1)
