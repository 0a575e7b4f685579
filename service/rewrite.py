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
_SWAPS = re.compile(r"^\W*(?:(?:and|or|but|what about|how about)\s+)+(.+?)\W*$", re.IGNORECASE)
_MOST_WORDS_OF_A_SWAP = 4
_FEW_WORDS = 3


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


def _leans(question: str) -> bool:
    own = content_words(question)
    return bool(_POINTS_BACK.search(question)) or len(own) < _FEW_WORDS


def _swapped(question: str, last: Turn) -> str | None:
    match = _SWAPS.match(question)
    if match is None or len(words(match.group(1))) > _MOST_WORDS_OF_A_SWAP:
        return None
    new, old = match.group(1), names_and_numbers(last.question)
    new_names = names_and_numbers(f"of {new}")
    same_kind = (
        [name for name in old if name[0].isdigit() == bool(new_names[0][0].isdigit())]
        if (new_names)
        else []
    )
    if not same_kind:
        return None
    first, end = last.question.find(same_kind[0]), 0
    run = _run(last.question, first)
    end = first + len(run)
    return last.question[:first] + new + last.question[end:]


def _run(text: str, start: int) -> str:
    """Return the run of capitalised words or numbers that begins at `start`."""
    match = re.match(r"\w[\w.'’-]*(?:\s+(?:[A-Z0-9][\w.'’-]*))*", text[start:])
    return match.group(0) if match else ""


def _topic(last: Turn, question: str) -> list[str]:
    """Return the words of the last turn that the question may point to, names first."""
    said = {word.lower() for word in words(question)}
    names = [name for name in names_and_numbers(f"of {last.answer}") if len(last.answer) < 200]
    asked = [word for word in words(last.question) if word.lower() in content_words(last.question)]
    ordered = dict.fromkeys([*asked, *names[:4]])
    return [word for word in ordered if word.lower() not in said]
