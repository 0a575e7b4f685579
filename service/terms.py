"""The words of a text that can be looked for in another: without endings, and weighed by how rare
they are."""

import math
import re
from functools import lru_cache

from corpus import bundled
from corpus.stopwords import STOP_WORDS
from service.wording import words

_ENDINGS = (
    "ational ization ations ation ingly ments ings edly ment ness ers ies ied ing ion ive ity est "
    "ly ed es er s e y"
).split()
_SHORTEST_STEM = 3
_OWNS = re.compile(r"['’]s?$")
# In the vocabulary of BERT the whole words stand from here on, by falling frequency.
_FIRST_WORD, _LAST_WORD = 1996, 30522
_CLAUSE_END = re.compile(
    r"\s*[;:–—()]\s*|,\s+|\s+(?:and|but|while|who|which|where|although|because)\s+", re.IGNORECASE
)
_FEWEST_TERMS = 2


def terms(text: str) -> list[str]:
    """Return the content words of a text in order, lower-case, parted at hyphens, no endings."""
    return [stem for word in words(text) for stem in _stems(word)]


def names(text: str) -> set[str]:
    """Return those terms of a sentence that are written with a capital; that of the first word
    tells nothing."""
    capitals = " ".join(word for word in words(text)[1:] if word[0].isupper())
    return set(terms(capitals))


def weighed(text: str) -> dict[str, float]:
    """Return the weight of every term of a text, between 0 and 1: the rarer the word is in English,
    the more its absence elsewhere tells."""
    return {stem: rarity for word in words(text) for stem, rarity in _stems(word).items()}


def clauses(sentence: str) -> list[str]:
    """Return the parts of a sentence that say something each, cut at commas and conjunctions.

    A part of fewer than two terms stays with the one before it.
    """
    parts: list[str] = []
    for part in _CLAUSE_END.split(sentence):
        if parts and min(len(terms(part)), len(terms(parts[-1]))) < _FEWEST_TERMS:
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


@lru_cache(maxsize=65536)
def _stems(word: str) -> dict[str, float]:
    """Return the stems of a word's parts between hyphens, each with its rarity."""
    parts = (_OWNS.sub("", part) for part in word.lower().split("-"))
    return {_stem(part): _rarity(part) for part in parts if part and part not in STOP_WORDS}


def _stem(word: str) -> str:
    if any(character.isdigit() for character in word):
        return word.replace(",", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _rarity(word: str) -> float:
    found = bundled.tokenizer().token_to_id(word)
    rank = max(1, (found or _LAST_WORD) - _FIRST_WORD + 1)
    return math.log(rank + 1) / math.log(_LAST_WORD - _FIRST_WORD + 2)
