"""A report in Markdown, for a pull request: figures, results by kind, and what went wrong."""

import html
import re
from collections.abc import Sequence

from eval import figures, kinds, report
from eval.measures import MEASURES, RETRIEVAL, TOLD
from eval.reports.content import Asked, Report, Told
from eval.reports.words import clip, in_short, percent

_WRONG = ("wrong answer", "false answer", "false refusal")
_MOST_LISTED = 50
# What stands side by side.
_SHOWN = {"fused_hit@5", "read_hit@5", "fused_mrr", "read_mrr", *TOLD}
# What Markdown could take for more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~@-])")


def written(told: Report) -> str:
    """Return the report as a Markdown text."""
    parts = [f"# {plain(told.title)}"]
    parts += [_lead(told, run) for run in told.runs]
    parts.append(_side_by_side(told) if told.several else report.markdown(told.runs[0].summary))
    parts += [_by_kind(told, run) for run in told.runs]
    parts.append(_mistakes(told))
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def plain(text: str) -> str:
    """Return a text that Markdown and HTML show as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def _lead(told: Report, run: Told) -> str:
    name = f"**{run.letter}, {plain(run.name)}.** " if told.several else ""
    return f"{name}{in_short(run)}"


def _side_by_side(told: Report) -> str:
    names = [name for name in MEASURES if name in _SHOWN and told.holding(name)]
    rows = [(_title(name), *(_cell(run, name) for run in told.runs)) for name in names]
    return figures.markdown(("Measure", *(run.letter for run in told.runs)), rows)


def _cell(run: Told, name: str) -> str:
    found = run.summary.figures.get(name)
    if found is None:
        return ""
    unit = MEASURES[name].unit
    value = figures.told(run.summary, name)
    if found.interval is None:
        return value
    low, high = (figures.written(bound, unit) for bound in found.interval)
    return f"{value} ({low} to {high})"


def _by_kind(told: Report, run: Told) -> str:
    rows = [("All", run.outcomes), *kinds.by_tag(run.records)]
    columns = ("Kind of question", "Questions", *(name.capitalize() for name in told.outcomes))
    cells = [
        (plain(tag), str(sum(of.values())), *(str(of[name]) for name in told.outcomes))
        for tag, of in rows
    ]
    return (f"Run {run.letter}:\n\n" if told.several else "") + figures.markdown(columns, cells)


def _mistakes(told: Report) -> str:
    wrong = [one for one in told.questions if any(r.outcome in _WRONG for r in one.replies)]
    if not wrong:
        return ""
    lines = [line for asked in wrong[:_MOST_LISTED] for line in _lines(told, asked)]
    left = len(wrong) - _MOST_LISTED
    more = [f"- and {left} more."] if left > 0 else []
    title = f"<details><summary>What went wrong: {len(wrong)} questions</summary>"
    return "\n".join([title, "", *lines, *more, "", "</details>"])


def _lines(told: Report, asked: Asked) -> Sequence[str]:
    accepted = " / ".join(asked.case.answers) or "no answer in these articles"
    head = f"- **{plain(clip(asked.case.question, 300))}** Accepted: {plain(clip(accepted, 200))}"
    replies = []
    for reply in asked.replies:
        one = reply.record
        said = (one.short_answer or one.answer) if one.answered else f"withheld: {one.tentative}"
        run = f"{reply.told.letter}: " if told.several else ""
        replies.append(
            f"  - {run}{reply.outcome}, {percent(one.confidence)} sure: {plain(clip(said, 200))}"
        )
    return [head, *replies]


def _title(name: str) -> str:
    title = MEASURES[name].title
    return f"{name.partition('_')[0].capitalize()} {title}" if name in RETRIEVAL else title
