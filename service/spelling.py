"""Slips of the pen in a question, mended by what the articles say.

A word that neither the articles nor the language have, a slip or two away from one that they do, is
taken for that one: "Kazakstan" for "Kazakhstan". A misspelt word finds nothing in a search by
words, and a small reader sees fragments of it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from corpus.bundled import tokenizer
from corpus.index import Index
from corpus.model import Filter, Hit
from service.wording import words

# Shorter words are a slip away from too many others; in long ones of the articles, two are mended.
_SHORTEST, _SHORTEST_NAME, _LONG = 5, 6, 9
# So many passages are looked through for what a word may be misspelt for.
_PASSAGES = 20
# With more strange words than this the question is in a language that is not known here.
_STRANGE = 0.34
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*(?![\w-])")
_OWNED = re.compile(r"['’]s?$")


def mended(question: str, index: Index, where: Filter) -> str:
    """Return the question with its misspelt words as the articles have them, or else the language.

    Names, which have a capital within the question, are mended after the articles alone.
    """
    found = list(_WORD.finditer(question))
    strange = [one for one in found if _is_strange(one[0], index)]
    if len(strange) > max(2.0, _STRANGE * len(found)):
        return question
    for one in reversed(strange):
        word = _mended(one[0], one[0][0].isupper() and one.start() > 0, index, where)
        question = question[: one.start()] + word + question[one.end() :]
    return question


def _is_strange(word: str, index: Index) -> bool:
    plain = word.lower()
    looked_at = len(word) >= _SHORTEST and word.isalpha() and not word.isupper()
    return looked_at and not (
        plain in _vocabulary() or index.knows(plain) or _language().known([plain])
    )


def _mended(word: str, named: bool, index: Index, where: Filter) -> str:
    plain = word.lower()
    if named and len(plain) < _SHORTEST_NAME:
        return word
    there = _nearest(plain, _said_like(plain, index, where), 2 if len(plain) >= _LONG else 1)
    best = there or (None if named else _nearest(plain, _of_the_language(plain), 1))
    if best is None:
        return word
    return best[:1].upper() + best[1:] if word[0].isupper() else best


def _said_like(word: str, index: Index, where: Filter) -> list[str]:
    """Return the words of passages that have one like it, those that most of them have first."""
    said = Counter(
        other
        for hit in index.like(word, limit=_PASSAGES, where=where)
        for other in {_OWNED.sub("", one.lower()) for one in words(_text(hit))}
    )
    return [other for other, _ in said.most_common()]


def _text(hit: Hit) -> str:
    return f"{hit.title} {hit.passage.text}"


def _of_the_language(word: str) -> list[str]:
    """Return the words of the language that are one slip away, the commonest first; of "wasnt" the
    one that lacks nothing but its apostrophe."""
    contracted = f"{word[:-1]}'{word[-1]}"
    if _language().known([contracted]):
        return [contracted]
    found = _language().candidates(word) or set()
    return sorted(found, key=lambda other: (-_language().word_usage_frequency(other), other))


def _nearest(word: str, others: Iterable[str], most: int) -> str | None:
    """Return the least changed of the `others`, the first of those changed as little; with the same
    first letter, which people get right."""
    alike = [other for other in others if other[:1] == word[0]]
    found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=most)
    return found[0] if found else None


@cache
def _vocabulary() -> frozenset[str]:
    """Return the words that the models have whole."""
    return frozenset(word for word in tokenizer().get_vocab() if word.isalpha())


@cache
def _language() -> SpellChecker:
    return SpellChecker(language="en", distance=1)
