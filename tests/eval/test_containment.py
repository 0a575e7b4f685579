import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.containment import answer_contained, contains, words

REPLY = "Huobi Global and Binance have both stopped new registrations; Huobi Tech fell 23 per cent."


@pytest.mark.parametrize(
    "answer",
    ["Huobi Global", "huobi global", "23%", "23 percent", "the Binance", "Huobi Tech fell"],
)
def test_an_answer_is_found_whatever_its_case_and_punctuation(answer: str) -> None:
    assert contains(REPLY, answer)


@pytest.mark.parametrize("answer", ["Huob", "Global Huobi", "3 per cent", "OKEx", "", "..."])
def test_a_part_of_a_word_and_words_out_of_order_are_not_found(answer: str) -> None:
    assert not contains(REPLY, answer)


def test_numbers_are_the_same_with_and_without_thousands_separators() -> None:
    assert contains("It lost 850,000 bitcoins.", "850000")
    assert not contains("It lost 850,000 bitcoins.", "850")
    assert not contains("It fell by 1.3 million.", "3 million")


def test_a_possessive_still_holds_the_name() -> None:
    assert contains("Huobi's founder said so.", "Huobi")


def test_yes_and_no_must_be_the_first_word() -> None:
    assert contains("No, it is not legal.", "no")
    assert not contains("There is no such rule.", "no")


def test_every_part_of_a_list_is_needed() -> None:
    parts = [["Huobi", "Huobi Global"], ["Binance"]]
    assert answer_contained(REPLY, ["unused"], parts) == 1
    assert answer_contained("Binance left.", ["unused"], parts) == 0


def test_one_of_the_alternatives_is_enough() -> None:
    assert answer_contained(REPLY, ["OKEx", "Binance"]) == 1
    assert answer_contained(REPLY, []) == 0


@given(before=st.text(), answer=st.text(), after=st.text())
def test_an_answer_between_spaces_is_always_found(before: str, answer: str, after: str) -> None:
    found = words(answer)
    if found and found not in (["yes"], ["no"]) and found[:2] != ["cent"]:
        spaced = f"{before} . {answer} . {after}"
        assert contains(spaced, answer)
