"""Where the sentences of a text begin and end."""

import re

import sentencex

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def sentences(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the `(start, end)` character offsets of each sentence, in order, without the white
    space around it.

    A blank line always ends a sentence, so that a headline does not run into the text below it.
    Boundaries within a paragraph are those of sentencex (Wikimedia), whose rules know the
    abbreviations of some hundred languages.
    """
    spans: list[tuple[int, int]] = []
    offset = 0
    for block in [*_BLANK_LINES.finditer(text), None]:
        end = block.start() if block else len(text)
        spans += _within(text[offset:end], offset, language)
        offset = block.end() if block else end
    return tuple(spans)


def _within(paragraph: str, offset: int, language: str) -> list[tuple[int, int]]:
    spans = []
    for found in sentencex.get_sentence_boundaries(language, paragraph):
        piece = paragraph[found["start_index"] : found["end_index"]]
        start = offset + found["start_index"] + len(piece) - len(piece.lstrip())
        if stripped := piece.strip():
            spans.append((start, start + len(stripped)))
    return spans
