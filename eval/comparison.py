"""Two runs, question by question: what a change did, and whether it may be chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from eval.figures import written
from eval.measures import MEASURES
from eval.metrics.resampling import bootstrap_interval, permutation_p_value
from eval.runfile import Run, RunUnreadable

SIGNIFICANT = 0.05
MAIN = ("fused_mrr", "read_mrr", "f1", "right_and_cited", "false_answer", "false_refusal")
_COLUMNS = ("Measure", "First", "Second", "Change", "95% interval", "p", "Won : lost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One measure in both runs, over the questions for which both define it.

    `change` is the second mean less the first; `interval` its 95% bootstrap interval; `won` and
    `lost` are the questions that got better and worse.
    """

    measure: str
    questions: int
    first: float
    second: float
    interval: tuple[float, float]
    p_value: float
    won: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def change(self) -> float:
        return self.second - self.first


def compare(first: Run, second: Run, *, seed: int = 0) -> list[Difference]:
    """Return the difference in every measure that is a mean over questions.

    Raises RunUnreadable when the runs have no question in common.
    """
    ours = {record.case.id: record.scores for record in first.records}
    theirs = {record.case.id: record.scores for record in second.records}
    shared = [id_ for id_ in ours if id_ in theirs]
    if not shared:
        raise RunUnreadable("The two runs have no question in common; compare runs of one suite.")
    found = []
    for name in MEASURES:
        pairs = {
            id_: (ours[id_][name], theirs[id_][name])
            for id_ in shared
            if name in ours[id_] and name in theirs[id_]
        }
        if pairs:
            found.append(_difference(name, pairs, seed))
    return found


def worse(before: Run, after: Run) -> list[str]:
    """Return what got worse, a line each: only the main measures, and beyond what chance explains.

    The bar for each is SIGNIFICANT over their number (Bonferroni), so that a change that does
    nothing is called worse in any of them at most that often.
    """
    found = [one for one in compare(before, after) if one.measure in MAIN]
    return [
        f"{one.measure} fell from {one.first:.4f} to {one.second:.4f} (p = {one.p_value:.4f})"
        if one.change < 0
        else f"{one.measure} rose from {one.first:.4f} to {one.second:.4f} (p = {one.p_value:.4f})"
        for one in found
        if one.p_value < SIGNIFICANT / len(MAIN)
        and (one.change > 0) == MEASURES[one.measure].lower_is_better
    ]


def show(differences: Sequence[Difference], console: Console) -> None:
    """Print the differences, those that are hardly chance in bold, and who won and lost by them.

    A measure in which every question scored the same is only counted.
    """
    moved = [one for one in differences if one.won or one.lost]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, no_wrap=True)
    for one in moved:
        table.add_row(*_row(one), style="bold" if one.p_value < SIGNIFICANT else "")
    if moved:
        console.print(table)
    for one in moved:
        if one.p_value < SIGNIFICANT:
            won, lost = ", ".join(one.won) or "none", ", ".join(one.lost) or "none"
            console.print(f"{one.measure}: won {won}; lost {lost}", highlight=False)
    console.print(
        f"{len(differences) - len(moved)} of {len(differences)} measures are the same for every "
        "question.",
        highlight=False,
    )


def _row(one: Difference) -> tuple[str, ...]:
    unit = MEASURES[one.measure].unit
    first, second, change = (written(value, unit) for value in (one.first, one.second, one.change))
    interval = " to ".join(written(bound, unit) for bound in one.interval)
    won_lost = f"{len(one.won)} : {len(one.lost)}"
    return one.measure, first, second, change, interval, f"{one.p_value:.4f}", won_lost


def _difference(name: str, pairs: dict[str, tuple[float, float]], seed: int) -> Difference:
    changes = {id_: second - first for id_, (first, second) in pairs.items()}
    values = list(changes.values())
    sign = -1 if MEASURES[name].lower_is_better else 1
    return Difference(
        measure=name,
        questions=len(pairs),
        first=_mean([first for first, _ in pairs.values()]),
        second=_mean([second for _, second in pairs.values()]),
        interval=bootstrap_interval(values, seed=seed) or (0.0, 0.0),
        p_value=permutation_p_value(values, seed=seed),
        won=tuple(id_ for id_, change in changes.items() if sign * change > 0),
        lost=tuple(id_ for id_, change in changes.items() if sign * change < 0),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
