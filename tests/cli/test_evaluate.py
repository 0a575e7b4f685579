import json
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from typer.testing import CliRunner, Result

from cli import measuring
from cli.app import app

Footnote = Callable[..., Result]
DOCUMENTS = {
    "cat": "Our cat is called Zork. It came to us from a farm in 2019.",
    "bank": "The savings bank closed its branch in Dingle on 3 May.",
}


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in BEIR's layout with two documents and a query for each."""
    folder = tmp_path_factory.mktemp("suite") / "claims"
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": id_, "title": "", "text": text} for id_, text in DOCUMENTS.items()]
    queries = [
        {"_id": "q1", "text": "What is the cat called?"},
        {"_id": "q2", "text": "Which branch did the bank close?"},
    ]
    for name, lines in (("corpus", corpus), ("queries", queries)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    judged = "query-id\tcorpus-id\tscore\nq1\tcat\t1\nq2\tbank\t1\n"
    (folder / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ran(claims: Path) -> Path:
    """A run of the claims, in JSON on `stdout.json` beside it."""
    file = claims.parent / "ran.jsonl"
    words = ["--data", str(claims.parent / "data"), "eval", "run", str(claims), "--json"]
    elsewhere = {"XDG_CACHE_HOME": str(claims.parent / "cache")}
    result = CliRunner().invoke(app, [*words, "--out", str(file)], env=elsewhere)
    (claims.parent / "stdout.json").write_text(result.stdout, encoding="utf-8")
    return file


def test_the_list_says_what_is_here_and_where_the_rest_is_from(footnote: Footnote) -> None:
    suites = {one["name"]: one for one in json.loads(footnote("eval", "list", "--json").stdout)}
    assert suites["china_crypto"]["here"]
    assert {"boolq", "canard", "cast", "wice", "multihop_rag", "rgb"} <= set(suites)
    assert all(one["measures"] and one["size"] and one["licence"] for one in suites.values())
    assert not suites["squad_open"]["here"]
    assert suites["squad_open"]["licence"] == "CC BY-SA 4.0"
    assert suites["squad_open"]["source"].startswith("https://")
    assert "china_crypto" in footnote("eval", "list").stdout


def test_a_run_prints_its_figures_and_is_stored(footnote: Footnote, claims: Path) -> None:
    result = footnote("eval", "run", claims, "--out", "run.jsonl", "--summary", "figures.json")
    assert result.exit_code == 0, result.output
    assert "claims: 2 questions" in result.stdout
    assert "100.0%" in result.stdout
    assert len(Path("run.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    figures = json.loads(Path("figures.json").read_text(encoding="utf-8"))["figures"]
    assert figures["fused_ndcg@10"]["value"] == 1


def test_the_same_run_twice_differs_in_nothing(footnote: Footnote, claims: Path, ran: Path) -> None:
    footnote("eval", "run", claims, "--out", "again.jsonl")
    result = footnote("eval", "compare", ran, "again.jsonl", "--json")
    differences = json.loads(result.stdout)
    assert {one["measure"] for one in differences} >= {"fused_mrr", "read_ndcg@10"}
    assert {(one["change"], one["p_value"]) for one in differences} == {(0.0, 1.0)}
    told = footnote("eval", "compare", ran, "again.jsonl", "--measure", "fused_mrr").stdout
    assert told == "1 of 1 measures are the same for every question.\n"


def test_a_figure_below_its_floor_fails_and_one_at_it_does_not(
    footnote: Footnote, claims: Path
) -> None:
    words = ("eval", "run", claims, "--out", "run.jsonl", "--json", "--fail-under")
    assert footnote(*words, "fused_hit@1=1").exit_code == 0
    failed = footnote(*words, "fused_hit@1=1.1")
    assert failed.exit_code == 1
    assert "fused_hit@1 is 1.0000, under 1.1" in failed.stderr
    assert json.loads(failed.stdout)["questions"] == 2


def test_a_run_that_is_no_worse_than_an_earlier_one_passes(
    footnote: Footnote, claims: Path, ran: Path
) -> None:
    words = ("eval", "run", claims, "--no-worse-than")
    assert footnote(*words, ran).exit_code == 0
    assert footnote(*words, "none.jsonl").exit_code == 4


def test_without_out_a_run_is_stored_beside_the_data(footnote: Footnote, claims: Path) -> None:
    result = footnote("--data", "kept", "eval", "run", claims, "--limit", 1, "--json")
    (file,) = Path("kept/runs").iterdir()
    assert json.loads(result.stdout)["run"] == str(file)
    assert file.name.startswith("claims-")


def test_a_setting_can_be_changed_for_a_run(footnote: Footnote, claims: Path) -> None:
    words = ("eval", "run", claims, "--json", "--set", "passages=1")
    assert json.loads(footnote(*words).stdout)["made"]["settings"]["passages"] == 1


def test_the_length_of_passages_is_a_setting_of_a_run(footnote: Footnote, claims: Path) -> None:
    words = ("eval", "run", claims, "--json", "--set", "passage_tokens=20")
    made = json.loads(footnote(*words).stdout)["made"]
    assert made["settings"]["passage_tokens"] == 20
    assert made["passages"] == 2  # a sentence or two of these documents have 20 tokens


def test_indexes_of_suites_are_kept_listed_and_cleared(footnote: Footnote, claims: Path) -> None:
    assert footnote("eval", "cache").stdout.startswith("0 indexes, 0.0 MB, in ")
    for _ in range(2):
        assert footnote("eval", "run", claims, "--json").exit_code == 0
    [kept] = json.loads(footnote("eval", "cache", "--json").stdout)["kept"]
    assert Path(kept["index"]).name.startswith("claims-")
    assert kept["bytes"] > 0
    assert footnote("eval", "cache").stdout.startswith(f"{Path(kept['index']).name}  ")
    cleared = footnote("eval", "cache", "--clear")
    assert "1 indexes" in cleared.stdout
    assert not Path(kept["index"]).exists()


def test_questions_asked_at_once_give_the_figures_of_those_asked_one_by_one(
    footnote: Footnote, claims: Path, ran: Path
) -> None:
    result = footnote("eval", "run", claims, "--parallel", 2, "--out", "at-once.jsonl")
    assert "ms, 2 at once" in result.stdout
    differences = json.loads(footnote("eval", "compare", ran, "at-once.jsonl", "--json").stdout)
    assert {one["change"] for one in differences} == {0.0}


def test_a_stored_run_is_shown_as_it_was_when_it_ran(footnote: Footnote, ran: Path) -> None:
    told = json.loads((ran.parent / "stdout.json").read_text(encoding="utf-8"))
    shown = json.loads(footnote("eval", "show", ran, "--json").stdout)
    assert shown["figures"] == told["figures"]
    assert "By kind of question" in footnote("eval", "show", ran).stdout
    assert footnote("eval", "show", ran, "--markdown").stdout.startswith("claims: 2 ")


def test_own_questions_are_asked_of_the_articles_in_a_data_folder(
    footnote: Footnote, stocked: Path
) -> None:
    line = {
        "id": "q1",
        "question": "What is our cat called?",
        "answers": ["Zork"],
        "gold": [{"article": "cat", "quote": "Our cat is called Zork."}],
    }
    Path("mine.jsonl").write_text(json.dumps(line), encoding="utf-8")
    ran = json.loads(footnote("eval", "run", "mine.jsonl", "--store", stocked, "--json").stdout)
    assert (ran["made"]["suite"], ran["made"]["articles"]) == ("mine", 2)
    assert ran["figures"]["fused_hit@1"]["value"] == 1
    assert footnote("eval", "cache").stdout.startswith("0 indexes")
    refused = footnote("eval", "run", "mine.jsonl")
    assert refused.exit_code == 4
    assert "--store" in refused.stderr


def test_own_questions_can_be_asked_with_passages_of_another_length(
    footnote: Footnote, stocked: Path
) -> None:
    Path("mine.csv").write_text("question,answers\nWhat is our cat called?,Zork\n", "utf-8")
    words = ("eval", "run", "mine.csv", "--store", stocked, "--json")
    ran = json.loads(footnote(*words, "--set", "passage_tokens=20").stdout)
    assert (ran["made"]["articles"], ran["made"]["settings"]["passage_tokens"]) == (2, 20)
    # The data folder stays as it was made.
    assert footnote(*words).exit_code == 0


def test_runs_that_begin_in_the_same_second_are_stored_apart(
    footnote: Footnote, stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Standing(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2026, 1, 1, tzinfo=tz)

    monkeypatch.setattr(measuring, "datetime", Standing)
    Path("mine.csv").write_text("question,answers\nWhat is our cat called?,Zork\n", "utf-8")
    words = ("eval", "run", "mine.csv", "--store", stocked, "--json")
    files = [
        Path(json.loads(footnote(*words, "--set", f"passages={number}").stdout)["run"]).name
        for number in (3, 4, 5)
    ]
    assert files == [f"mine-20260101-000000{end}.jsonl" for end in ("", "-2", "-3")]


def test_multihop_rag_is_told_by_type_of_question_and_by_both_rules(
    footnote: Footnote, tmp_path: Path
) -> None:
    corpus = [{"title": id_, "url": id_, "body": text} for id_, text in DOCUMENTS.items()]
    fact = {"url": "cat", "title": "cat", "fact": "Our cat is called Zork."}
    asked = [
        {"query": "What is the cat called?", "answer": "Zork", "question_type": "inference_query"},
        {"query": "Who is the duke of Ulm?", "answer": "-", "question_type": "null_query"},
    ]
    questions = [{**asked[0], "evidence_list": [fact]}, {**asked[1], "evidence_list": []}]
    for name, content in (("corpus", corpus), ("MultiHopRAG", questions)):
        (tmp_path / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    ran = footnote("eval", "run", tmp_path, "--out", "news.jsonl")
    assert "Figures by kind" in ran.stdout
    kinds = json.loads(footnote("eval", "show", "news.jsonl", "--json").stdout)["kinds"]
    assert list(kinds) == ["inference", "null"]
    assert kinds["inference"]["official_hits@4"] == kinds["inference"]["all_facts@4"] == 1
    assert "official_hits@4" not in kinds["null"]


def test_thresholds_are_fitted_on_a_run_or_on_a_suite_that_is_run_first(
    footnote: Footnote, claims: Path, ran: Path
) -> None:
    fitted = footnote("eval", "calibrate", ran)
    run_first = footnote("eval", "calibrate", claims)
    assert fitted.exit_code == run_first.exit_code == 1
    assert "No rate up to 30% can be kept on these 2 questions" in fitted.stderr
    assert "No rate up to 30% can be kept on these 2 questions" in run_first.stderr
    assert "The run is stored in" in run_first.stderr


def test_mistakes_are_printed_for_reading(footnote: Footnote, ran: Path) -> None:
    assert "Of 2 questions:" in footnote("eval", "errors", ran).stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["run", "china-crypto"], 5, "Did you mean china_crypto?"),
        (["run", "squad_open"], 4, "SQuAD-explorer"),
        (["run", "squad_open", "--data", "nowhere"], 4, "is not there"),
        (["run", "china_crypto", "--fail-under", "f2=1"], 3, "no measure 'f2'"),
        (["run", "china_crypto", "--set", "colour=red"], 3, "--set takes name=value"),
        (["run", "china_crypto", "--set", "passage_tokens=9"], 3, "greater than or equal to 20"),
        (["run", "china_crypto", "--parallel", "0"], 2, "greater than or equal to 1"),
        (["run", "china_crypto", "--set", "passages=0"], 3, "greater than or equal to 1"),
        (["run", "china_crypto", "--url", "http://x", "--set", "passages=1"], 2, "leave out --set"),
        (["run", "wice", "--url", "http://x", "--data", "nowhere"], 4, "is not there"),
        (["compare", "a.jsonl", "b.jsonl"], 4, "cannot be read"),
        (["errors", "a.jsonl"], 4, "cannot be read"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_line(
    footnote: Footnote, words: list[str], code: int, said: str
) -> None:
    result = footnote("eval", *words)
    assert result.exit_code == code
    assert result.stdout == ""
    assert said in result.stderr


def test_a_kind_of_mistake_that_there_is_not_is_refused(footnote: Footnote, ran: Path) -> None:
    assert footnote("eval", "errors", ran, "--kind", "typo").exit_code == 5
