"""What a hit's score is made of."""

from collections.abc import Callable

import pytest

from corpus.embedding import Embedder
from corpus.index import Index
from corpus.model import Article, Filter, Hit
from corpus.settings import Settings
from ingest.split import split

Put = Callable[..., Article]

# By words the ship is first, by meaning the bread is, which has no word of this.
ASKED = "loaves cost more now"


@pytest.fixture
def bread(put: Put) -> None:
    put("price", "Bakers in Lyon raised the price of a baguette by ten cents.")
    put("ship", "Now the cargo vessel Aurora lies aground near Bilbao, and more may follow.")
    put("flour", "Bread has become dearer, since millers ask a tenth extra for flour.")
    put("ferry", "The ferry to Naxos was late on Tuesday.")


def scores(hits: list[Hit]) -> dict[str, float]:
    return {hit.passage.article_id: hit.score for hit in hits}


def test_a_score_does_not_depend_on_how_deep_the_lists_are(index: Index, bread: None) -> None:
    deep, shallow = (scores(index.search(ASKED, limit=limit)) for limit in (4, 1))
    assert 0 < len(shallow) < len(deep) == 4
    # Cosines of fp32 vectors, summed by the store and by us: a millionth apart on some CPUs.
    assert shallow == pytest.approx({id_: deep[id_] for id_ in shallow}, rel=1e-5)


def test_what_one_list_does_not_hold_is_scored_by_it_all_the_same(
    index: Index, bread: None
) -> None:
    both = {hit.passage.article_id: hit for hit in index.search(ASKED, limit=1)}
    words, meaning = (scores(index.search(ASKED, limit=4, by=by)) for by in ("lexical", "dense"))
    assert (both["ship"].ranks.lexical, both["ship"].ranks.dense) == (1, None)
    assert len(both) == 2
    for id_, hit in both.items():
        mean = 0.4 * words.get(id_, 0.0) + 0.6 * meaning[id_]
        assert hit.score == pytest.approx(mean, abs=1e-4)


def test_a_filter_changes_no_score_among_what_it_lets_through(index: Index, put: Put) -> None:
    for number in range(4):
        put(f"a{number}", f"Bakers in Lyon bake loaf number {number}.", source="Herald")
    everything = scores(index.search("bakers of loaves", limit=9))
    restricted = scores(index.search("bakers of loaves", limit=9, where=Filter(sources=["Herald"])))
    assert restricted == pytest.approx(everything)


def test_a_search_that_the_settings_turn_off_finds_nothing(
    settings: Settings, embedder: Embedder
) -> None:
    with Index(settings.model_copy(update={"search": "dense"}), embedder=embedder) as index:
        for id_, text in (("a", "Bakers in Lyon."), ("b", "Boats in Lyon.")):
            article = Article(id=id_, title=id_, text=text)
            index.put(article, split(article))
        found = {by: index.search("Lyon", limit=2, by=by) for by in ("both", "dense", "lexical")}
    assert found["both"] == found["dense"]
    assert [(hit.ranks.lexical, hit.ranks.dense) for hit in found["both"]] == [(None, 1), (None, 2)]
    assert found["lexical"] == []


def first_by_words(index: Index, question: str) -> str:
    return index.search(question, limit=1, by="lexical")[0].passage.article_id


def test_little_words_do_not_outweigh_a_rare_name(index: Index, put: Put) -> None:
    put("terms", "What had it been for, and what was it that he was there for, and there with?")
    put("court", "Prosecutor Ginevra Saltarelli had asked for seven years.")
    for number in range(3):
        put(f"a{number}", f"Bakers in Lyon bake loaf number {number}.")
    assert first_by_words(index, "What was it that Saltarelli was there for?") == "court"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did the US do?", "states"),
        ("What did Will say?", "man"),
        ("US or not?", "states"),
        ("who are they?", "they"),
    ],
)
def test_a_name_that_is_spelt_like_a_little_word_counts(
    index: Index, put: Put, question: str, found: str
) -> None:
    put("states", "The US imposed a duty on steel, the second within a year of talks.")
    put("man", "A spokesman, Will Harker, told reporters on the quay that it stays.")
    put("they", "Who they are, and where they went: they are two and they are away.")
    assert first_by_words(index, question) == found
