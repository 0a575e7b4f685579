"""Numbers in a text, however they are written."""

import re

from service.wording import words

_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}\b)")
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = dict(zip(_ONES.split(), range(1, 20), strict=True)) | dict(
    zip(_TENS.split(), range(20, 100, 10), strict=True)
)
# Those that a text may as well give in digits.
_SPOKEN = {word: str(value) for word, value in _VALUES.items() if value <= 12}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_IN_WORDS = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS.split())})(?:-(?:{'|'.join(_ONES.split()[:9])}))?"
    rf"|{'|'.join(_ONES.split())})\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d[\d.,]*")
_HEDGE = re.compile(
    r"\b(?:about|around|some|almost|nearly|roughly|more than|over|at least|up to|only)\b"
)


def unhedged(figure: str) -> str:
    """Return a figure in lower case without what may stand around it and changes nothing that is
    counted: "about 30 tonnes" is "30 tonnes"."""
    return " ".join(_HEDGE.sub(" ", figure.lower()).split())


def in_digits(figure: str) -> str:
    """Return a figure with the numbers that it has in words in digits, up to 99."""
    return _IN_WORDS.sub(
        lambda found: str(sum(_VALUES[word] for word in found[0].lower().split("-"))), figure
    )


def has_figure(text: str) -> bool:
    """Tell whether a number stands in a text, in digits or in words."""
    return bool(_FIGURE.search(in_digits(text)))


def unit(figure: str) -> str:
    """Return what a figure counts, with nothing around it: "about 30 tonnes" and "twelve tonnes"
    are both "tonnes"."""
    return " ".join(_FIGURE.sub(" ", in_digits(unhedged(figure))).split())


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as digits: "1,000" is "1000", "three" is "3"."""
    plain = _THOUSANDS.sub("", text)
    spoken = [_SPOKEN[word.lower()] for word in words(plain) if word.lower() in _SPOKEN]
    return [number.lstrip("0") or "0" for number in _NUMBER.findall(plain)] + spoken


def numbers_missing(sentence: str, said: str) -> list[str]:
    """Return the numbers of a sentence that do not stand in what was said, as digits."""
    there = set(numbers(said))
    return [number for number in dict.fromkeys(numbers(sentence)) if number not in there]
