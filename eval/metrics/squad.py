"""Exact match and token F1 as SQuAD scores them.

Rajpurkar et al. 2016, "SQuAD: 100,000+ Questions for Machine Comprehension of Text"; the rules for
questions without an answer are those of Rajpurkar, Jia and Liang 2018, "Know What You Don't Know".
Both follow the official `evaluate-v2.0.py`, step for step.
"""

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b", re.UNICODE)
_PUNCTUATION = frozenset(string.punctuation)


def normalise(text: str) -> str:
    """Return the text in lower case, without punctuation, English articles and extra spaces."""
    bare = "".join(letter for letter in text.lower() if letter not in _PUNCTUATION)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def exact_match(predicted: str, answers: Sequence[str]) -> float:
    """Return 1 if the prediction equals one of the answers after normalisation, otherwise 0.

    No answers, or only such as normalise to nothing, mean that an empty prediction is right.
    """
    return float(normalise(predicted) in {normalise(answer) for answer in _scorable(answers)})


def token_f1(predicted: str, answers: Sequence[str]) -> float:
    """Return the best F1 of the normalised words, counted with repetition, over the answers."""
    return max(_f1(normalise(predicted).split(), answer) for answer in _tokens(answers))


def _tokens(answers: Sequence[str]) -> list[list[str]]:
    return [normalise(answer).split() for answer in _scorable(answers)]


def _scorable(answers: Sequence[str]) -> Sequence[str]:
    return [answer for answer in answers if normalise(answer)] or [""]


def _f1(predicted: list[str], answer: list[str]) -> float:
    if not predicted or not answer:
        return float(predicted == answer)
    same = sum((Counter(predicted) & Counter(answer)).values())
    # 2PR / (P + R) with P = same / predicted and R = same / answer.
    return 2 * same / (len(predicted) + len(answer))
