"""How well a place in an article fits a question, told by words alone.

A small reader believes what looks like an answer. Two checks that need no model catch much of what
it gets wrong: does the answer look like what was asked for, and does the passage speak of what the
question names?
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from corpus.model import Hit
from service.english.roles import Office
from service.wording import (
    NUMBER_WORDS,
    asks_for_prose,
    asks_for_several,
    asks_yes_or_no,
    content_words,
    names_and_numbers,
    without_lead_in,
    without_talk,
    words,
)

_TIME_WORDS = (
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday "
    "sunday today yesterday tomorrow week weeks month months year years decade century day days "
    "morning afternoon evening night noon midnight spring summer autumn fall winter hours hour"
)
_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(sorted(NUMBER_WORDS))})\b", re.IGNORECASE)
_TIME = re.compile(rf"(?<![£€$¥\d.,])\d|\b(?:{'|'.join(_TIME_WORDS.split())})\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b\d{3,4}|['’]\d\d\b|\b\d+ ?(?:bce?|ad|ce)\b|\bad ?\d|"
    r"\b(?:years?|century|centuries|decades?|ago)\b",
    re.IGNORECASE,
)
_DATED = re.compile(rf"^(?:1[5-9]|20)\d\d$|^(?:{'|'.join(_TIME_WORDS.split()[:31])})$")
_NAME = re.compile(r"\b[A-Z]")
# What a question asks for, and what an answer to it must have.
_OPENING = r"^\W*(?:and |so |but )?"
_ASKED = tuple(
    (re.compile(asks, re.IGNORECASE), shape)
    for asks, shape in (
        (r"\bhow (?:many|much|old|long|far|often|large|big|high|tall|fast)\b", _NUMBER),
        (r"\b(?:percentage|what (?:share|number|proportion) of)\b", _NUMBER),
        (_OPENING + r"(?:since )?when\b|\bwhen\W*$", _TIME),
        (_OPENING + r"(?:in |by |since )?(?:what|which) years?\b", _YEAR),
        (_OPENING + r"(?:in |on |by |at )?(?:what|which) (?:month|day|date|time)\b", _TIME),
        (_OPENING + r"(?:who|whom|whose)\b|\b(?:who|whom)\W*$", _NAME),
    )
)

# How many there are of something may be said without a number.
_QUANTITY = re.compile(
    rf"{_NUMBER.pattern}|\b(?:an?|few|fewer|several|many|most|all|majority|minority|various|numerous"
    r"|couple|pair|every|some|both|any|countless|plenty|lots?|nobody|nothing|never|multiple|only"
    r"|sole|infinite|unlimited|first|second|third)\b"
    r"|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|teen|tie|hundred|thousand|million)th\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow many (?P<what>(?:[\w'’-]+ ?){1,4})", re.IGNORECASE)
# Each unit with what may be counted in it; a count of anything else is in none of them. A share of
# something may well be said in per cent.
_LENGTH = r"(?:kilo|centi|milli)?met(?:re|er)s?|miles?|feet|foot|inch(?:es)?"
_UNITS = tuple(
    (re.compile(unit, re.IGNORECASE), re.compile(rf"\b(?:{asked})", re.IGNORECASE))
    for unit, asked in (
        (
            r"[£€$¥]|\b(?:dollars?|euros?|pounds?|yuan|yen|pence|cents?)\b",
            "dollar|euro|pound|yuan|yen|pence|cent|currenc|coin",
        ),
        (rf"\d ?(?:km|cm|mm|m|ft)\b|\b(?:{_LENGTH})\b", f"{_LENGTH}|km"),
        (r"\b\d+:\d\d\b", "hour|time"),
    )
)

# What is asked for by one name and reported under another.
_ALSO_CALLED = {
    name: re.compile(rf"\b(?:{others})\b", re.IGNORECASE)
    for name, others in {
        "ceo": "chief executive",
        "cfo": "chief financial|finance chief|head of finance",
        "coo": "chief operating",
        "cto": "chief technology",
        "usa": "u[.]s|(?-i:US)|united states|america",
        "u.s": "(?-i:US)|usa|united states|america",
        "america": "u[.]s|(?-i:US)|usa|united states",
        "uk": "u[.]k|united kingdom|britain|british",
        "u.k": "uk|united kingdom|britain|british",
        "britain": "u[.]k|uk|united kingdom",
        "eu": "european union",
        "un": "united nations",
    }.items()
}

# What stands before a word that does not begin a sentence.
_WITHIN = re.compile(r"[\w,] $")
_PREFIX, _LONG_ENOUGH_TO_MISSPELL, _ALIKE = 4, 5, 0.79


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What can be told from the question's words.

    `shape` is what an answer must have, or None; `office` the one whose holder is asked for, or
    None; `counted` is what "how many" asks the number of; `polar` says that yes or no is asked for,
    `short` that a name, a number or the like is.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    shape: re.Pattern[str] | None
    office: Office | None
    names_a_time: bool
    polar: bool
    short: bool
    counted: str | None

    def measured_otherwise(self, answer: str) -> bool:
        """Tell whether an answer to "how many" is no quantity, or one of something else."""
        if self.counted is None:
            return False
        otherwise = (
            unit.search(answer) and not asked.search(self.counted) for unit, asked in _UNITS
        )
        return not _QUANTITY.search(answer) or any(otherwise)

    def suits(self, answer: str) -> float:
        """Return 0 when an answer cannot be what was asked for, such as "how many" without a
        number; else 1."""
        return float(self.shape is None or bool(self.shape.search(answer)))


def asked(question: str, passages: Collection[str] = ()) -> Asked:
    """Return what can be told from a question's words; `passages` show which of these are names
    where the question is typed without capitals."""
    core = without_lead_in(question)
    shape = next((needed for asks, needed in _ASKED if asks.search(core)), None)
    # No passage has to speak of what is only talk.
    said = without_talk(question)
    names = tuple(word.lower() for word in names_and_numbers(said))
    if not any(map(str.isupper, said[1:])):
        names += tuple(
            w for w in content_words(said) if w not in names and _always_large(w, passages)
        )
    counted = _COUNTED.search(core)
    polar = asks_yes_or_no(question)
    several = asks_for_several(question) or asks_for_prose(question)
    times = any(_DATED.search(name) for name in names)
    return Asked(
        names=names,
        words=tuple(dict.fromkeys(content_words(said))),
        shape=shape,
        office=Office.of(core),
        names_a_time=times,
        polar=polar,
        short=not (polar or several),
        counted=counted["what"] if counted else None,
    )


def _always_large(word: str, passages: Collection[str]) -> bool:
    """Tell whether a word has a capital wherever it stands, and once or more within a sentence."""
    there = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    found = [(text, match) for text in passages for match in there.finditer(text)]
    return all(match.group()[0].isupper() for _, match in found) and any(
        _WITHIN.search(text, match.start() - 2, match.start()) for text, match in found
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """What a question names, and its content words, that a passage does not speak of."""

    names: frozenset[str]
    words: frozenset[str]


def missing(asked: Asked, hit: Hit) -> Missing:
    """Return what a passage does not speak of, nor its title and date, nor its source where the
    question names that."""
    date = f" {hit.published:%d %B %Y}" if hit.published else ""
    source = f" {hit.source}" if hit.source and _names(asked, hit.source) else ""
    return missing_from(asked, f"{hit.title} {hit.passage.text}{date}{source}")


def _names(asked: Asked, source: str) -> bool:
    return frozenset(content_words(source)) <= frozenset(asked.words)


def missing_from(asked: Asked, text: str) -> Missing:
    """Return what a text does not speak of."""
    there = _Vocabulary(text)
    return Missing(
        frozenset(name for name in asked.names if name not in there),
        frozenset(word for word in asked.words if word not in there),
    )


class _Vocabulary:
    """The words of a text, looked up with other endings, as initials, by another name, and
    misspelt."""

    def __init__(self, text: str) -> None:
        said = words(text)
        self._text = text
        self._words = {word.lower().removesuffix("'s").removesuffix("’s") for word in said}
        self._words |= {part for word in self._words if "-" in word for part in word.split("-")}
        self._beginnings = {word[:_PREFIX] for word in self._words}
        self._initials = "".join(word[0] for word in said).lower()
        self._capitals = "".join(word[0] for word in said if word[0].isupper()).lower()
        self._listed = sorted(w for w in self._words if len(w) >= _LONG_ENOUGH_TO_MISSPELL)

    def __contains__(self, word: str) -> bool:
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare in self._words or self._by_another_name(bare):
            return True
        if any(character.isdigit() for character in bare):
            return False
        if len(bare) <= _PREFIX:
            return self._abbreviated(bare)
        related = bare[:_PREFIX] in self._beginnings and self._related(bare)
        return related or self._misspelt(bare)

    def _abbreviated(self, word: str) -> bool:
        """Tell whether the word may be initials: "PBOC" of "People's Bank of China"."""
        return (len(word) == _PREFIX and word in self._initials) or (
            len(word) == _PREFIX - 1 and word in self._capitals
        )

    def _by_another_name(self, word: str) -> bool:
        other = _ALSO_CALLED.get(word)
        return other is not None and bool(other.search(self._text))

    def _related(self, word: str) -> bool:
        """Tell whether another form is here: "Korean" for "Korea", "closed" for "closing"."""
        near = (w for w in self._words if w[:_PREFIX] == word[:_PREFIX])
        return any(Prefix.similarity(word, w) >= min(len(word), len(w)) - 2 for w in near)

    def _misspelt(self, word: str) -> bool:
        best = process.extractOne(
            word, self._listed, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE
        )
        return best is not None
