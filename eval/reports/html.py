"""A report as one HTML file that needs nothing else: style, script and plots are in it."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

import service
from eval import figures, kinds
from eval.measures import MEASURES, RETRIEVAL, TOLD
from eval.mistakes import gold_ranks
from eval.outcome import OUTCOMES
from eval.record import RANKINGS
from eval.reports import curves, frame, origin, words
from eval.reports.content import Report
from eval.reports.stored import Entry
from eval.score import gold_spans

_TEMPLATES = Path(__file__).parent / "templates"
# The same colours and type as the chat page has.
_BASE = Path(str(service.__file__)).parent / "page" / "base.css"

_FILTERS: dict[str, Callable[..., Any]] = {
    "percent": words.percent,
    "number": words.number,
    "clip": words.clip,
    "answering": words.answering,
    "point_rows": words.point_rows,
    "bin_rows": words.bin_rows,
    "bar_rows": words.bar_rows,
}


def rendered(report: Report) -> str:
    """Return the report as an HTML document."""
    return _page("report.html", report=report, latencies=curves.latencies(report.runs))


def listed(entries: Sequence[Entry], *, most: int) -> str:
    """Return the list of stored runs as an HTML document; `most` of them fit in one report."""
    return _page("list.html", entries=entries, most=most)


@cache
def policy() -> str:
    """Return the content security policy of these documents: their own style and script alone."""
    return (
        f"default-src 'none'; style-src '{_hash(_style())}'; script-src '{_hash(_script())}'; "
        "img-src data:; form-action 'self'; base-uri 'none'"
    )


def _page(template: str, **given: object) -> str:
    style, script = Markup(_style()), Markup(_script())  # noqa: S704 - files that lie here
    page = _environment().get_template(template)
    return page.render(style=style, script=script, policy=policy(), **given)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_FILTERS)
    made.globals.update(_vocabulary())
    return made


def _vocabulary() -> dict[str, Any]:
    return {
        "MEASURES": MEASURES,
        "FIGURES": list(TOLD),
        "RETRIEVAL": [RETRIEVAL[f"fused_{name}"].title for name in figures.RETRIEVAL_COLUMNS],
        "RANKINGS": RANKINGS,
        "OUTCOMES": OUTCOMES,
        "HEADLINES": words.HEADLINES,
        "SHARES": frame.SHARES,
        "WIDTH": frame.WIDTH,
        "HEIGHT": frame.HEIGHT,
        "written": figures.written,
        "value": figures.told,
        "headline": figures.headline,
        "retrieval_rows": figures.retrieval_rows,
        "in_short": words.in_short,
        "by_tag": kinds.by_tag,
        "curves": curves,
        "facts": origin.facts,
        "gold_ranks": gold_ranks,
        "gold_spans": gold_spans,
    }


@cache
def _style() -> str:
    own = (_TEMPLATES / f"{name}.css" for name in ("report", "tables", "plots", "questions"))
    return "\n" + "\n".join(file.read_text(encoding="utf-8") for file in (_BASE, *own))


@cache
def _script() -> str:
    return "\n" + (_TEMPLATES / "report.js").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
