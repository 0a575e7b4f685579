from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from eval import readme, report
from eval.provenance import Made
from eval.runfile import RunUnreadable
from eval.summary import Figure, Summary

MADE = Made(
    suite="small",
    seed=0,
    limit=None,
    settings={},
    models={},
    versions={},
    questions="",
    corpus="",
    articles=1234,
    passages=5678,
    cores=2,
)
SUMMARY = Summary(
    made=MADE,
    questions=30,
    unanswerable=10,
    figures={
        "fused_hit@1": Figure(value=0.75, questions=20, interval=(0.6, 0.9)),
        "fused_mrr": Figure(value=0.8125, questions=20, interval=(0.7, 0.9)),
        "f1": Figure(value=0.5, questions=20, interval=(0.25, 0.75)),
        "ece": Figure(value=0.0625, questions=20),
        "latency_p50": Figure(value=1234.5, questions=30),
    },
)
MARKDOWN = """\
small: 30 questions, 10 of them unanswerable, over 1,234 articles in 5,678 passages.

| Ranking | hit@1 | hit@3 | hit@5 | hit@10 | recall@5 | MRR | nDCG@10 |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| Fused | 75.0% |  |  |  |  | 0.812 |  |

| Measure | Value | 95% interval | Questions |
| --- | ---: | ---: | ---: |
| Token F1 | 50.0% | 25.0% to 75.0% | 20 |
| Expected calibration error | 0.062 |  | 20 |
| Latency, median | 1,234 ms |  | 30 |
"""


def test_a_summary_becomes_two_tables() -> None:
    assert report.markdown(SUMMARY) == MARKDOWN


def test_times_say_that_questions_were_asked_at_once() -> None:
    at_once = replace(SUMMARY, made=replace(MADE, parallel=4))
    row = "| Latency, median | 1,234 ms, 4 at once |  | 30 |"
    assert row in report.markdown(at_once)
    assert "at once" not in report.markdown(SUMMARY)


@pytest.mark.parametrize("width", [60, 80, 160])
def test_the_terminal_shows_every_figure_whatever_its_width(width: int) -> None:
    paper = StringIO()
    report.show(SUMMARY, Console(width=width, file=paper))
    for word in ("Token F1", "50.0%", "0.062", "1,234 ms"):
        assert word in paper.getvalue()


def test_the_readme_keeps_what_stands_around_the_figures() -> None:
    old = f"# Title\n{readme.BEGIN}\nold figures\n{readme.END}\nthe rest\n"
    new = readme.written_into(old, SUMMARY)
    assert new == f"# Title\n{readme.BEGIN}\n{MARKDOWN}{readme.END}\nthe rest\n"
    assert readme.written_into(new, SUMMARY) == new


@pytest.mark.parametrize(
    "text",
    [
        "no markers",
        readme.BEGIN,
        f"{readme.END}{readme.BEGIN}",
        f"{readme.BEGIN}{readme.BEGIN}{readme.END}",
    ],
)
def test_a_readme_without_its_markers_is_not_written(text: str) -> None:
    with pytest.raises(ValueError, match="once each and in this order"):
        readme.written_into(text, SUMMARY)


def test_a_stored_summary_reads_as_it_was(tmp_path: Path) -> None:
    readme.store(SUMMARY, tmp_path / "new" / "summary.json")
    assert readme.stored(tmp_path / "new" / "summary.json") == SUMMARY


def test_a_summary_that_is_missing_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(RunUnreadable, match="footnote eval run china_crypto --summary"):
        readme.stored(tmp_path / "none.json")


def test_the_readme_tells_the_stored_figures() -> None:
    text = readme.README.read_text(encoding="utf-8")
    assert readme.written_into(text, readme.stored()) == text, "Run: make readme"


def test_a_summary_without_rankings_has_one_table() -> None:
    summary = replace(SUMMARY, figures={"f1": SUMMARY.figures["f1"]})
    assert report.markdown(summary).count("| --- |") == 1
