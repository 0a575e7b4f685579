"""Phrases end before the verb, and hold the names that stand in them."""

import pytest

from service.english.mentions import mentions
from service.english.phrases import phrases


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the Corvin bridge open?", "the Corvin bridge"),
        ("When did the ban take effect?", "the ban"),
        ("Was the new bridge closed in May?", "the new bridge"),
        ("Who founded the yard?", "the yard"),
        ("What did the German supervisor say about Binance?", "the German supervisor"),
        ("Was the old bridge longer than Selby's?", "the old bridge"),
        ("What did the regulator's notice say?", "the regulator"),
    ],
)
def test_a_phrase_ends_where_its_noun_does(question: str, expected: str) -> None:
    assert next(iter(phrases(question))).text == expected


def test_a_phrase_that_points_back_says_so() -> None:
    assert [one.points for one in phrases("Was this album on the list?")] == [True, False]


def test_a_name_within_a_phrase_is_not_mentioned_twice() -> None:
    question = "Did the Corvin bridge reach the Bishop of Arvik in Tolen?"
    found = mentions(question)
    assert [one.text for one in found] == ["the Corvin bridge", "the Bishop of Arvik", "Tolen"]
    assert all(question[one.start : one.end] == one.text for one in found)
