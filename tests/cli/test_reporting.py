import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect
from typer.testing import Result

from eval import runfile
from eval.provenance import Made
from eval.record import Record
from eval.suite import Case

Footnote = Callable[..., Result]
MADE = Made(
    suite="harbour",
    seed=0,
    limit=None,
    settings={},
    models={},
    versions={},
    questions="",
    corpus="",
    articles=1,
    passages=1,
    cores=2,
)
RECORD = Record(
    case=Case(id="q1", question="What colour is the lantern?", answers=("green",)),
    answered=True,
    answer="The keeper painted it green.",
    short_answer="green",
    tentative="green",
    confidence=0.9,
    reason=None,
    searched_for="What colour is the lantern?",
    citations=(),
    rankings={},
    timings_ms={"total": 30.0},
)


def store(file: Path, **made: Any) -> Path:
    runfile.begin(file, replace(MADE, **made))
    runfile.append(file, [RECORD])
    return file


def test_html_is_written_beside_the_run(footnote: Footnote) -> None:
    store(Path("kept/first.jsonl"))
    result = footnote("eval", "report", "kept/first.jsonl")
    assert result.stdout == "Written to kept/first.html.\n"
    text = Path("kept/first.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "What colour is the lantern?" in text


def test_markdown_and_json_go_to_stdout_and_several_stand_side_by_side(footnote: Footnote) -> None:
    runs = store(Path("first.jsonl")), store(Path("second.jsonl"), seed=1)
    assert footnote("eval", "report", runs[0], "--format", "md").stdout.startswith("# harbour\n")
    told = json.loads(footnote("eval", "report", *runs, "--format", "json").stdout)
    assert [run["name"] for run in told["runs"]] == ["first", "second"]


def test_the_ending_of_the_file_says_the_format(footnote: Footnote) -> None:
    run = store(Path("first.jsonl"))
    footnote("eval", "report", run, "--out", "new/report.md")
    assert Path("new/report.md").read_text(encoding="utf-8").startswith("# harbour\n")
    footnote("eval", "report", run, "--out", "new/odd.md", "--format", "json")
    assert "runs" in json.loads(Path("new/odd.md").read_text(encoding="utf-8"))


def test_what_cannot_be_reported_is_refused(footnote: Footnote) -> None:
    run = store(Path("first.jsonl"))
    assert footnote("eval", "report", "none.jsonl").exit_code == 4
    assert footnote("eval", "report", run, "--format", "pdf").exit_code == 2
    many = footnote("eval", "report", *[run] * 9)
    assert (many.exit_code, "at most 8" in many.stderr) == (4, True)
    Path("taken").mkdir()
    unwritable = footnote("eval", "report", run, "--out", "taken")
    assert unwritable.exit_code == 4
    assert "cannot be written to taken: Is a directory. Name a file" in unwritable.stderr


@pytest.fixture(scope="module")
def reported(served: Any) -> str:
    """The address of a service with two stored runs."""
    for name in ("first", "second"):
        store(served.data / "runs" / f"{name}.jsonl", suite=name)
    return str(served.url)


def test_the_page_leads_to_the_reports(browser: Browser, reported: str) -> None:
    said: list[str] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(reported)
        page.on("console", lambda message: said.append(message.text))
        page.get_by_role("link", name="Reports").click()
        for name in ("first", "second"):
            page.get_by_label(f"Choose {name}").check()
        page.get_by_role("button", name="Show the chosen side by side").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("2 runs side by side")
        # The style and the script are let through.
        expect(page.get_by_role("searchbox")).to_be_visible()
        page.go_back()
        page.get_by_role("link", name="first").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("first")
    assert said == []


def test_a_report_is_served_in_every_format(reported: str) -> None:
    for kind, media_type in (("md", "text/markdown"), ("json", "application/json")):
        reply = httpx.get(f"{reported}/reports/first", params={"format": kind}, timeout=60)
        assert reply.headers["content-type"].startswith(media_type)
    policy = httpx.get(f"{reported}/reports", timeout=60).headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy


def test_a_report_that_there_is_not_is_a_problem(reported: str) -> None:
    for name in ("third", "..%2Fruns%2Ffirst", "first.jsonl"):
        reply = httpx.get(f"{reported}/reports/{name}", timeout=60)
        assert reply.status_code == 404
        assert reply.headers["content-type"] == "application/problem+json"
    too_many = httpx.get(f"{reported}/reports", params={"run": ["first"] * 9}, timeout=60)
    assert too_many.status_code == 422
