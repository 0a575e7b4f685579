"""Examples into token rows, framed as the service frames them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from service.reader import MAX_LENGTH, MAX_QUESTION, MAX_TITLE, frame, heading, question_ids
from training.sets import SPAN, Example

WINDOW = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One passage of one question; `starts` and `ends` are the accepted token positions."""

    ids: NDArray[np.uint16]
    second: int
    passage: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kind: int


class Encoder:
    """Tokenizes; long passages are cut to a window that holds the answer."""

    def __init__(self, tokenizer: Tokenizer, seed: int) -> None:
        self.tokenizer = tokenizer
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.random = random.Random(seed)

    def rows(self, examples: Sequence[Example]) -> list[Row] | None:
        """One row for each example; None if an answer cannot be marked in tokens."""
        rows = [self.row(example) for example in examples]
        return None if any(row is None for row in rows) else [row for row in rows if row]

    def row(self, example: Example) -> Row | None:
        question = question_ids(example.question, self._encode)[:MAX_QUESTION]
        title = self._encode(heading(example.title, example.published)).ids[:MAX_TITLE]
        passage = self._encode(example.text)
        marks = [_tokens(passage, start, end) for start, end in example.spans]
        found = [mark for mark in marks if mark]
        if example.kind == SPAN and not found:
            return None
        room = min(WINDOW, MAX_LENGTH - 4 - len(question) - len(title))
        first = self._first(len(passage.ids), room, found)
        ids, second, begins = frame(question, title, passage.ids[first : first + room])
        inside = [m for m in found if m[0] >= first and m[1] < first + room]
        if example.kind == SPAN and not inside:
            return None
        starts = tuple(sorted({mark[0] - first + begins for mark in inside}))
        ends = tuple(sorted({mark[1] - first + begins for mark in inside}))
        return Row(np.array(ids, dtype=np.uint16), second, begins, starts, ends, example.kind)

    def _encode(self, text: str) -> Encoding:
        return self.tokenizer.encode(text, add_special_tokens=False)

    def _first(self, length: int, room: int, marks: Sequence[tuple[int, int]]) -> int:
        """Where the window begins: at random, but with the first accepted answer inside."""
        if length <= room:
            return 0
        if not marks:
            return self.random.randint(0, length - room)
        start, end = marks[0]
        low, high = max(0, end - room + 1), min(start, length - room)
        return self.random.randint(low, high) if low <= high else start


def _tokens(passage: Encoding, start: int, end: int) -> tuple[int, int] | None:
    """First and last token of a character range, by the offsets of the encoding."""
    first = passage.char_to_token(start)
    last = passage.char_to_token(end - 1)
    return (first, last) if first is not None and last is not None else None
