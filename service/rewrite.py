"""A follow-up question made to stand alone, by rule.

A follow-up leaves out what the last turn made plain. Two forms are mended: the one that swaps a
name ("And Binance?"), where the earlier question is asked again of the new name; and the one that
points back ("When did it take effect?"), where the names and content words that it points to are
added. A question that stands alone is left as it is.
"""

import re
from collections.abc import Sequence

from service.model import Turn
from service.wording import content_words, names_and_numbers, words

_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|him|his|she|her|hers|that|those|these|this|there|then|"
    r"the (?:same|two|latter|former|company|law|ban|deal|figure|number))\b",
    re.IGNORECASE,
)
_ASKS_AGAIN = re.compile(
    r"[,;?]?\s+and\s+(?=(?:who|whom|when|where|why|how|what|which|since when|by whom)\b)",
    re.IGNORECASE,
)
_DID_SO = re.compile(r"\b(?:do|did|does|done|doing) (?:that|this|so|it)\b", re.IGNORECASE)
_SWAPS = re.compile(r"^\W*(?:(?:and|or|but|what about|how about)\s+)+(.+?)\W*$", re.IGNORECASE)
_LEADING_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_MOST_WORDS_OF_A_SWAP = 4
_FEW_WORDS = 2
_LONG_ANSWER, _MOST_NAMES = 200, 4


def stand_alone(question: str, history: Sequence[Turn]) -> str:
    """Return `question` as it would be asked without the turns before it."""
    if not history:
        return question
    last = history[-1]
    if swapped := _swapped(question, last):
        return swapped
    if not _leans(question):
        return question
    missing = _topic(last, question)
    return f"{question.rstrip(' ?')} ({' '.join(missing)})?" if missing else question


def parts(question: str) -> list[str]:
    """Return the questions that are asked at once: "Who leads it, and since when?" are two.

    What follows the first is made to stand alone like a follow-up to it.
    """
    first, *others = _ASKS_AGAIN.split(question.strip())
    if not others or len(content_words(first)) < _FEW_WORDS:
        return [question]
    head = first.rstrip(" ,;?") + "?"
    return [head, *(stand_alone(other, [Turn(question=head)]) for other in others)]


def _leans(question: str) -> bool:
    """Tell whether a question needs the turn before it: it points back and names nothing itself
    ("its" in "Where did Cobo move its headquarters?" points to Cobo), or says nearly nothing."""
    if _DID_SO.search(question):
        return True
    if names_and_numbers(question):
        return False
    return bool(_POINTS_BACK.search(question)) or len(content_words(question)) < _FEW_WORDS


def _swapped(question: str, last: Turn) -> str | None:
    """Return the last question asked of the name that this one puts forward, if it does no more."""
    match = _SWAPS.match(question)
    if match is None or len(words(match.group(1))) > _MOST_WORDS_OF_A_SWAP:
        return None
    new = _LEADING_ARTICLE.sub("", match.group(1))
    names = [name for name in names_and_numbers(f"of {new}") if name in new]
    rivals = [
        name
        for name in names_and_numbers(last.question)
        if names and name[0].isdigit() == names[0][0].isdigit()
    ]
    if not rivals:
        return None
    # "Selby tunnel" takes the place of "Corvin bridge", not of "Corvin" alone.
    after_name = len(words(new.partition(names[-1])[2]))
    old = re.compile(
        rf"\b{re.escape(rivals[0])}(?:\s+[A-Z0-9][\w.'’-]*)*(?:\s+\w+){{{after_name}}}"
    )
    return old.sub(lambda _: new, last.question, count=1)


def _topic(last: Turn, question: str) -> list[str]:
    """Return the words of the last turn that the question may point to."""
    said = {word.lower() for word in words(question)}
    # A long answer names too much to tell what is meant.
    names = names_and_numbers(f"of {last.answer}") if len(last.answer) < _LONG_ANSWER else []
    meant = set(content_words(last.question))
    asked = [word for word in words(last.question) if word.lower() in meant]
    ordered = dict.fromkeys([*asked, *names[:_MOST_NAMES]])
    return [word for word in ordered if word.lower() not in said]
