"""What the words of a question demand of an answer and of its passage."""

from datetime import date

import pytest

from corpus.model import Hit, Passage
from service.fit import asked, missing


def hit(text: str, title: str = "", published: date | None = None) -> Hit:
    passage = Passage(article_id="a", version=1, start=0, end=len(text), text=text)
    return Hit(passage=passage, title=title, published=published)


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        ("How many people came?", "31", "the mayor"),
        ("How many bodies signed?", "ten", "the central bank"),
        ("when did it open", "in May", "Naxos"),
        ("What year was it built?", "1931", "20 February"),
        ("In which year did Ma Yuan die?", "AD 49", "in May"),
        ("Who leads the bank?", "Ida Berg", "the bank"),
        ("the new bridge opened when", "in May", "Naxos"),
        ("bank founded by whom", "Ida Berg", "the bank"),
    ],
)
def test_an_answer_must_look_like_what_was_asked_for(question: str, good: str, bad: str) -> None:
    assert asked(question).suits(good) == 1.0
    assert asked(question).suits(bad) == 0.0


def test_a_question_that_asks_for_nothing_in_particular_takes_anything() -> None:
    assert asked("What did they find?").suits("a boat") == 1.0


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Which exchange left Korea?", "South Korean exchanges left.", set()),
        ("Which exchange left Korea?", "Chinese exchanges left.", {"korea"}),
        ("What did the PBOC say?", "The People's Bank of China spoke.", set()),
        ("What did Helion's CEO say?", "Its chief executive apologised. Helion is old.", set()),
        ("What did Helion's CEO say?", "Helion spoke of its chief engineer.", {"ceo"}),
        ("Who left the UK and the U.S.?", "He left Britain for America.", set()),
        ("Who left America?", "The US lost him.", set()),
        ("Who left America?", "He left us.", {"america"}),
        ("Who runs Houbi?", "Huobi is run by Li Lin.", set()),
        ("What fell in 2021?", "Prices fell in 2022.", {"2021"}),
        ("What did Binance’s chief say?", "Binance was silent.", set()),
    ],
)
def test_names_are_found_in_other_forms_and_numbers_are_not(
    question: str, text: str, expected: set[str]
) -> None:
    assert missing(asked(question), hit(text)).names == expected


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who's the head of Helion?", {"helion"}),
        ("Doesn't Helion pay?", {"helion"}),
        ("Can't people pay?", set()),
        ("What if I'm asked about Helion?", {"helion"}),
        ("What did Ida Berg's firm pay?", {"ida", "berg's"}),
    ],
)
def test_a_contraction_is_no_name(question: str, names: set[str]) -> None:
    assert set(asked(question).names) == names


def test_a_name_typed_without_a_capital_is_known_by_the_passages() -> None:
    passages = [
        "The captain of the Anichab, Artur Obi, was fined. Fishing goes on.",
        "Anichab was built in 1990. In bay 4, Captain Obi said, fishing in Walvis Bay is over.",
    ]

    def names(question: str) -> set[str]:
        return set(asked(question, passages).names)

    assert names("fishing captain of the anichab in walvis bay 1990") == {
        "anichab", "walvis", "1990",
    }  # fmt: skip
    assert names("Fishing: who owns the anichab?") == {"fishing", "anichab"}
    # Whoever types Obi with a capital knows how names are written.
    assert names("Did Obi sell the anichab?") == {"obi"}


def test_title_and_date_speak_for_a_passage_too() -> None:
    question = asked("What did Ida Berg say in March 2020?")
    assert not missing(question, hit("She said no.", "Ida Berg resigns", date(2020, 3, 2))).names


def test_a_year_or_a_month_is_a_time_and_another_number_is_not() -> None:
    assert asked("How many came in 2021?").names_a_time
    assert asked("How many came in March?").names_a_time
    assert not asked("Which 40 people came?").names_a_time


def test_yes_or_no_is_asked_for_by_the_last_sentence() -> None:
    assert asked("I keep my coins in a wallet. Can I go on using it?").polar
    assert asked("Is it legal?").polar
    assert not asked("Is it gold or silver?").polar
    assert not asked("Is it legal? Who says so?").polar


@pytest.mark.parametrize(
    ("answer", "possible"),
    [
        ("1,200", True),
        ("several hundred", True),
        ("almost all of them", True),
        ("nobody", True),
        ("ninety-fifth", True),
        ("lose access to its services", False),
        ("Europe and Latin America", False),
        ("the party of the city", False),
    ],
)
def test_how_many_is_answered_by_a_quantity(answer: str, possible: bool) -> None:
    assert asked("How many customers did Acme have?").measured_otherwise(answer) is not possible
    assert not asked("What became of Acme's customers?").measured_otherwise(answer)
