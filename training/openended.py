"""Questions that ask for more than a name, a number or a day.

Most of SQuAD's questions are answered by a name or two words, and a reader trained on them as they
come finds little else: why, how, what was said and whole lists are drawn first (`training/mix.py`).
"""

import re

from training.sets import Example

LONG_ANSWER = 8
_MEASURED = "many|much|long|old|far|tall|large|big|high|often|deep|wide|fast|heavy|close"
_ASKS = re.compile(
    rf"\bwhy\b|\bhow\b(?! (?:{_MEASURED})\b)"
    r"|\b(?:said|says?|claim(?:s|ed)?|argue[sd]?|belie(?:ve[sd]?|f)|state[sd]?|thinks?|thought"
    r"|describe[sd]?|reasons?|purpose|difference|meant?)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\w,? and \w")


def open_ended(example: Example) -> bool:
    """Whether an example asks why, how or what somebody said, or is answered by a list or by
    eight words and more."""
    answer = max(example.answers, key=len, default="")
    return bool(
        _ASKS.search(example.question)
        or _LISTS.search(answer)
        or len(answer.split()) >= LONG_ANSWER
    )
