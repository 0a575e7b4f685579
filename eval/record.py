"""What happened to one question: the case, the reply with its trace, and its scores."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from eval.metrics.overlap import Span
from eval.suite import Case, Task
from service.tokens import Tokens

RANKINGS = ("lexical", "dense", "fused", "stand_alone", "read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Span):
    """A citation: a place in an article and what stands there."""

    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence of a reply with the places of its citations in the record's `citations`.

    The rest are probabilities, by the support model, that what is cited bears the sentence out: all
    of it `together`, each citation `alone`, and all `without` each.
    """

    text: str
    citations: tuple[int, ...]
    together: float = 0.0
    alone: tuple[float, ...] = ()
    without: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a chat model said of a reply: whether its citations say all of it, and whether it is an
    accepted answer; None where it was not asked, or replied with something else than a verdict.

    It was asked `asked` times, and `malformed` of its replies were no verdict.
    """

    faithful: bool | None
    correct: bool | None
    asked: int
    malformed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of a stored run.

    `rankings` holds the places of the passages, best first, under "lexical", "dense", "fused" and
    "read" (the order of the reply's passages), and under "stand_alone" what is found for the
    question that a person made to stand alone. `scores` has only what is defined for this question:
    a question that cannot be answered has no F1. `tentative` is the answer that a refusal withheld.
    `asserted` are the probabilities, by the support model, that the reply makes each of the case's
    assertions. `tokens` is what a chat model that wrote the reply has cost, where its provider
    says so. A claim's `confidence` is the probability that its evidence bears it out. `task`
    says what was asked for: of a rewriting or a claim, nothing was answered and nothing refused.
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
    task: Task = "answer"
    sentences: tuple[Said, ...] = ()
    asserted: tuple[float, ...] = ()
    judged: Judged | None = None
    tokens: Tokens | None = None
    trace: Mapping[str, Any] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The words of the reply: the short answer, then the sentences."""
        return "\n".join(text for text in (self.short_answer, self.answer) if text)


ADAPTER = TypeAdapter(Record)
