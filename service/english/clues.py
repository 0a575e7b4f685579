"""A question that tells by two things which one it means: "Which town rejected the plan and has a
mayor who taught?" No one sentence need say both."""

import re

from service.english.verbs import FINITE

_THEN = r"(?:also |later |then |now |once |already )?"
_ONE_OF = re.compile(r"^\W*who (?:is|was) (?:the|an?) [^,?]+?,? (?:who|that) ", re.IGNORECASE)
_TWO_CLUES = re.compile(
    r"^\W*(?P<who>who|(?:which|what)(?: (?!(?:do|does|did)\b)[\w'’-]+){1,5}?),? "
    rf"(?P<one>(?!(?:do|does|did)\b){FINITE} .+?),? and {_THEN}(?P<other>{FINITE} .+?)\W*$",
    re.IGNORECASE,
)
# What stands for something that only the other clue names.
_STANDS_FOR = re.compile(
    r"\b(?:it|them|him|there|those|these|that one|the latter)\b", re.IGNORECASE
)
_FEWEST_WORDS, _MOST = 3, 3


def clues(question: str) -> list[str]:
    """Return a question for each thing that is told, at most three; none where one alone is."""
    match = _TWO_CLUES.match(_ONE_OF.sub("Who ", question))
    if not match or _STANDS_FOR.search(match["other"]):
        return []
    who, one, other = match["who"], match["one"], match["other"]
    if min(len(one.split()), len(other.split())) < _FEWEST_WORDS:
        return []
    first, rest = f"{who} {one}?", f"{who} {other}?"
    return [first, *(clues(rest) or [rest])][:_MOST]
