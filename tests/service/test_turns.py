"""How many of the passages found are read."""

import pytest

from corpus.model import Hit, Passage
from service.reader import Reader
from service.turns import read_in_turns

ASKED = "Which company built the ferry?"
ANSWERS = "The ferry was built by Norland Yards, a company in Bergen."
OTHERS = [
    "Bakers in Lyon raised the price of a baguette by ten cents.",
    "Rain fell on the vineyards for the whole of April.",
    "The mayor of Faro opened a library on Tuesday.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, *texts: str, limit: int) -> list[str]:
    hits = [
        Hit(
            passage=Passage(article_id=str(at), version=1, start=0, end=len(text), text=text),
            title="",
        )
        for at, text in enumerate(texts)
    ]
    readings = read_in_turns(reader, ASKED, hits, limit=limit)
    return [reading.hit.passage.text for reading in readings]


def test_where_one_of_the_first_answers_no_more_are_read(reader: Reader) -> None:
    assert read(reader, OTHERS[0], ANSWERS, *OTHERS[1:], limit=2) == [OTHERS[0], ANSWERS]


def test_where_none_of_the_first_answers_as_many_more_are_read(reader: Reader) -> None:
    texts = [*OTHERS[:2], ANSWERS, OTHERS[2], OTHERS[0]]
    assert read(reader, *texts, limit=2) == texts[:4]


def test_there_may_be_no_more(reader: Reader) -> None:
    assert read(reader, *OTHERS, limit=5) == OTHERS
    assert read(reader, limit=5) == []
