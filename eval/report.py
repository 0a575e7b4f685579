"""A summary for people: on the terminal and in Markdown."""

from rich.console import Console
from rich.table import Table

from eval import figures
from eval.measures import RETRIEVAL
from eval.summary import Summary

_COLUMNS = [RETRIEVAL[f"fused_{name}"].title for name in figures.RETRIEVAL_COLUMNS]
# Narrower than this, the meanings would be broken into columns of single words.
_WIDE = 120
_ANSWER_COLUMNS = ("Measure", "Value", "95% interval", "Questions")


def show(summary: Summary, console: Console) -> None:
    """Print the summary as tables."""
    console.print(figures.headline(summary), style="bold", highlight=False)
    retrieval = Table(title="Gold passages found", title_justify="left", title_style="")
    _columns(retrieval, ("Ranking", *_COLUMNS))
    for row in figures.retrieval_rows(summary):
        retrieval.add_row(*row)
    answers = Table(title="Answers", title_justify="left", title_style="")
    _columns(answers, _ANSWER_COLUMNS)
    wide = console.width >= _WIDE
    if wide:
        answers.add_column("Meaning", overflow="fold")
    for row in figures.answer_rows(summary):
        answers.add_row(*row[: None if wide else len(_ANSWER_COLUMNS)])
    if retrieval.row_count:
        console.print(retrieval)
    console.print(answers)


def markdown(summary: Summary) -> str:
    """Return the summary as a Markdown text with two tables."""
    retrieval = figures.retrieval_rows(summary)
    answers = [row[:4] for row in figures.answer_rows(summary)]
    tables = [
        figures.markdown(("Ranking", *_COLUMNS), retrieval) if retrieval else "",
        figures.markdown(_ANSWER_COLUMNS, answers),
    ]
    return "\n\n".join([figures.headline(summary) + ".", *filter(None, tables)]) + "\n"


def _columns(table: Table, names: tuple[str, ...]) -> None:
    first, *others = names
    table.add_column(first)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
