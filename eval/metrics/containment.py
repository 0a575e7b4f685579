"""Whether an answer stands, word for word, in a longer text.

Our own measure, for replies in whole sentences, where exact match and F1 punish every word that
makes a sentence of an answer. The rule is that of open-domain question answering ("an answer is
found if the normalised string is a span of the text", Chen et al. 2017, DrQA), on whole words.
"""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"\d+(?:[.,]\d+)*\w*|[^\W_]+")
_LEFT_OUT = frozenset({"a", "an", "the"})
_VERDICTS = ("yes", "no")


def words(text: str) -> list[str]:
    """Return the words of a text, without English articles.

    Case, accents' encoding and punctuation do not matter; "," within a number is dropped; "%",
    "per cent" and "percent" are the same.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"\bper cent\b", "percent", plain.replace("%", " percent "))
    found = (word.replace(",", "") for word in _WORD.findall(plain))
    return [word for word in found if word not in _LEFT_OUT]


def contains(text: str, answer: str) -> bool:
    """Return whether the words of `answer` stand in `text`, next to each other and in order.

    An answer that is just "yes" or "no" must be the first word: "no" stands in many sentences that
    say something else. An answer without a word is never contained.
    """
    sought, held = words(answer), words(text)
    if len(sought) == 1 and sought[0] in _VERDICTS:
        return held[:1] == sought
    size = len(sought)
    places = range(len(held) - size + 1)
    return size > 0 and any(held[place : place + size] == sought for place in places)


def answer_contained(
    text: str, answers: Sequence[str], parts: Sequence[Sequence[str]] = ()
) -> float:
    """Return 1 if the text holds one of the answers or, where there are parts, one alternative of
    every part; otherwise 0."""
    needed = parts or [answers]
    return float(all(any(contains(text, one) for one in part) for part in needed))
