"""Questions that ask for several things are taken apart; those that ask for one are not."""

import pytest

from service.parts import parts


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Who founded the yard, and when was it sold?",
            ["Who founded the yard?", "When was the yard sold?"],
        ),
        (
            "Who founded the yard? When was it sold?",
            ["Who founded the yard?", "When was the yard sold?"],
        ),
        (
            "Where was Elias Corvin born, and where did he die?",
            ["Where was Elias Corvin born?", "Where did Elias Corvin die?"],
        ),
        (
            "Which company bought the mine, and how much did it pay?",
            ["Which company bought the mine?", "How much did the company pay?"],
        ),
        (
            "Which founder of Cobo left, and when was the firm sold?",
            ["Which founder of Cobo left?", "When was the firm sold (Cobo)?"],
        ),
        (
            "where are the ships built and where is the yard's owner registered?",
            ["where are the ships built?", "Where is the yard's owner registered?"],
        ),
        (
            "What was the Corvin share of peat cutting in May and what was it in June?",
            [
                "What was the Corvin share of peat cutting in May?",
                "What was the Corvin share of peat cutting in June?",
            ],
        ),
        (
            "The town's part of it: what did Foundry count, and what did Corvin find in 2021?",
            [
                "The town's part of it: what did Foundry count?",
                "The town's part of it: What did Corvin find in 2021?",
            ],
        ),
        (
            "I compare how strict they are: who founded the yard, and when was it sold?",
            ["who founded the yard?", "When was the yard sold?"],
        ),
        (
            "When was the bridge closed, and by whom?",
            ["When was the bridge closed?", "By whom was the bridge closed?"],
        ),
    ],
)
def test_questions_that_follow_each_other_are_taken_apart(
    question: str, expected: list[str]
) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How many left in May 2021, and how many in June?",
            ["How many left in May 2021?", "How many left in June 2021?"],
        ),
        (
            "How many firms stood behind the first notice and how many behind the second?",
            [
                "How many firms stood behind the first notice?",
                "How many firms stood behind the second?",
            ],
        ),
        (
            "How many banks closed in Japan, and how many in Korea stayed open?",
            ["How many banks closed in Japan?", "How many banks in Korea stayed open?"],
        ),
        (
            "How many cars did Aster build in 2022, and how many should it have built?",
            ["How many cars did Aster build in 2022?", "How many cars should Aster have built?"],
        ),
        (
            "How many clients did the bank expect to lose, and how many actually left?",
            [
                "How many clients did the bank expect to lose?",
                "How many clients actually left?",
            ],
        ),
        (
            "How many people worked at the mill in 2015, and how many were there in 2020?",
            [
                "How many people worked at the mill in 2015?",
                "How many people were there in 2020 (worked mill)?",
            ],
        ),
        (
            "How big a share of the port did Kell Group buy, and what did it pay?",
            ["How big a share of the port did Kell Group buy?", "What did Kell Group pay?"],
        ),
        (
            "What did Ada King sell, and what did it bring?",
            ["What did Ada King sell?", "What did it bring (Ada King)?"],
        ),
        (
            "When will the tunnel open, and at what price?",
            ["When will the tunnel open?", "At what price will the tunnel open?"],
        ),
        (
            "How much does Aster put into the fund and over what period?",
            [
                "How much does Aster put into the fund?",
                "Over what period does Aster put into the fund?",
            ],
        ),
        (
            "Which firm was sold, and at what price?",
            ["Which firm was sold?", "At what price (firm sold)?"],
        ),
        (
            "When Ada King left Cobo, who stood in for her and who then got the chair?",
            [
                "When Ada King left Cobo, who stood in for her?",
                "When Ada King left Cobo, who then got the chair?",
            ],
        ),
        (
            "In May 2021, which bank closed and how many clients did it have?",
            [
                "In May 2021, which bank closed?",
                "In May 2021, how many clients did the bank have?",
            ],
        ),
        (
            "Which body licenses banks in Peru, and with which one must Cobo register in Chile?",
            [
                "Which body licenses banks in Peru?",
                "With which body must Cobo register in Chile?",
            ],
        ),
        (
            "In 2017, who led the yard and who led it in 2020?",
            ["In 2017, who led the yard?", "Who led the yard in 2020?"],
        ),
        (
            "I write about the founder of Cobo: where was he arrested, and when was he tried?",
            [
                "the founder of Cobo: where was he arrested?",
                "the founder of Cobo: When was he tried?",
            ],
        ),
    ],
)
def test_what_the_second_half_leaves_out_is_given_back_to_it(
    question: str, expected: list[str]
) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Kim do in 2013 and in 2021?", ["in 2013?", "in 2021?"]),
        ("What was the share in mid-2021, and at the end of that year?", ["mid-2021?", "of 2021?"]),
        ("How much did it earn in May and June 2021?", ["in May 2021?", "in June 2021?"]),
        ("What was it on 3 May 2021 and on 7 June?", ["on 3 May 2021?", "on 7 June 2021?"]),
    ],
)
def test_each_of_two_times_is_asked_about(question: str, expected: list[str]) -> None:
    first, second = parts(question)
    assert first.endswith(expected[0])
    assert second.endswith(expected[1])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How much did Huobi and Binance pay?",
            ["How much did Huobi pay?", "How much did Binance pay?"],
        ),
        (
            "When did the Corvin bridge and the Selby tunnel open?",
            ["When did the Corvin bridge open?", "When did the Selby tunnel open?"],
        ),
        (
            "When were Huobi and Binance founded?",
            ["When was Huobi founded?", "When was Binance founded?"],
        ),
        (
            "What are the capitals of France and Spain?",
            ["What is the capital of France?", "What is the capital of Spain?"],
        ),
        (
            "What is the population of both Arvik and Tolen?",
            ["What is the population of Arvik?", "What is the population of Tolen?"],
        ),
        (
            "Were both Huobi and Binance founded in China?",
            ["Was Huobi founded in China?", "Was Binance founded in China?"],
        ),
        ("What did Huobi and Binance say?", ["What did Huobi say?", "What did Binance say?"]),
        (
            "How many miners and pools were closed?",
            ["How many miners were closed?", "How many pools were closed?"],
        ),
        (
            "When did the mine open and close?",
            ["When did the mine open?", "When did the mine close?"],
        ),
        (
            "When and where was the treaty signed?",
            ["When was the treaty signed?", "Where was the treaty signed?"],
        ),
        (
            "How many were hit by the flood and by the fire?",
            ["How many were hit by the flood?", "How many were hit by the fire?"],
        ),
    ],
)
def test_each_of_two_things_is_asked_about(question: str, expected: list[str]) -> None:
    assert parts(question) == expected


