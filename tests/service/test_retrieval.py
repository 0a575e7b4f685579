"""Which of the hits are read, and how neighbours are shown."""

from collections.abc import Callable

from corpus.index import Index
from corpus.model import Article, Filter, Hit, Passage
from service.retrieval import find, merge_neighbours, uncrowded


def hits(*articles: str) -> list[Hit]:
    return [
        Hit(
            passage=Passage(article_id=article, version=1, start=10 * i, end=10 * i + 9, text="x"),
            title="",
        )
        for i, article in enumerate(articles)
    ]


def names(chosen: list[Hit]) -> str:
    return "".join(hit.passage.article_id for hit in chosen)


def test_one_article_does_not_crowd_out_the_rest() -> None:
    assert names(uncrowded(hits(*"aaaabac"), limit=4, most_of_one=2)) == "aabc"


def test_what_was_held_back_fills_the_places_that_are_left() -> None:
    assert names(uncrowded(hits(*"aaab"), limit=4, most_of_one=1)) == "aaab"
    assert names(uncrowded([], limit=4, most_of_one=1)) == ""


def test_a_copy_of_a_story_is_not_read_again(index: Index, put: Callable[..., Article]) -> None:
    story = "The ferry Maren sank off Naxos on Monday with nine cars and forty pilgrims on board."
    put("copy", f"Reuters has this. {story}")
    put("wire", story)
    put("other", "The ferry Elin was saved off Paros on Monday by two boats from Antiparos.")
    index.catalog.link("copy", "wire")
    found = find(index, "Which ferry sank off Naxos?", where=Filter())
    assert sorted(hit.passage.article_id for hit in found) == ["other", "wire"]


def test_neighbours_are_joined_into_the_text_between_their_ends(
    index: Index, put: Callable[..., Article]
) -> None:
    text = "\n\n".join(f"Sentence number {n} says that {n} ships came in. " * 12 for n in range(6))
    article = put("log", text)
    first, second, *_, last = index.catalog.passages.of("log")
    found = [Hit(passage=p, title="log", score=s) for p, s in ((second, 3), (last, 2), (first, 1))]

    joined, alone = merge_neighbours(found, index.catalog)
    assert (joined.passage.start, joined.passage.end) == (first.start, second.end)
    assert joined.passage.text == article.text[first.start : second.end]
    assert joined.score == 3
    assert alone.passage == last
