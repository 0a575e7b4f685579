"""How well the support model tells what a source bears out.

WiCE (Kamoi et al. 2023) is measured on its test part, on which nothing was chosen, with the whole
page as evidence, as MiniCheck (Tang et al. 2024) is; FM2 whole, since nothing is fitted on it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from eval.metrics.confidence import auroc
from eval.metrics.support import SUPPORTED, balanced_accuracy
from service.verdict import SupportModel
from training import statements
from training.asker import Scores
from training.statements import Statement

Judged = Sequence[tuple[Statement, float]]


def wice(data: Path, model: SupportModel) -> Scores:
    """Supported against the rest, partial support included."""
    return scores(judged(statements.wice(data, statements.WICE_TEST), model), model.shown)


def fm2(data: Path, model: SupportModel) -> Scores:
    """Supported against refuted."""
    return scores(judged(statements.fm2(data), model), model.shown)


def judged(given: Iterable[Statement], model: SupportModel) -> Judged:
    return [(one, model.probability(one.text, one.source)) for one in given]


def scores(found: Judged, shown: float) -> Scores:
    """Return the balanced accuracy at 0.5, the AUROC, and the share of each kind of statement that
    would be shown, in per cent but for the AUROC."""
    chances = [(chance, one.supported) for one, chance in found]
    kinds: dict[str, list[bool]] = {}
    for one, chance in found:
        kinds.setdefault(one.kind, []).append(chance >= shown)
    return {
        "claims": len(found),
        "balanced_accuracy": 100 * (balanced_accuracy(chances, SUPPORTED) or 0.0),
        "auroc": auroc(chances) or 0.0,
        **{f"shown: {kind}": 100 * sum(ones) / len(ones) for kind, ones in kinds.items()},
    }
