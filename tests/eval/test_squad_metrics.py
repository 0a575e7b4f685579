import re
import string
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.squad import exact_match, normalise, token_f1

TEXT = st.text(alphabet="aAnN the.,'- 1é", max_size=24)


def official_tokens(text: str) -> list[str]:
    """As in the official evaluate-v2.0.py."""
    bare = "".join(letter for letter in text.lower() if letter not in set(string.punctuation))
    return re.sub(re.compile(r"\b(a|an|the)\b", re.UNICODE), " ", bare).split()


def official_f1(gold: str, predicted: str) -> float:
    """As in the official evaluate-v2.0.py."""
    gold_tokens, predicted_tokens = official_tokens(gold), official_tokens(predicted)
    same = sum((Counter(gold_tokens) & Counter(predicted_tokens)).values())
    if not gold_tokens or not predicted_tokens:
        return float(gold_tokens == predicted_tokens)
    if same == 0:
        return 0.0
    precision, recall = same / len(predicted_tokens), same / len(gold_tokens)
    return 2 * precision * recall / (precision + recall)


def test_case_articles_and_punctuation_do_not_matter() -> None:
    assert normalise("The  People's Bank, of China!") == "peoples bank of china"
    assert exact_match("the people's bank of China", ["People's Bank of China"]) == 1


def test_f1_counts_shared_words_against_both_lengths() -> None:
    # Two of three words said are right, and two of two wanted: P = 2/3, R = 1, F1 = 4/5.
    assert token_f1("Huobi Global exchange", ["Huobi Global"]) == pytest.approx(0.8)


def test_the_best_of_several_answers_counts() -> None:
    assert token_f1("1.3 million", ["over a million", "1.3 million"]) == 1
    assert exact_match("1.3 million", ["over a million", "1.3 million"]) == 1


def test_a_repeated_word_counts_once_for_each_time_it_is_wanted() -> None:
    assert token_f1("no no no", ["no"]) == pytest.approx(0.5)


def test_without_answers_silence_is_right_and_anything_else_wrong() -> None:
    assert exact_match("", []) == token_f1("", []) == 1
    assert exact_match("Binance", []) == token_f1("Binance", []) == 0
    assert exact_match("", ["the"]) == 1


@given(predicted=TEXT, answers=st.lists(TEXT, max_size=3))
def test_scores_are_those_of_the_official_script(predicted: str, answers: list[str]) -> None:
    golds = [answer for answer in answers if official_tokens(answer)] or [""]
    assert token_f1(predicted, answers) == pytest.approx(
        max(official_f1(gold, predicted) for gold in golds), abs=1e-9
    )
    assert exact_match(predicted, answers) == max(
        float(official_tokens(gold) == official_tokens(predicted)) for gold in golds
    )
