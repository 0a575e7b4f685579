"""What is asked and what a right reply is: suites, their cases, and the places in articles that
hold the answers."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.errors import InputError
from corpus.model import Article
from service.model import Turn

# "answer" goes the whole way of a question; "rewrite" only makes it stand alone and searches;
# "support" holds a claim against its evidence.
Task = Literal["answer", "rewrite", "support"]
# Whose own scoring rule is reported beside the strict one; see `eval.official`.
Rule = Literal["multihop_rag", "rgb"]


class SuiteInvalid(InputError):
    """A suite's file cannot be used as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A place that answers a question: `text[start:end]` of one article.

    Golds of one `group` are alternatives, one of them is enough; every group is needed.
    `relevance` is its grade, for nDCG.
    """

    article_id: str
    start: int
    end: int
    group: int = 0
    relevance: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with what a right reply is.

    `answers` are alternatives. Where `parts` is given, a right reply holds one alternative of every
    part. `unanswerable` means that the suite's articles do not say.

    `stand_alone` is the question as it would be asked without its `history`. `assertions` are
    statements that a right reply makes. A claim is a case whose `question` is the claim, `evidence`
    the sentences that it is held against, and `supported` whether they bear it out. `collection`
    confines a question to the articles of one collection.
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    gold: tuple[Gold, ...] = ()
    tags: tuple[str, ...] = ()
    unanswerable: bool = False
    history: tuple[Turn, ...] = ()
    stand_alone: str | None = None
    assertions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    supported: bool | None = None
    collection: str | None = None
    rule: Rule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """Questions, and the articles to ask them of. `notes` say what whoever runs it should know;
    `stocked` that the articles are in the data folder or the service already."""

    name: str
    cases: tuple[Case, ...]
    articles: tuple[Article, ...]
    notes: tuple[str, ...] = ()
    task: Task = "answer"
    stocked: bool = False

    def sample(self, limit: int | None, seed: int) -> "Suite":
        """Return the suite with at most `limit` cases, drawn at random and kept in their order.

        The share of the unanswerable stays what it is, to the nearest case.
        """
        if limit is None or limit >= len(self.cases):
            return self
        unanswerable = [case for case in self.cases if case.unanswerable]
        answerable = [case for case in self.cases if not case.unanswerable]
        share = round(limit * len(unanswerable) / len(self.cases))
        drawn = random.Random(seed)
        chosen = {case.id for case in drawn.sample(answerable, limit - share)}
        chosen |= {case.id for case in drawn.sample(unanswerable, share)}
        return replace(self, cases=tuple(case for case in self.cases if case.id in chosen))


def whole(article: Article, *, group: int = 0, relevance: int = 1) -> Gold:
    """Return the gold that is a whole article."""
    return Gold(
        article_id=article.id, start=0, end=len(article.text), group=group, relevance=relevance
    )


def groups(gold: Sequence[Gold]) -> list[list[Gold]]:
    """Return the alternatives of every group."""
    numbers = sorted({one.group for one in gold})
    return [[one for one in gold if one.group == number] for number in numbers]
