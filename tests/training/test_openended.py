import pytest

from training.openended import open_ended
from training.sets import Example


def asked(question: str, answer: str) -> Example:
    return Example(question=question, title="", text=answer, answers=(answer,))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Why did the bank close?", "rising rents"),
        ("How was the reliable text found?", "by comparing"),
        ("What did the minister say about it?", "nothing"),
        ("Which parties sit there?", "Greens, Liberals and Whigs"),
        ("What happened?", "The bank closed its branch in the market square."),
    ],
)
def test_reasons_ways_sayings_and_lists_are_open(question: str, answer: str) -> None:
    assert open_ended(asked(question, answer))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many branches did it close?", "three"),
        ("How long did it take?", "two years"),
        ("Who owns it?", "Andy Brand"),
        ("When was it sold?", "3 May 1999"),
    ],
)
def test_names_numbers_and_days_are_not(question: str, answer: str) -> None:
    assert not open_ended(asked(question, answer))
