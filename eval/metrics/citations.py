"""How well citations point at the gold quotes.

After ALCE's citation precision and recall (Gao et al. 2023, "Enabling Large Language Models to
Generate Text with Citations"), with the suite's gold quotes in the place of its support model:
exact, but blind to a right citation that the suite does not list.
"""

from collections.abc import Sequence

from eval.metrics.overlap import Span, satisfied


def citation_precision(cited: Sequence[Span], groups: Sequence[Sequence[Span]]) -> float:
    """Return the share of the citations that point at a gold quote; 0 without citations."""
    right = sum(bool(satisfied(span, groups)) for span in cited)
    return right / len(cited) if cited else 0.0


def citation_recall(cited: Sequence[Span], groups: Sequence[Sequence[Span]]) -> float:
    """Return the share of the gold groups that a citation points at; 0 without any."""
    found: set[int] = set().union(*(satisfied(span, groups) for span in cited))
    return len(found) / len(groups) if groups else 0.0
