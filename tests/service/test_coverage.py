"""How much of a statement stands in a source: shares that can be checked by eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.coverage import SIGNS, Source, compared
from service.terms import clauses, names, terms, weighed

SHARES = ("best", "three", "around", "least_clause", "pairs", "order")
BOTH = Source(sentences=("Ida Berg closed the mine.", "Olav Holm opened a school."))


def test_terms_have_no_endings_and_no_words_that_carry_nothing() -> None:
    assert terms("The mines' closing was well-planned.") == ["min", "clos", "well", "plann"]
    assert terms("She closed 1,200 mines") == ["clos", "1200", "min"]
    assert names("Mines of Norway were closed by Ida Berg") == {"norwa", "ida", "berg"}


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = weighed("people photosynthesise")
    assert weights[terms("people")[0]] < weights[terms("photosynthesise")[0]] <= 1


def test_a_sentence_is_cut_where_it_says_something_else() -> None:
    sentence = "Ida closed the mine, which had 1,200 workers, and Olav Holm opened a school."
    assert clauses(sentence) == [
        "Ida closed the mine",
        "which had 1,200 workers",
        "and Olav Holm opened a school.",
    ]
    assert clauses("Yes, Ida Berg closed it.") == ["Yes Ida Berg closed it."]


def test_what_a_source_says_is_covered_by_it_whole() -> None:
    found = compared("Ida Berg closed the mine.", BOTH)
    assert [found[name] for name in SHARES] == pytest.approx([1.0] * len(SHARES))
    assert [found[name] for name in SIGNS if SIGNS[name] < 0] == [0.0] * 4


def test_words_of_two_sentences_are_in_both_together_but_not_in_the_best() -> None:
    found = compared("Ida Berg opened a school.", BOTH)
    assert found["three"] == found["around"] == pytest.approx(1.0)
    assert found["best"] < 0.7


def test_a_name_that_is_swapped_in_stands_where_little_else_does() -> None:
    own, other = "Ida Berg closed the mine.", "Ida Holm closed the mine."
    assert compared(own, BOTH)["elsewhere"] == 0 < compared(other, BOTH)["elsewhere"]


def test_a_clause_that_nothing_says_is_seen_beside_one_that_something_says() -> None:
    found = compared("Ida Berg closed the mine and bought a football club.", BOTH)
    assert found["least_clause"] == 0
    assert found["best"] > 0.4


def test_numbers_and_names_that_are_nowhere_are_counted() -> None:
    found = compared("In 2020 and 2021 the mine of Ida Lund closed.", BOTH)
    assert found["numbers_missing"] == 2
    assert found["names_missing"] == 0.5


def test_a_denial_on_one_side_only_is_noted() -> None:
    assert compared("Ida Berg never closed the mine.", BOTH)["denied"] == 1
    assert compared("Ida Berg closed the mine.", BOTH)["denied"] == 0


def test_what_a_source_is_about_need_not_be_said_in_it() -> None:
    said = ("She closed the mine.",)
    without = compared("Ida Berg closed the mine.", Source(sentences=said))
    told = compared("Ida Berg closed the mine.", Source(sentences=said, about="Ida Berg"))
    assert without["best"] < told["best"] == pytest.approx(1.0)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4), st.text(max_size=20))
def test_any_texts_can_be_compared(statement: str, texts: list[str], about: str) -> None:
    found = compared(statement, Source.of(texts, about))
    assert set(found) == set(SIGNS)
    assert all(0 <= found[name] <= 1 + 1e-9 for name in SHARES)
