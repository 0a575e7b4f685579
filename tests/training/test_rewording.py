"""Questions in other words still ask the same, and leave alone what must not change."""

import random

import pytest

from training.place import Place
from training.rewording import Rewordings, article
from training.sets import Example
from training.thesaurus import THESAURUS


@pytest.fixture(scope="module", name="rewordings")
def built() -> Rewordings:
    return Rewordings()


def ways(rewordings: Rewordings, question: str, text: str = "", *answers: str) -> set[str]:
    example = Example(question=question, title="", text=text, answers=answers)
    return {said for seed in range(60) for said in rewordings.of(example, random.Random(seed))}


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Who purchased the mill?", "Who bought the mill?"),
        ("Who had stolen the car?", "Who had made off with the vehicle?"),
        ("When did Acme postpone the match?", "When did Acme push back the game?"),
        ("Why were two employees dismissed?", "Why were two staff members let go?"),
        ("How far did prices fall in May?", "How far did prices go down in May?"),
    ],
)
def test_words_are_replaced_in_the_form_that_they_had(
    rewordings: Rewordings, question: str, other: str
) -> None:
    assert other in ways(rewordings, question)


@pytest.mark.parametrize(
    "question",
    [
        "Where are the Companies?",
        "What companies were late?",
        'Who sang "the companies of Paris"?',
        "Who is the prime minister?",
        "Who was at risk?",
        "When was gold found?",
    ],
    ids=["a name", "what is asked for", "a quotation", "a fixed phrase", "an idiom", "other verb"],
)
def test_names_and_what_asks_and_what_is_in_doubt_stay(
    rewordings: Rewordings, question: str
) -> None:
    assert ways(rewordings, question) == set()


def test_names_of_a_question_in_small_letters_are_known_from_the_paragraph(
    rewordings: Rewordings,
) -> None:
    assert ways(rewordings, "why were the boats late", "Long ago The Boats sang there.") == set()


def test_no_word_of_the_question_the_paragraph_or_an_answer_is_put_in(
    rewordings: Rewordings,
) -> None:
    assert ways(rewordings, "Who saw the films?") == {"Who saw the movies?"}
    assert ways(rewordings, "Who saw the films?", "He saw a movie.") == set()
    assert ways(rewordings, "Who saw the films?", "", "the movie's owner") == set()
    assert ways(rewordings, "Who saw the movie of the film?") == set()


def test_words_of_the_paragraph_are_replaced_first(rewordings: Rewordings) -> None:
    question = "Who met the lawyer and the king and the student and the doctor and the author?"
    example = Example(question=question, title="", text="Kings, authors and doctors met.")
    for seed in range(20):
        first, *_ = rewordings.of(example, random.Random(seed))
        assert "lawyer" in first
        assert "student" in first


def test_a_verb_is_told_from_a_noun_and_with_an_object_from_without() -> None:
    words = "Did Acme increase the plan , or speak of the increase ?".split()
    increase, noun = Place(words, 2, 3), Place(words, 10, 11)
    assert increase.is_a("t", "VB")
    assert not increase.is_a("i", "VB")
    assert not increase.is_a("n", "NN")
    assert noun.is_a("n", "NN")
    assert not noun.is_a("v", "VB")


def test_a_and_an_suit_the_new_word(rewordings: Rewordings) -> None:
    assert ways(rewordings, "Who is a lawyer?") == {"Who is an attorney?"}
    words = "hour union unit uninhabited European used one apple house umbrella".split()
    assert [article(word) for word in words] == "an a a an a a a an a an".split()


def test_at_most_three_rewordings_differ_and_change_three_words(rewordings: Rewordings) -> None:
    question = "Who met the lawyer and the king and the student and the doctor and the author?"
    example = Example(question=question, title="", text="")
    for seed in range(20):
        made = rewordings.of(example, random.Random(seed))
        assert 1 < len(made) == len(set(made)) <= 3
        for said in made:
            changed = zip(said.split(), question.split(), strict=True)
            assert 1 <= sum(new != old for new, old in changed) <= 3


def test_the_thesaurus_is_well_formed() -> None:
    assert "bought" not in THESAURUS["v"]
    assert set(THESAURUS["v"]["purchase"]) >= {"buy", "acquire"}
    for words in THESAURUS.values():
        for word, others in words.items():
            assert word not in others
            assert all(other == other.strip() and other for other in (word, *others))