def test_a_list_of_three_is_three_questions() -> None:
    assert parts("How much did Huobi, Binance and KuCoin pay?") == [
        "How much did Huobi pay?",
        "How much did Binance pay?",
        "How much did KuCoin pay?",
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Which was founded first, Huobi or Binance?",
            ["When was Huobi founded?", "When was Binance founded?"],
        ),
        (
            "Which magazine was started first Arthur's Magazine or First for Women?",
            ["When was Arthur's Magazine started?", "When was First for Women started?"],
        ),
        (
            "Who was born later, Ben Delo or Arthur Hayes?",
            ["When was Ben Delo born?", "When was Arthur Hayes born?"],
        ),
        (
            "Which bridge opened first: the Corvin bridge or the Selby bridge?",
            ["When did the Corvin bridge open?", "When did the Selby bridge open?"],
        ),
        ("Which city is larger, Arvik or Tolen?", ["How large is Arvik?", "How large is Tolen?"]),
        (
            "Who is the oldest, Ada King or Ben Delo?",
            ["How old is Ada King?", "How old is Ben Delo?"],
        ),
        (
            "Which country has more miners, Iran or Russia?",
            ["How many miners does Iran have?", "How many miners does Russia have?"],
        ),
        (
            "Was the Corvin bridge longer than the Selby bridge?",
            ["How long was the Corvin bridge?", "How long was the Selby bridge?"],
        ),
        ("Did Huobi close before Binance?", ["When did Huobi close?", "When did Binance close?"]),
        (
            "Did the port open before the bridge?",
            ["When did the port open?", "When did the bridge open?"],
        ),
        ("Did Huobi or Binance close first?", ["When did Huobi close?", "When did Binance close?"]),
        (
            "Are Huobi and Binance from the same country?",
            ["Which country is Huobi from?", "Which country is Binance from?"],
        ),
        (
            "Were Ada King and Ben Delo of the same nationality?",
            ["What was the nationality of Ada King?", "What was the nationality of Ben Delo?"],
        ),
    ],
)
def test_a_comparison_asks_for_what_is_compared(question: str, expected: list[str]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who sells bread and butter?",
        "Who is the author of War and Peace?",
        "Who wrote Romeo and Juliet?",
        "How much did Johnson and Johnson earn in 2020?",
        "How much did Procter and Gamble spend?",
        "What is the capital of Trinidad and Tobago?",
        "How many people live in Bosnia and Herzegovina?",
        "When did the Museum of Arts and Crafts open?",
        "When did the Slavic and Finnic tribes rebel?",
        "What drives supply and demand in the market?",
        "How many died between 2013 and 2017?",
        "How much did they earn in 2020 and 2021 combined?",
        "Who won in 2020 and 2021?",
        "When did Huobi and Binance merge?",
        "Where did Ben Delo and Arthur Hayes meet?",
        "What is the difference between Huobi and Binance?",
        "What did Ben Delo and Arthur Hayes name their company?",
        "Why did Huobi and Binance stop registrations?",
        "How and why did the bridge fall?",
        "Did Huobi or Binance stop registrations?",
        "Did Huobi close before May 2021?",
        "Did the crew leave town after the flood?",
        "Did the crew leave after the flood?",
        "Did Huobi take up its rival's offer to send staff after Binance?",
        "When Huobi closed, did people lose money?",
        "Was the fine larger than expected?",
        "Is it legal to buy and sell bitcoin in China?",
        "Which exchanges, such as Huobi and Binance, left China?",
        "Which agencies issued rules and fines?",
        "Motion lines and what else are used in comics?",
        "Who said what and when?",
        "When was the singer born who left Arvik and who sang in Tolen?",
        "I use it daily. Can I still?",
        "A " * 400 + "and when did it end?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert parts(question) == [question]


def test_what_is_told_around_a_question_is_no_part_of_it() -> None:
    talk = "I need 40 answers for a quiz, and this is giving me grief. "
    asked = (
        "Who founded the old yard, and when was it sold? Be honest with me, none of that waffle."
    )
    assert parts(asked) == ["Who founded the old yard?", "When was the old yard sold?"]
    assert parts(f"{talk}Who founded the old yard in Arvik? Thanks!") == [
        f"{talk}Who founded the old yard in Arvik? Thanks!"
    ]


def test_a_question_of_too_many_things_stays_one() -> None:
    question = "How much did Huobi, Binance, KuCoin, Cobo and Bitmain pay?"
    assert parts(question) == [question]
