"""Questions as they are typed in haste still ask the same."""

import random

from training.haste import misspelt, terse


def test_a_terse_question_keeps_what_is_asked_and_of_what() -> None:
    assert terse("Who was the founder of Acme in 1999?") == "Who founder Acme 1999"
    assert terse("When did they not close it?") == "When they not close"


def test_a_question_that_is_nothing_but_little_words_is_left_as_it_was() -> None:
    assert terse("What was it to do?") == "What was it to do?"


def test_a_slip_changes_a_longer_word_by_a_letter_and_leaves_short_words_alone() -> None:
    question = "Who founded the company Acme"
    for seed in range(50):
        typed = misspelt(question, random.Random(seed)).split(" ")
        assert [typed[0], typed[2], typed[4]] == ["Who", "the", "Acme"]
        for word, was in ((typed[1], "founded"), (typed[3], "company")):
            assert word[0] == was[0]
            assert abs(len(word) - len(was)) <= 1
    assert any(misspelt(question, random.Random(seed)) != question for seed in range(50))


def test_a_question_without_longer_words_cannot_be_misspelt() -> None:
    assert misspelt("Who is he", random.Random(1)) == "Who is he"
