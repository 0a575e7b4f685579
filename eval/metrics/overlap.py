"""Whether a passage or a citation is where the gold is."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start:end` of an article."""

    article_id: str
    start: int
    end: int


def overlap(one: Span, other: Span) -> float:
    """Return the shared characters over those of the shorter span, 0 to 1 (the overlap coefficient
    of Szymkiewicz and Simpson). Spans of different articles share nothing."""
    if one.article_id != other.article_id:
        return 0.0
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return max(shared, 0) / shorter if shorter > 0 else 0.0


def is_gold(span: Span, gold: Span) -> bool:
    """Return whether a passage or citation counts as the gold one: it shares at least half of the
    shorter one's characters.

    So a passage is gold if it holds the gold quote, or at least half of it where a cut runs through
    it, or if it lies in a gold that is a whole paragraph or article.
    """
    return overlap(span, gold) >= ENOUGH


def satisfied(span: Span, groups: Sequence[Sequence[Span]]) -> set[int]:
    """Return the numbers of the groups of which one alternative is where `span` is."""
    return {
        number
        for number, alternatives in enumerate(groups)
        if any(is_gold(span, gold) for gold in alternatives)
    }
