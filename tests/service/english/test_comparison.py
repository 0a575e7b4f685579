"""Which of two things it is, from what was found of each."""

import pytest

from service.english.comparison import verdict


@pytest.mark.parametrize(
    ("question", "answers", "told"),
    [
        ("Which was founded first, Huobi or Binance?", ["2013", "July 2017"], "Huobi"),
        ("Which was founded last, Huobi or Binance?", ["2013", "July 2017"], "Binance"),
        ("Did Huobi or Binance close first?", ["May 2021", "12 April 2021"], "Binance"),
        ("Who was born first: Ada King or Ben Delo?", ["3 May 1984", "2 May 1984"], "Ben Delo"),
        ("Which is older, Huobi or Binance?", ["founded in 2013", "2017"], "Huobi"),
        ("Who is younger, Ada King or Ben Delo?", ["57", "49"], "Ben Delo"),
        ("Which is larger, Huobi or Binance?", ["2.5 million users", "900,000 users"], "Huobi"),
        ("Was Huobi larger than Binance?", ["about 20 staff", "30 staff"], "No"),
        ("Was Huobi larger than Binance?", ["three offices", "2 offices"], "Yes"),
        ("Did Huobi close before Binance?", ["in 2013", "in 2017"], "Yes"),
        ("Did Huobi close after Binance?", ["in 2013", "in 2017"], "No"),
        ("Are Huobi and Binance from the same country?", ["China", "the China"], "Yes"),
        ("Are Huobi and Binance from the same country?", ["China", "Malta"], "No"),
    ],
)
def test_two_answers_tell_which_it_is(question: str, answers: list[str], told: str) -> None:
    assert verdict(question, answers) == told


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Which was founded first, Huobi or Binance?", ["2013", "on Tuesday"]),
        ("Which was founded first, Huobi or Binance?", ["2013", "2013"]),
        ("Which was founded first, Huobi or Binance?", ["2013", "May 2013"]),
        ("Which was founded first, Huobi or Binance?", ["2013 or 2014", "2015"]),
        ("Which is larger, Huobi or Binance?", ["40 centimetres", "2 metres"]),
        ("Which is larger, Huobi or Binance?", ["large", "2 metres"]),
        ("Are Huobi and Binance from the same country?", ["mainland China", "China"]),
        ("Which was founded first, Huobi or Binance?", ["2013"]),
        ("When was Huobi founded?", ["2013"]),
    ],
)
def test_what_cannot_be_compared_is_left_to_the_reader(question: str, answers: list[str]) -> None:
    assert verdict(question, answers) is None
