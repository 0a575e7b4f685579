"""Numbers in a text, however they are written."""

import re

from service.wording import words

_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)")
_SPOKEN = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(1, 13)),
        strict=True,
    )
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ONES = "|".join(_SPOKEN)
_FIGURE = re.compile(
    rf"\d[\d.,]*|\b(?:{_ONES}|(?:{'|'.join(f'{_TENS} {_TEENS}'.split())})(?:-(?:{_ONES}))?)\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:about|around|some|almost|nearly|roughly|more than|over|at least|up to|only)\b"
)


def unhedged(figure: str) -> str:
    """Return a figure in lower case without what may stand around it and changes nothing that is
    counted: "about 30 tonnes" is "30 tonnes"."""
    return " ".join(_HEDGE.sub(" ", figure.lower()).split())


def has_figure(text: str) -> bool:
    """Tell whether a number stands in a text, in digits or in words."""
    return bool(_FIGURE.search(text))


def unit(figure: str) -> str:
    """Return what a figure counts, with nothing around it: "about 30 tonnes" and "twelve tonnes"
    are both "tonnes"."""
    return " ".join(_FIGURE.sub(" ", unhedged(figure)).split())


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as digits: "1,000" is "1000", "three" is "3"."""
    plain = _THOUSANDS.sub("", text)
    spoken = [_SPOKEN[word.lower()] for word in words(plain) if word.lower() in _SPOKEN]
    return [number.lstrip("0") or "0" for number in _NUMBER.findall(plain)] + spoken


def numbers_missing(sentence: str, said: str) -> list[str]:
    """Return the numbers of a sentence that do not stand in what was said, as digits."""
    there = set(numbers(said))
    return [number for number in dict.fromkeys(numbers(sentence)) if number not in there]
