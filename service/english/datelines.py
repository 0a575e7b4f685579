"""Where and when a story was filed, as news says before its first sentence: "LISBON, Tuesday - ".

A small reader takes the dateline for a part of the sentence, and so for a part of its answers.
"""

import re

_CITY = r"[A-Z][A-Z.'’]+(?:[ -][A-Z.'’]+)*"
_DATELINE = re.compile(
    rf"(?:^|\n\n)(?P<line>{_CITY}(?:, [A-Z][\w.]*(?: [\w.]+){{0,2}}){{0,2}}"
    r"(?: \([^()\n]{2,40}\))? ?(?:--|[-–—]) )(?=\S)"
)


def without_dateline(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where `text[start:end]` begins and ends behind a dateline that it runs out of; as it
    is, if it touches none or lies within one."""
    for found in _DATELINE.finditer(text):
        if start < found.end("line") < end and start >= found.start("line"):
            return found.end("line"), end
    return start, end
