"""Things that a question speaks of without a name: "the ban", "the Corvin bridge", "a new album".

There is no parser here. A phrase begins with an article or "this" and ends before a word that
cannot belong to it; where only the verb stands behind it ("When did the ban take effect?"), common
verbs are known.
"""

import re
from dataclasses import dataclass

from corpus.stopwords import STOP_WORDS
from service.english.names import names
from service.english.verbs import NOT_PAST, PARTICIPLES, VERBS
from service.wording import words

_BEGINS = re.compile(r"\b(the|an?|my|your|our|this|these|those|that)\s+(?=\w)", re.IGNORECASE)
_DO = re.compile(
    r"\b(?:do|does|did|will|would|can|could|should|may|might|must)\s+"
    r"(?P<second>.*\b(?:and|or)\s+)?$",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had)\s+$", re.IGNORECASE)
_SAID_OF = PARTICIPLES | frozenset(
    "safe true legal illegal successful popular open closed big large long old good bad different "
    "famous important".split()
)
# What owns something ends its phrase: "the regulator" of "the regulator's notice".
_ENDS = re.compile(r"[,;:?!()\"“”]|\.\s|\.$|['’]s?(?!\w)")
_OWNS = re.compile(r"['’]s?\s+")
_WHAT_IS = re.compile(r"^\W*what (?:is|was|are|were)\s+$", re.IGNORECASE)
_DOING = frozenset(
    "doing saying thinking wearing trying planning using making holding looking going".split()
)
_OF = re.compile(r" of (?:the |an? |one )?", re.IGNORECASE)
_POINTING = frozenset({"this", "these", "those", "that"})
_JOINS = frozenset({"and", "or"})
_LONGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase, where it begins, and whether it points back as "this album" does."""

    text: str
    start: int
    end: int
    points: bool


def phrases(question: str) -> list[Phrase]:
    """Return the phrases of a question that begin with an article or a pointing word, in order."""
    found = []
    for match in _BEGINS.finditer(question):
        inside = _inside(question[match.end() :])
        kept = inside[: _length(inside, question[: match.start()])]
        if kept:
            points = match.group(1).lower() in _POINTING
            found.append(_phrase(question, match.start(), match.end(), kept, points=points))
    return found


def with_what_it_is_of(question: str, start: int, end: int) -> str:
    """Return the phrase at `start:end` as far as what it is of: "the price of one bitcoin"."""
    if of := _OF.match(question[end:]):
        inside = _inside(question[end + of.end() :])
        kept = inside[: _length(inside, question[:start])]
        following = next(iter(inside[len(kept) :]), "")
        if _WHAT_IS.search(question[:start]) and _is_activity(following.lower()):
            kept = [*kept, following]
        if kept:
            end = _phrase(question, start, end + of.end(), kept, points=False).end
    return question[start:end]


def owned(question: str) -> list[Phrase]:
    """Return what somebody named owns, with the owner: "India's finance minister"."""
    found = []
    for name in names(question):
        after = name.start + len(name.text)
        if owns := _OWNS.match(question[after:]):
            inside = _inside(question[after + owns.end() :])
            kept = inside[: _length(inside, question[: name.start])]
            if kept:
                found.append(_phrase(question, name.start, after + owns.end(), kept, points=False))
    return found


def _phrase(question: str, start: int, inside: int, kept: list[str], *, points: bool) -> Phrase:
    """Return the phrase that ends with the last of the words kept, which begin at `inside`."""
    end = inside
    for word in kept:
        end = question.index(word, end) + len(word)
    return Phrase(text=question[start:end], start=start, end=end, points=points)


def _inside(rest: str) -> list[str]:
    """Return the words up to the first that cannot belong to the phrase, with that one if it is
    "and" or "or"."""
    kept: list[str] = []
    for word in words(_ENDS.split(rest, maxsplit=1)[0])[:_LONGEST]:
        if word.lower() in STOP_WORDS and word.lower() not in VERBS and not word.isupper():
            if word.lower() == "than":  # "longer than" is said of the phrase, not part of it.
                return kept[:-1]
            return [*kept, word] if word.lower() in _JOINS else kept
        kept.append(word)
    return kept


def _length(inside: list[str], before: str) -> int:
    """Return how many of the words belong to the phrase rather than to the verb behind it."""
    if inside and inside[-1].lower() in _JOINS:
        return len(inside) - 1
    if do := _DO.search(before):
        verb = next((i for i, w in enumerate(inside) if i and w.lower() in VERBS), None)
        # The second of two subjects may stand as an object too, without a verb behind it.
        unknown = len(inside) if do.group("second") else max(1, len(inside) - 1)
        return verb if verb is not None else unknown
    if _BE.search(before):
        ends = next((i for i, w in enumerate(inside) if i and _is_said_of(w.lower())), None)
        return ends if ends is not None else len(inside)
    return next((i for i, w in enumerate(inside) if w.lower() in STOP_WORDS), len(inside))


def _is_activity(word: str) -> bool:
    """Tell whether a word such as "mining" is what a phrase is of ("the share of bitcoin mining")
    and not what somebody is asked about ("What is the head of the bank doing?")."""
    return word.endswith("ing") and word not in _DOING


def _is_said_of(word: str) -> bool:
    """Tell whether a word behind "is" says something of the phrase instead of belonging to it."""
    regular = word.endswith(("ed", "ing")) and len(word) > len("king") and word not in NOT_PAST
    return regular or word in _SAID_OF
