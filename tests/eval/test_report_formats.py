import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval import runfile
from eval.outcome import OUTCOMES
from eval.reports import curves, frame
from eval.reports.content import MOST_RUNS, Report, TooManyRuns, report_of
from eval.reports.formats import written
from eval.reports.markdown import plain
from eval.reports.words import clip, in_short
from eval.summary import ADAPTER, rescored, summarise

TEN_MEGABYTES = 10_000_000


def of(*files: Path) -> Report:
    return report_of([(file.stem, runfile.read(file)) for file in files])


def test_a_run_is_told_in_two_sentences(run_file: Path) -> None:
    assert in_short(of(run_file).runs[0]) == (
        "Of 4 questions that these articles answer, it answered 2 rightly and 1 wrongly and "
        "refused 1. Of 2 questions that they do not answer, it refused 1 and answered 1 all the "
        "same."
    )


def test_json_holds_the_figures_and_every_question(run_file: Path) -> None:
    (run,) = json.loads(written(of(run_file), "json"))["runs"]
    made = ADAPTER.dump_python(summarise(rescored(runfile.read(run_file))), mode="json")
    assert run["summary"] == json.loads(json.dumps(made))
    assert [one["outcome"] for one in run["questions"]] == [
        "right", "wrong answer", "false refusal", "false answer", "rightly refused", "right",
    ]  # fmt: skip
    assert run["questions"][0]["gold_ranks"] == {"lexical": [2], "read": [1]}
    assert run["outcomes"] == {
        **dict.fromkeys(OUTCOMES, 0),
        "right": 2,
        "wrong answer": 1,
        "false refusal": 1,
        "false answer": 1,
        "rightly refused": 1,
    }


def test_markdown_lists_what_went_wrong_and_no_text_becomes_markup(
    run_file: Path, other_file: Path
) -> None:
    text = written(of(run_file), "md")
    assert text.startswith("# harbour\n\nOf 4 questions")
    assert "| All | 6 | 2 | 1 | 1 | 1 | 1 |" in text
    assert "- **What colour is the door?** Accepted: red\n  - wrong answer, 80% sure: blue" in text
    assert "<script" not in text
    both = written(of(run_file, other_file), "md")
    assert "| Measure | A | B |" in both
    assert "  - B: false refusal, 90% sure: withheld: green" in both


def test_times_taken_in_parallel_are_told_as_such_in_every_format(
    run_file: Path, store_run: Callable[..., Path]
) -> None:
    at_once = store_run("at-once", parallel=4)
    assert "ms, 4 at once" in written(of(at_once), "md")
    assert "ms, 4 at once" in written(of(run_file, at_once), "md")
    page = written(of(at_once), "html")
    assert "ms, 4 at once" in page
    assert "4 questions were asked at once." in page
    assert json.loads(written(of(at_once), "json"))["runs"][0]["summary"]["made"]["parallel"] == 4
    assert "4 at once" not in written(of(run_file), "html")


def test_markdown_shows_special_characters_as_they_are() -> None:
    assert plain("a|b\n<b> *c* `d` [e](f)") == r"a\|b &lt;b&gt; \*c\* \`d\` \[e\]\(f\)"


def test_runs_of_the_same_suite_are_put_together_by_question(
    run_file: Path, other_file: Path, store_run: Callable[..., Path]
) -> None:
    report = of(run_file, other_file)
    assert [one.differs for one in report.questions] == [True, *[False] * 5]
    assert "harbour: 2 runs side by side" in written(report, "html")
    elsewhere = of(run_file, store_run("third", suite="quay"))
    assert elsewhere.suites == ["harbour", "quay"]
    assert len(elsewhere.questions) == 12


def test_more_runs_than_can_be_told_apart_are_refused(run_file: Path) -> None:
    with pytest.raises(TooManyRuns, match=f"at most {MOST_RUNS}"):
        of(*[run_file] * (MOST_RUNS + 1))


def test_a_run_in_which_nothing_was_asked_yet_is_a_report(store_run: Callable[..., Path]) -> None:
    report = of(store_run("empty", ()))
    assert in_short(report.runs[0]) == "Nothing was asked."
    for kind in ("html", "md", "json"):
        assert "harbour" in written(report, kind)  # type: ignore[arg-type]


def test_a_trace_that_holds_nothing_is_left_out(store_run: Callable[..., Path]) -> None:
    records = runfile.read(store_run("traced")).records
    bare = tuple(replace(one, trace={}, rankings={}, timings_ms={}) for one in records)
    text = written(of(store_run("bare", bare)), "html")
    assert "Candidates" not in text
    assert "Decision" not in text


def test_a_thousand_questions_stay_under_ten_megabytes(store_run: Callable[..., Path]) -> None:
    long = "A passage that answers, and goes on and on. " * 200
    (record, *_) = runfile.read(store_run("short")).records
    (part,) = record.trace["parts"]
    trace = {
        "threshold": 0.5,
        "parts": [
            {
                **part,
                "candidates": [{"text": long, "score": 1.0, "places": 1}] * 8,
                "readings": part["readings"] * 12,
            }
        ],
    }
    cited = tuple(replace(record.citations[0], quote=long) for _ in range(12))
    grown = replace(record, answer=long, citations=cited, trace=trace)
    cases = (replace(record.case, id=f"q{n}") for n in range(100))
    tenth = tuple(replace(grown, case=case) for case in cases)
    assert len(written(of(store_run("long", tenth)), "html")) < TEN_MEGABYTES / 10


def test_the_curve_ends_where_the_run_does(run_file: Path) -> None:
    (told,) = of(run_file).runs
    points = curves.risk_coverage(told)
    assert points[0] == (1 / 6, 0.0)
    # Of six, two are right; the refused ones count with what they withheld, which was wrong.
    assert points[-1] == pytest.approx((1, 4 / 6))
    assert curves.operating_point(told) == (4 / 6, 2 / 4)


def test_latencies_of_several_runs_share_one_frame(run_file: Path, other_file: Path) -> None:
    found = curves.latencies(of(run_file, other_file).runs)
    assert found is not None
    shared, times = found
    assert (shared.across.low, shared.across.high) == (20, 200)
    assert [one.questions for one in times] == [6, 6]


@pytest.mark.parametrize(
    ("values", "low", "high"), [([0.2], 1, 2), ([5, 5], 5, 10), ([130, 2400], 100, 5000)]
)
def test_an_axis_of_time_holds_its_values(values: list[float], low: float, high: float) -> None:
    axis = frame.milliseconds(values)
    assert (axis.low, axis.high) == (low, high)
    assert all(0 <= axis.share(value) <= 1 for value in values)


def test_a_text_is_cut_with_an_ellipsis() -> None:
    assert clip("lantern", 7) == "lantern"
    assert clip("lanterns", 7) == "lanter…"
    assert clip(None) == ""
