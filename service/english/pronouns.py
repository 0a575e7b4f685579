"""Pronouns that point back to earlier turns, and putting what they mean in their place."""

import re
from collections.abc import Callable, Mapping, Sequence

from corpus.stopwords import STOP_WORDS
from service.english.names import Kind, names

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("he", "him", "his"), "he"),
    **dict.fromkeys(("she", "her", "hers"), "she"),
    **dict.fromkeys(("it", "its"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "thier"), "they"),
}
_PRONOUN = re.compile(rf"\b({'|'.join(_KINDS)})\b(?!['’])", re.IGNORECASE)
_OWNING = frozenset({"his", "hers", "its", "their", "theirs", "thier"})
# "How long did it take?" and "Is it true that …?" speak of nothing before them.
_EMPTY_IT = re.compile(
    r"\bhow (?:long|many \w+|much \w+) (?:does|did|will|would|has) it (?:take|taken)\b"
    r"|\bma[dk]e it\b|\b(?:is|was) it (?:true|possible|known|said|that|because)\b"
    r"|\bit (?:seems?|is (?:true|said))\b",
    re.IGNORECASE,
)


def pronouns(question: str) -> set[Kind]:
    """Return the kinds of what a question points back to: "he", "she", "it" or "they"."""
    return {_KINDS[match.group().lower()] for match in _PRONOUN.finditer(question)}


def filled_in(question: str, meant_by: Callable[[Kind], str | None]) -> tuple[str, dict[str, Kind]]:
    """Return the question with what its pronouns mean in their place, and what that was.

    The first pronoun of each kind is replaced, the others then point to it. One that follows a
    name of the question itself points to that ("Where did Cobo move its headquarters?").
    """
    own = [name.start for name in names(question)]
    put: dict[str, Kind] = {}
    made, end = "", 0
    for match in _PRONOUN.finditer(question):
        kind = _KINDS[match.group().lower()]
        if kind in put.values() or _within(question, match, own):
            continue
        meant = meant_by(kind)
        if meant is None or meant in put:
            continue
        put[meant] = kind
        made += question[end : match.start()] + _formed(meant, match, question)
        end = match.end()
    return made + question[end:], put


def _within(question: str, match: re.Match[str], own: Sequence[int]) -> bool:
    """Tell whether a pronoun points to something in its own question, or to nothing."""
    empty = any(
        found.start() <= match.start() < found.end() for found in _EMPTY_IT.finditer(question)
    )
    return empty or any(start < match.start() for start in own)


def _formed(meant: str, match: re.Match[str], question: str) -> str:
    word = match.group().lower()
    following = re.findall(r"[\w’']+", question[match.end() :])
    owns = word in _OWNING or (
        word == "her" and bool(following) and following[0].lower() not in STOP_WORDS
    )
    if not owns:
        return meant
    return f"{meant}'" if meant.endswith("s") else f"{meant}'s"
