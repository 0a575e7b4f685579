"""What a question speaks of: names, titles, and phrases such as "the ban", each where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.english.names import heading, names
from service.english.phrases import owned, phrases

_VAGUE = re.compile(
    r"^(?:the|an?) (?:\w+ )*(?:article|time|year|day|month|end|beginning|same|name|way|lot|result|"
    r"reason|other|rest|first|last|most|following|only|new|old|thing|one|ones|two|three)$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:,| and| or|, and|, or) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something that is spoken of, at `start:end` of the question."""

    text: str
    start: int
    end: int


def mentions(question: str, titles: Sequence[str] = ()) -> list[Mention]:
    """Return what a question speaks of, in order. `titles` are names that are known already, such
    as "All About Eve", and are found whatever their words."""
    if title := heading(question):
        return [Mention(text=title, start=0, end=len(title))]
    placed = [
        match.span()
        for known in titles
        for match in re.finditer(re.escape(known), question, re.IGNORECASE)
    ]
    plain = [one for one in phrases(question) if not one.points and not _VAGUE.match(one.text)]
    placed += [(one.start, one.end) for one in plain]
    for name in names(question):
        placed = _with(placed, name.start, name.start + len(name.text))
    placed += [(one.start, one.end) for one in owned(question)]
    return [Mention(text=question[a:b], start=a, end=b) for a, b in sorted(placed)]


def _with(placed: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the places with one more; one that it begins in is lengthened to hold it."""
    if not any(first <= start < last for first, last in placed):
        return [*placed, (start, end)]
    return [(first, max(last, end) if first <= start < last else last) for first, last in placed]


def side_by_side(question: str) -> list[Mention]:
    """Return the first two or more things that a question joins by "and", "or" or commas."""
    row: list[Mention] = []
    for mention in mentions(question):
        if row and _BESIDE.fullmatch(question[row[-1].end : mention.start]):
            row.append(mention)
        elif len(row) > 1:
            break
        else:
            row = [mention]
    return row if len(row) > 1 else []
