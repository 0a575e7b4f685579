"""One's own questions on the command line: from feedback, drafted, reviewed, run and judged."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from cli.app import app
from corpus.embedding import Embedder
from corpus.index import Index
from corpus.model import Article
from corpus.settings import Settings
from ingest.library import LocalLibrary
from service.answerer import Answerer
from service.http.answers import give
from service.http.feedback import FeedbackIn
from service.http.schemas import QuestionIn, TurnIn

Footnote = Callable[..., Result]
ARTICLES = [
    Article(id="cat", title="Our cat", text="Our cat is called Zork. It came from a farm in 2019."),
    Article(
        id="bank",
        title="Harbour Bank",
        text="Harbour Bank opened a branch in Dingle on 12 March 2021. Savers came in numbers.",
    ),
]
SAID: list[tuple[QuestionIn, dict[str, Any]]] = [
    (
        QuestionIn(question="What is it called?", history=[TurnIn(question="Who is our cat?")]),
        {"thumb": "down", "expected": "Zork", "article": "cat"},
    ),
    (QuestionIn(question="Who sings in Dingle?"), {"thumb": "down", "unanswerable": True}),
    (QuestionIn(question="When did it open?"), {"thumb": "down", "comment": "Wrong day."}),
]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """A data folder in which something was said of three answers."""
    settings = Settings(data=tmp_path_factory.mktemp("spoken"), _env_file=None)
    with Index(settings, embedder=embedder) as index:
        LocalLibrary(index).store_all(ARTICLES)
        answerer = Answerer(index, settings)
        for asked, said in SAID:
            given = give(asked, answerer, index)
            index.feedback.keep(given.id, FeedbackIn(**said).model_dump_json())
    return settings.data


def written(file: str) -> dict[str, dict[str, Any]]:
    """The lines of a file by their questions."""
    lines = map(json.loads, Path(file).read_text(encoding="utf-8").splitlines())
    return {line["question"]: line for line in lines}


def test_what_was_said_becomes_a_suite_that_runs(
    footnote: Footnote, spoken: Path, model: Any
) -> None:
    model.reply = '{"verdict": "yes"}'
    made = footnote("eval", "from-feedback", "--data", spoken, "--out", "said.jsonl")
    assert made.exit_code == 0, made.output
    assert "3 questions, 1 of them drafts; 3 new in said.jsonl" in made.stderr
    lines = written("said.jsonl")
    assert lines["What is it called?"]["answers"] == ["Zork"]
    assert lines["What is it called?"]["history"] == [{"question": "Who is our cat?"}]
    assert lines["Who sings in Dingle?"]["unanswerable"]
    assert lines["When did it open?"]["status"] == "draft"
    assert "Wrong day." in lines["When did it open?"]["note"]

    ran = footnote("--data", spoken, "eval", "run", "said.jsonl", "--json", "--judge", "openai:m")
    assert "1 drafts were left out" in ran.stderr
    report = json.loads(ran.stdout)
    assert (report["questions"], report["unanswerable"]) == (2, 1)
    assert report["made"]["models"]["judge"] == "openai:m, prompt 1"
    records = map(json.loads, Path(report["run"]).read_text(encoding="utf-8").splitlines()[1:])
    answered = [one for one in records if one["answered"]]
    judged = report["figures"].get("judged_faithful", {"questions": 0})["questions"]
    assert judged == len(answered)
    assert len(model.asked) >= judged

    again = footnote("eval", "from-feedback", "--data", spoken, "--out", "said.jsonl")
    assert "0 new in said.jsonl" in again.stderr


def test_what_was_said_goes_into_a_table_and_is_reviewed_there(
    footnote: Footnote, spoken: Path
) -> None:
    made = footnote("eval", "from-feedback", "--data", spoken, "--out", "said.csv")
    assert "3 new in said.csv" in made.stderr
    reviewed = CliRunner().invoke(app, ["eval", "review", "said.csv"], input="r\n")
    assert reviewed.stdout.endswith("0 accepted, 1 rejected, 0 left.\n")
    text = Path("said.csv").read_text(encoding="utf-8")
    rows = {row["question"]: row for row in csv.DictReader(StringIO(text))}
    assert rows["When did it open?"]["status"] == "rejected"
    assert rows["What is it called?"]["answers"] == "Zork"
    ran = footnote("--data", spoken, "eval", "run", "said.csv", "--json")
    assert json.loads(ran.stdout)["questions"] == 2


def test_without_out_the_lines_go_to_stdout_and_nothing_else(
    footnote: Footnote, spoken: Path
) -> None:
    told = footnote("eval", "from-feedback", "--data", spoken)
    assert len([json.loads(line) for line in told.stdout.splitlines()]) == 3
    assert told.stderr == "3 questions, 1 of them drafts.\n"


def test_drafts_are_proposed_reviewed_and_then_asked(footnote: Footnote, spoken: Path) -> None:
    words = ("eval", "draft", "--data", spoken, "--out", "drafts.jsonl")
    assert "1 questions, 1 of them drafts; 1 new" in footnote(*words).stderr
    assert "0 new in drafts.jsonl" in footnote(*words).stderr
    question = "When did Harbour Bank open a branch in Dingle?"
    assert written("drafts.jsonl")[question]["answers"] == ["12 March 2021"]
    refused = footnote("--data", spoken, "eval", "run", "drafts.jsonl")
    assert refused.exit_code == 4
    assert "no question to ask. 1 drafts were left out" in refused.stderr

    reviewed = CliRunner().invoke(app, ["eval", "review", "drafts.jsonl"], input="x\na\n")
    assert reviewed.stdout.endswith("1 accepted, 0 rejected, 0 left.\n")
    assert "12 March 2021" in reviewed.stdout
    ran = footnote("--data", spoken, "eval", "run", "drafts.jsonl", "--json")
    assert json.loads(ran.stdout)["questions"] == 1


def test_drafts_are_written_by_the_chat_model_that_is_named(
    footnote: Footnote, spoken: Path, model: Any
) -> None:
    good = {"question": "What is the cat called?", "answer": "Zork", "quote": "is called Zork"}
    bad = {**good, "quote": "is called Bork"}
    model.reply = {"Title: Our cat": json.dumps([good, bad]), "Title: Harbour Bank": "[]"}
    told = footnote("eval", "draft", "--data", spoken, "--writer", "openai:m")
    (line,) = map(json.loads, told.stdout.splitlines())
    assert (line["question"], line["drafted_by"]) == (good["question"], "openai:m, prompt 1")
    assert line["status"] == "draft"
    assert "1 dropped: its quote does not stand in the article." in told.stderr


def test_a_running_service_is_asked_for_what_was_said_of_it(
    footnote: Footnote, served: Any
) -> None:
    with httpx.Client(base_url=served.url, timeout=60) as http:
        given = http.post("/v1/answers", json={"question": "Who founded Binance?"}).json()
        http.post(f"/v1/answers/{given['id']}/feedback", json={"thumb": "down"})
    told = footnote("eval", "from-feedback", "--data", served.data)
    (line,) = map(json.loads, told.stdout.splitlines())
    assert (line["id"], line["status"]) == (f"feedback-{given['id']}", "draft")
    drafted = footnote("eval", "draft", "--data", served.data, "--count", 4)
    assert len(drafted.stdout.splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["from-feedback", "--data", "nowhere"], 6, "There is no data folder nowhere"),
        (["draft", "--data", "nowhere"], 6, "There is no data folder nowhere"),
        (["draft", "--writer", "nobody:m"], 3, "chat model 'nobody:m'"),
        (["review", "none.jsonl"], 4, "cannot be read"),
        (["run", "china_crypto", "--judge", "gpt"], 3, "FOOTNOTE_JUDGE = 'gpt'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    footnote: Footnote, words: list[str], code: int, said: str
) -> None:
    result = footnote("eval", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
