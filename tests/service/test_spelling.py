"""Slips of the pen are mended by what the articles say; what is only rare is left alone."""

from collections.abc import Callable

import pytest

from corpus.index import Index
from corpus.model import Article, Filter
from corpus.settings import Settings
from service.answerer import Answerer
from service.model import Question
from service.spelling import mended

TEXT = (
    "Velomar's workers walked out in Kazakhstan on Monday. The walkout cost Tuckwell's bakery "
    "nothing. Binance closed its accounts there, and the narrowboat Mirela sank."
)


@pytest.fixture
def library(index: Index, put: Callable[..., Article]) -> Index:
    put("strike", TEXT)
    return index


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("when did the walkot in kazakstan begin?", "when did the walkout in kazakhstan begin?"),
        ("Kazakstan walkouts", "Kazakhstan walkouts"),
        ("Did Binanse leave?", "Did Binance leave?"),
        ("Who closed Binanse's accounts?", "Who closed Binance's accounts?"),
        ("who bougth binance", "who bought binance"),
        ("how many acounts were closed", "how many accounts were closed"),
        # of the language, since no article has them
        ("how many peolpe were there", "how many people were there"),
        ("why wasnt it stopped", "why wasn't it stopped"),
    ],
)
def test_a_slip_is_mended(library: Index, asked: str, meant: str) -> None:
    assert mended(asked, library, Filter()) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Who hoisted the narrowboat?",
        "Who is Kazimir Malevich?",
        "What is BINANSE?",
        "Who runs Velomar2?",
        "Couldn't they stop it?",
        "who sank",
        "Wer ist der Präsident von Deutschland geworden?",
        "Какая биржа закрылась?",
        "",
    ],
)
def test_what_is_no_slip_is_left_alone(library: Index, question: str) -> None:
    assert mended(question, library, Filter()) == question


def test_articles_that_a_filter_leaves_out_mend_nothing(
    index: Index, put: Callable[..., Article]
) -> None:
    put("strike", TEXT, collection="one")
    put("other", "Nothing happened.", collection="two")
    asked = "Did Binanse leave?"
    assert mended(asked, index, Filter(collections=("one",))) == "Did Binance leave?"
    assert mended(asked, index, Filter(collections=("two",))) == asked


def test_the_answer_says_what_was_searched_for(library: Index, settings: Settings) -> None:
    answer = Answerer(library, settings).answer(Question(text="What sank in Kazakstan?"))
    assert answer.question == "What sank in Kazakstan?"
    assert answer.searched_for == "What sank in Kazakhstan?"
