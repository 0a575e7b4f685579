"""What happened to one question: the case, the reply with its trace, and its scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from eval.metrics.overlap import Span
from eval.suite import Case

RANKINGS = ("lexical", "dense", "fused", "read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Span):
    """A citation: a place in an article and what stands there."""

    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of a stored run.

    `rankings` holds the places of the passages, best first, under "lexical", "dense", "fused" and
    "read" (the order of the reply's passages). `scores` has only what is defined for this question:
    a question that cannot be answered has no F1. `tentative` is the answer that a refusal withheld.
    """

    case: Case
    answered: bool
    answer: str
    short_answer: str | None
    tentative: str
    confidence: float
    reason: str | None
    searched_for: str
    citations: tuple[Cited, ...]
    rankings: Mapping[str, tuple[Span, ...]]
    timings_ms: Mapping[str, float]
    trace: Mapping[str, Any] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The words of the reply: the short answer, then the sentences."""
        return "\n".join(text for text in (self.short_answer, self.answer) if text)


ADAPTER = TypeAdapter(Record)
