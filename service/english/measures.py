"""Two answers held against each other: which time is earlier, which figure is more, is it the same.

Each tells True, False, or None where the two do not say.
"""

import re

from service.english.times import MONTH
from service.numbers import numbers, unhedged
from service.wording import normalised, words

_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_MONTH = re.compile(rf"\b{MONTH}", re.IGNORECASE)
_DAY = re.compile(rf"\b(\d\d?)(?:st|nd|rd|th)? {MONTH}|\b{MONTH} (\d\d?)\b(?!\d)", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TIMES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_LONGEST_NAME = 4


def before(one: str, other: str) -> bool | None:
    """Tell whether one time is before another; both need a year."""
    first, second = _time(one), _time(other)
    for a, b in zip(first, second, strict=False):
        if a != b:
            return a < b
    return None


def more(one: str, other: str) -> bool | None:
    """Tell whether one figure is more than another of the same unit. Of two years the earlier one
    is more, for they answer how old something is."""
    if _YEAR.search(one) and _YEAR.search(other):
        return before(one, other)
    first, second = _figure(one), _figure(other)
    if first is None or second is None or first[1] != second[1] or first[0] == second[0]:
        return None
    return first[0] > second[0]


def alike(one: str, other: str) -> bool | None:
    """Tell whether two names are the same."""
    first, second = normalised(one), normalised(other)
    if first == second:
        return bool(first) or None
    short = max(len(first.split()), len(second.split())) <= _LONGEST_NAME
    return False if short and not set(first.split()) & set(second.split()) else None


def _time(text: str) -> list[int]:
    """Return year, month and day, as far as a text tells them from the year on."""
    years = set(_YEAR.findall(text))
    if len(years) != 1:
        return []
    month = _MONTH.search(text)
    if not month:
        return [int(years.pop())]
    found = [int(years.pop()), _MONTHS.index(month[0][:3].lower())]
    day = _DAY.search(text)
    return [*found, int(day[1] or day[2])] if day else found


def _figure(text: str) -> tuple[float, frozenset[str]] | None:
    """Return the one number of a text, and the words of its unit."""
    found = numbers(text)
    if len(found) != 1:
        return None
    said = [word for word in words(unhedged(text)) if not numbers(word)]
    value = float(found[0])
    for word in said:
        value *= _TIMES.get(word, 1.0)
    return value, frozenset(said) - _TIMES.keys()
