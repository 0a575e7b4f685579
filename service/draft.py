"""What a writer hands over: sentences, each with the places in the articles that carry it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.model import Hit
from service.judgement import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Characters `start:end` of the article that `hit` is of, within the hit's passage."""

    hit: Hit
    start: int
    end: int

    @property
    def quote(self) -> str:
        passage = self.hit.passage
        return passage.text[self.start - passage.start : self.end - passage.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    text: str
    evidence: tuple[Evidence, ...]


class Writer(Protocol):
    """Writes an answer from what was read. Two exist: quotations, and a chat model."""

    name: str

    def write(self, question: str, judgement: Judgement, /) -> Sequence[DraftSentence]: ...
