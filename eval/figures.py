"""A summary's figures as words and as rows, whatever they are then printed with."""

from collections.abc import Iterable, Sequence

from eval.measures import MEASURES, SPEED, TOLD, Unit
from eval.record import RANKINGS
from eval.summary import Summary

RETRIEVAL_COLUMNS = ("hit@1", "hit@3", "hit@5", "hit@10", "recall@5", "mrr", "ndcg@10")
_RANKING_TITLES = {
    "lexical": "Lexical",
    "dense": "Dense",
    "fused": "Fused",
    "stand_alone": "Fused, rewritten by a person",
    "read": "Read",
}
Row = tuple[str, ...]


def headline(summary: Summary) -> str:
    """Return one line that says what was asked of what."""
    made = summary.made
    return (
        f"{made.suite}: {summary.questions} questions, {summary.unanswerable} of them "
        f"unanswerable, over {made.articles:,} articles in {made.passages:,} passages"
    )


def retrieval_rows(summary: Summary) -> list[Row]:
    """Return a row for each ranking: its title, then one cell for each of RETRIEVAL_COLUMNS."""
    return [
        (_RANKING_TITLES[name], *_cells(summary, [f"{name}_{one}" for one in RETRIEVAL_COLUMNS]))
        for name in RANKINGS
        if f"{name}_mrr" in summary.figures
    ]


def answer_rows(summary: Summary, *, speed: bool = True) -> list[Row]:
    """Return a row for each other figure: title, value, 95% interval, questions, meaning."""
    names = [name for name in TOLD if speed or name not in SPEED]
    return [
        (MEASURES[name].title, *_row(summary, name), _meaning(name))
        for name in names
        if name in summary.figures
    ]


def told(summary: Summary, name: str) -> str:
    """Return a figure of a summary as it is read; a time says how many were asked at once."""
    value = written(summary.figures[name].value, MEASURES[name].unit)
    at_once = summary.made.parallel
    return f"{value}, {at_once} at once" if name in SPEED and at_once > 1 else value


def written(value: float, unit: Unit) -> str:
    """Return a figure as it is read: 0.873 of a share as 87.3%."""
    if unit == "share":
        return f"{value:.1%}"
    if unit == "tokens":
        return f"{value:,.0f}"
    return f"{value:,.0f} ms" if unit == "ms" else f"{value:.3f}"


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, the first column to the left and the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(summary: Summary, names: Iterable[str]) -> list[str]:
    found = [(summary.figures.get(name), MEASURES[name].unit) for name in names]
    return [written(figure.value, unit) if figure else "" for figure, unit in found]


def _row(summary: Summary, name: str) -> Row:
    figure, unit = summary.figures[name], MEASURES[name].unit
    low_high = [written(bound, unit) for bound in figure.interval or ()]
    return told(summary, name), " to ".join(low_high), str(figure.questions)


def _meaning(name: str) -> str:
    measure = MEASURES[name]
    return measure.meaning + (" (lower is better)" if measure.lower_is_better else "")
