"""What counts as found of what answers, and how often it is."""

from dataclasses import replace

import pytest

from corpus.index import Index
from corpus.model import Article, Hit, Passage
from ingest.split import split
from training.recall import found, is_gold, rates
from training.sets import SPAN, YES, Example

TEXT = "The ferry sank off Naxos. Nobody was hurt."
ASKED = Example(
    question="Where did the ferry go down?",
    title="Ferry",
    text=TEXT,
    article="Ferry",
    kind=SPAN,
    spans=((19, 24),),
    answers=("Naxos",),
)


def hit(title: str, text: str) -> Hit:
    passage = Passage(article_id="a", version=1, start=0, end=len(text), text=text)
    return Hit(passage=passage, title=title, source=None, url=None, published=None)


def test_a_passage_is_gold_that_has_the_answer_in_the_article_asked_about() -> None:
    assert is_gold(hit("Ferry", TEXT), ASKED)
    assert not is_gold(hit("Ferry", "The ferry was late."), ASKED)
    assert not is_gold(hit("Islands", "Naxos is an island."), ASKED)


def test_of_a_yes_no_question_the_passage_is_gold_that_decides() -> None:
    asked = replace(ASKED, question="Was anyone hurt?", kind=YES, spans=((26, 42),), answers=())
    assert is_gold(hit("Ferry", "Nobody was hurt. The captain was the last to leave."), asked)
    assert not is_gold(hit("Ferry", "The ferry sank off Naxos."), asked)


def test_rates_are_of_the_places_in_each_ranking(index: Index) -> None:
    for title, text in (("Ferry", TEXT), ("Naxos", "Wine grows on the island.")):
        article = Article(id=title, title=title, text=text)
        index.put(article, split(article))
    told = rates([found(index, ASKED), {"both": [False, True], "lexical": [], "dense": [True]}])
    assert told["both"]["hit@1"] == pytest.approx(0.5)
    assert told["both"]["hit@5"] == 1.0
    assert told["lexical"]["hit@12"] == 0.5
    assert told["dense"]["hit@12"] == 1.0
