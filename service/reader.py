"""Reading: which passages answer a question, and where."""

from collections.abc import Sequence

CLS, SEP, COLON = 101, 102, 1024
MAX_LENGTH, MAX_QUESTION, MAX_TITLE = 256, 64, 32


def frame(
    question: Sequence[int], title: Sequence[int], window: Sequence[int]
) -> tuple[list[int], int, int]:
    """Token ids of one input, where its second part begins, and where its passage begins.

    `[CLS] question [SEP] title : passage [SEP]`; the title gives context ("the company", "he") and
    is left out, with its colon, when there is none.
    """
    named = [*title[:MAX_TITLE], COLON] if title else []
    opening = [CLS, *question[:MAX_QUESTION], SEP]
    ids = [*opening, *named, *window, SEP]
    return ids, len(opening), len(opening) + len(named)
