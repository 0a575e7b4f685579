"""Fits the support model on statements with a source each, and says how good it is.

    python -m training.support_fit --data DIR

writes `models/support/support.json` and prints one JSON line per measure, WiCE test among them,
which is looked at for no choice. WiCE dev and SQuAD weigh the same, and in each of them supported
and other statements do. FM2 is measured only: what is refuted there has the words of what is not.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from service.coverage import SIGNS, compared
from service.verdict import FILE, SupportModel
from training import logistic, statements, support
from training.asker import Scores
from training.statements import Statement
from training.support import Judged

_PENALTY = 1e-3
_FOLDS = 5
# Of WiCE's supported claims, and of SQuAD's statements with their paragraph, so many may be lost.
_LOST = 0.1
_TRUE = {("wice", "supported"), ("squad", statements.WHOLE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement, and how much of it its source has."""

    statement: Statement
    features: Mapping[str, float]


def rows_of(found: Iterable[Statement]) -> list[Row]:
    return [Row(statement=one, features=compared(one.text, one.source)) for one in found]


def fit(rows: Sequence[Row]) -> SupportModel:
    """Return a model that shows everything."""
    bias, weights = logistic.fit(
        np.array([[row.features[name] for name in SIGNS] for row in rows]),
        np.array([row.statement.supported for row in rows]),
        list(SIGNS.values()),
        penalty=_PENALTY,
        shares=shares([row.statement for row in rows]),
    )
    rounded = {name: round(float(weight), 4) for name, weight in zip(SIGNS, weights, strict=True)}
    return SupportModel(bias=round(bias, 4), weights=rounded, shown=0.0)


def shares(given: Sequence[Statement]) -> logistic.Floats:
    """Return how much each statement counts, so that sets do alike, and both classes in a set."""
    groups = [(one.origin, one.supported) for one in given]
    sizes = Counter(groups)
    return np.array([1.0 / (len(sizes) * sizes[group]) for group in groups])


def judged(rows: Iterable[Row], model: SupportModel) -> Judged:
    return [(row.statement, model.weigh(row.features)) for row in rows]


def crossed(rows: Sequence[Row]) -> Judged:
    """Return every statement with its probability by a model that was fitted on the other folds.

    Statements that go with one article are of one fold.
    """
    found: list[tuple[Statement, float]] = []
    for number in range(_FOLDS):
        model = fit([row for row in rows if _fold(row) != number])
        found += judged((row for row in rows if _fold(row) == number), model)
    return found


def _fold(row: Row) -> int:
    return hashlib.sha256(row.statement.article.encode()).digest()[-1] % _FOLDS


def least(found: Judged) -> float:
    """Return the probability that all but a few true statements reach, in each set."""
    true: dict[str, list[float]] = {}
    for one, chance in found:
        if (one.origin, one.kind) in _TRUE:
            true.setdefault(one.origin, []).append(chance)
    return min(sorted(chances)[int(_LOST * len(chances))] for chances in true.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    dev = statements.wice(data, statements.WICE_DEV)
    rows = rows_of([*dev, *statements.squad(data)])
    given = [row for row in rows if not row.statement.held]
    folded = crossed(given)
    model = replace(fit(given), shown=round(least(folded), 4))
    FILE.write_text(json.dumps({"model": asdict(model)}, indent=2) + "\n", encoding="utf-8")
    print(json.dumps({"model": asdict(model)}))
    held = judged((row for row in rows if row.statement.held), model)
    for name, found in (("five-fold", folded), ("held out", held)):
        for origin in ("wice", "squad"):
            ours = [pair for pair in found if pair[0].origin == origin]
            _report(f"{origin}, {name}", support.scores(ours, model.shown))
    _report("fm2", support.fm2(data, model))
    _report("wice, test", support.wice(data, model))


def _report(measure: str, scores: Scores) -> None:
    shown = {name: round(one, 3) if isinstance(one, float) else one for name, one in scores.items()}
    print(json.dumps({"measure": measure, **shown}), flush=True)


if __name__ == "__main__":
    main()
